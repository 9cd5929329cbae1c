import { z } from "zod";

/** What a variable is for and where its value comes from: said when it is missing or malformed. */
interface Described {
  readonly purpose: string;
  readonly from: string;
}

const url = z.url();
/** 0 lets the machine choose a free one. */
const port = z.coerce.number().int().min(0).max(65535);
/** `id:base64` pairs, newest first; each key 32 bytes. */
const encryptionKeys = z.string().refine(
  (value) =>
    value.split(",").every((pair) => {
      const [id, key] = pair.split(":");
      return Boolean(id && key) && Buffer.from(key ?? "", "base64").length === 32;
    }),
  "must be id:base64 with 32 bytes, several separated by commas, the newest first",
);

const variables = {
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  ROLE: z.enum(["all", "web", "worker"]).default("all"),
  PORT: port.default(3000),
  HOST: z.string().default("0.0.0.0"),
  APP_URL: url,
  DATABASE_URL: z.string().startsWith("postgres").optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(16),
  DATABASE_TIMEOUT: z.coerce.number().int().min(1).max(600).default(30),
  DATA_DIR: z.string().default(".data"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  OPERATOR_TOKEN: z.string().min(16).optional(),
  ENCRYPTION_KEYS: encryptionKeys,
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(1),
  SHOPIFY_SHOP_ORIGIN: z.string().default("https://{shop}"),
  SHOPIFY_ADMIN_URL: url.default("https://admin.shopify.com"),
  SHOPIFY_APP_BRIDGE_URL: url.default("https://cdn.shopify.com/shopifycloud/app-bridge.js"),
  FRAME_ANCESTORS: z.string().default("https://{shop} https://admin.shopify.com"),
  META_APP_ID: z.string().min(1),
  META_APP_SECRET: z.string().min(1),
  META_WEBHOOK_VERIFY_TOKEN: z.string().min(8),
  META_CONFIG_ID: z.string().min(1).optional(),
  META_SDK_URL: url.default("https://connect.facebook.net/en_US/sdk.js"),
  META_DIALOG_ORIGIN: z.string().startsWith("http").default("https://*.facebook.com"),
  GRAPH_BASE_URL: url.default("https://graph.facebook.com"),
  GRAPH_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/)
    .default("v26.0"),
  LINK_URL: url.optional(),
  SHOPIFY_PROXY_PATH: z
    .string()
    .regex(
      /^\/(apps|a|community|tools)\/(?!(admin|services|password|login)$)[\w-]{1,30}$/,
      "must be a prefix and a subpath that Shopify allows, such as /apps/cartwave",
    )
    .optional(),
  SMTP_URL: z
    .url()
    .refine((value) => /^smtps?:/.test(value), "must begin with smtp:// or smtps://")
    .optional(),
  MAIL_FROM: z.string().includes("@").optional(),
  SHOP_CLOCK_URL: url.optional(),
} as const;

const described: Partial<Record<keyof typeof variables, Described>> = {
  APP_URL: {
    purpose: "the public address of this app, which Shopify and Meta call",
    from: "the host you deploy to, or your tunnel",
  },
  DATABASE_URL: {
    purpose: "the PostgreSQL database (15 or later); without it an embedded one is kept in DATA_DIR",
    from: "your database provider",
  },
  OPERATOR_TOKEN: {
    purpose: "opens /metrics and /operator to the person who runs Cartwave",
    from: "any random text of 16 characters or more, such as `openssl rand -hex 16`",
  },
  ENCRYPTION_KEYS: {
    purpose: "encrypts access tokens at rest",
    from: "`openssl rand -base64 32`, with an id in front: k1:…",
  },
  SMTP_URL: {
    purpose:
      "the mail server over which merchants are told of replies and faults; without it they get no mail",
    from: "your mail provider: smtps://user:password@host, special characters percent-encoded",
  },
  MAIL_FROM: {
    purpose: "the sender of these mails, such as Cartwave <alerts@example.com>",
    from: "an address that your mail provider lets you send from",
  },
  SHOPIFY_API_KEY: {
    purpose: "the app's client id at Shopify",
    from: "Shopify's Dev Dashboard, your app, Settings",
  },
  SHOPIFY_API_SECRET: {
    purpose: "verifies webhooks and session tokens of Shopify",
    from: "Shopify's Dev Dashboard, your app, Settings",
  },
  SHOPIFY_PROXY_PATH: {
    purpose: "has links of messages lead over each shop's own domain, through Shopify's app proxy",
    from: "[app_proxy] of your deployed shopify.app.toml: /prefix/subpath",
  },
  META_APP_ID: {
    purpose: "the Meta app that owns the webhooks",
    from: "Meta's App Dashboard, Settings, Basic",
  },
  META_APP_SECRET: { purpose: "verifies webhooks of Meta", from: "Meta's App Dashboard, Settings, Basic" },
  META_CONFIG_ID: {
    purpose:
      "lets merchants connect a number by signing in at Meta (Embedded Signup); without it they paste a token",
    from: "Meta's App Dashboard, Facebook Login for Business, Configurations: one with the product WhatsApp",
  },
  META_WEBHOOK_VERIFY_TOKEN: {
    purpose: "answers Meta's webhook handshake",
    from: "any long random text; type the same into Meta's App Dashboard, WhatsApp, Configuration",
  },
};

const schema = z.object(variables);
export type Env = z.infer<typeof schema>;

/** Addresses that only a sandbox changes: production refuses any but the real ones. */
const realOnly = [
  "SHOPIFY_SHOP_ORIGIN",
  "SHOPIFY_ADMIN_URL",
  "SHOPIFY_APP_BRIDGE_URL",
  "FRAME_ANCESTORS",
  "GRAPH_BASE_URL",
  "META_SDK_URL",
  "META_DIALOG_ORIGIN",
  "SHOP_CLOCK_URL",
] as const;

/** The environment is wrong: the message has a line for each variable, ready to print. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

function explain(name: string, problem: string): string {
  const about = described[name as keyof typeof variables];
  const meaning = about ? ` What for: ${about.purpose}. Where from: ${about.from}.` : "";
  return `${name}: ${problem}.${meaning}`;
}

/**
 * Reads and checks the environment, the only place that does.
 * @throws EnvironmentError naming every missing or malformed variable.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return explain(name, given[name] === undefined ? "is missing" : issue.message);
    });
    throw new EnvironmentError(lines.join("\n"));
  }
  refuseHalfMail(parsed.data);
  if (parsed.data.NODE_ENV === "production") refuseStandIns(parsed.data);
  return parsed.data;
}

function refuseHalfMail(env: Env): void {
  if (Boolean(env.SMTP_URL) === Boolean(env.MAIL_FROM)) return;
  const lacking = env.SMTP_URL ? "MAIL_FROM" : "SMTP_URL";
  throw new EnvironmentError(explain(lacking, "is missing; mail needs SMTP_URL and MAIL_FROM, or neither"));
}

function refuseStandIns(env: Env): void {
  const real = z.object({ ...variables }).partial();
  const lines = realOnly.flatMap((name) => {
    const usual = real.shape[name].parse(undefined);
    return env[name] === usual || env[name] === undefined
      ? []
      : [explain(name, "must keep its real value in production; unset it, or set NODE_ENV=development")];
  });
  if (!env.APP_URL.startsWith("https://")) {
    lines.push(explain("APP_URL", "must begin with https:// in production"));
  }
  if (lines.length > 0) throw new EnvironmentError(lines.join("\n"));
}
