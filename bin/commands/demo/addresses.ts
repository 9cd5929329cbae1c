import { randomBytes } from "node:crypto";

/** Where the processes of a local run are, and the secrets that they share. New with each run. */
export interface LocalRun {
  readonly appPort: number;
  readonly sandboxPort: number;
  /** Of the sandbox's mail server. */
  readonly mailPort: number;
  readonly appUrl: string;
  readonly sandboxUrl: string;
  readonly clientId: string;
  /** Of the app proxy, on the shop's domain. */
  readonly proxyPath: string;
  readonly clientSecret: string;
  readonly metaAppId: string;
  readonly metaAppSecret: string;
  readonly metaConfigId: string;
  readonly verifyToken: string;
  readonly operatorToken: string;
  readonly encryptionKeys: string;
}

/** The seeded shop of the sandbox, and the token that Meta's stand-in has for its number. */
export const SHOP = "casa-aurora.myshopify.com";
export const META_TOKEN = "sandbox-system-user-token";

const secret = () => randomBytes(24).toString("base64url");

/** The mail server's port lies this far from the sandbox's. */
const MAIL_APART = 25;
const HIGHEST_PORT = 65_535;

/** @param app what shopify.app.toml says of it */
export function newLocalRun(
  app: Pick<LocalRun, "clientId" | "proxyPath">,
  appPort: number,
  sandboxPort: number,
): LocalRun {
  return {
    appPort,
    sandboxPort,
    mailPort: sandboxPort + (sandboxPort + MAIL_APART > HIGHEST_PORT ? -MAIL_APART : MAIL_APART),
    // `localhost`, never 127.0.0.1: cookies and frames of a browser tell them apart.
    appUrl: `http://localhost:${appPort}`,
    sandboxUrl: `http://localhost:${sandboxPort}`,
    ...app,
    clientSecret: secret(),
    metaAppId: "670843887433847",
    metaAppSecret: secret(),
    metaConfigId: "1107204001893311",
    verifyToken: secret(),
    operatorToken: secret(),
    encryptionKeys: `k1:${randomBytes(32).toString("base64")}`,
  };
}

/** The app's environment: the same code as in production, with the stand-ins' addresses. */
export function appEnvironment(run: LocalRun, dataDir: string): Record<string, string> {
  const { sandboxUrl } = run;
  return {
    NODE_ENV: "development",
    PORT: String(run.appPort),
    HOST: "localhost",
    APP_URL: run.appUrl,
    DATA_DIR: dataDir,
    LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
    OPERATOR_TOKEN: run.operatorToken,
    ENCRYPTION_KEYS: run.encryptionKeys,
    SHOPIFY_API_KEY: run.clientId,
    SHOPIFY_API_SECRET: run.clientSecret,
    SHOPIFY_SHOP_ORIGIN: `${sandboxUrl}/shopify/{shop}`,
    SHOPIFY_PROXY_PATH: run.proxyPath,
    SHOPIFY_ADMIN_URL: `${sandboxUrl}/admin`,
    SHOPIFY_APP_BRIDGE_URL: `${sandboxUrl}/admin/app-bridge.js`,
    FRAME_ANCESTORS: sandboxUrl,
    META_APP_ID: run.metaAppId,
    META_APP_SECRET: run.metaAppSecret,
    META_CONFIG_ID: run.metaConfigId,
    META_SDK_URL: `${sandboxUrl}/facebook/sdk.js`,
    META_DIALOG_ORIGIN: sandboxUrl,
    META_WEBHOOK_VERIFY_TOKEN: run.verifyToken,
    GRAPH_BASE_URL: `${sandboxUrl}/graph`,
    SMTP_URL: `smtp://localhost:${run.mailPort}`,
    MAIL_FROM: "Cartwave <cartwave@localhost>",
    SHOP_CLOCK_URL: `${sandboxUrl}/control/clock`,
  };
}
