import { readFileSync } from "node:fs";
import { request } from "undici";
import { z } from "zod";
import {
  createMetaClient,
  createMetaDispatcher,
  type MetaClientOptions,
} from "#app/integrations/meta/client.ts";
import { createAdminClient } from "#app/integrations/shopify/client.ts";
import { signIdToken } from "#sandbox/admin/id-token.ts";
import { SEED } from "#sandbox/meta/index.ts";
import { startSandbox } from "#sandbox/server.ts";
import type { AdminSubject, GraphSubject } from "./contract.ts";

const SHOP = "casa-aurora.myshopify.com";
const CLIENT = { client_id: "cartwave-local-client", client_secret: "conformance-secret" };
const APP = { appId: "100000000000001", appSecret: "conformance-app-secret" };

function graph(options: Omit<MetaClientOptions, "dispatcher">) {
  const dispatcher = createMetaDispatcher();
  return { meta: createMetaClient({ ...options, dispatcher }), stop: () => dispatcher.destroy() };
}

const shopOrigin = (origin: string) =>
  ({ SHOPIFY_SHOP_ORIGIN: origin }) as Parameters<typeof createAdminClient>[0];

function admin(origin: string, shop: string, token: string): AdminSubject {
  return {
    admin: createAdminClient(shopOrigin(origin), shop, token),
    stranger: createAdminClient(shopOrigin(origin), shop, "shpat_never_given"),
  };
}

export interface Subjects {
  /** What is held against what. */
  readonly name: string;
  readonly graph?: GraphSubject;
  readonly admin?: AdminSubject;
  stop(): Promise<void>;
}

/** A token of the sandbox's shop, as an app gets one when a merchant opens it. */
async function sandboxToken(origin: string): Promise<string> {
  const subject = signIdToken({
    ...{ shop: SHOP, clientId: CLIENT.client_id, clientSecret: CLIENT.client_secret },
    ...{ userId: "1", sessionId: "1", now: Date.now(), ttlSeconds: 60 },
  });
  const answer = await request(`${origin}/shopify/${SHOP}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      ...CLIENT,
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: subject,
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      expiring: "1",
    }),
  });
  return z.object({ access_token: z.string() }).parse(await answer.body.json()).access_token;
}

/** The sandbox, in this process: everything may be done there. */
export async function sandboxSubjects(): Promise<Subjects> {
  const sandbox = await startSandbox({ port: 0 });
  const { origin } = sandbox;
  sandbox.world.deployment = {
    toml: readFileSync("shopify.app.toml", "utf8"),
    clientId: CLIENT.client_id,
    clientSecret: CLIENT.client_secret,
    appUrl: origin,
    meta: { ...APP, verifyToken: "verify", webhookUrl: `${origin}/nowhere` },
    extensions: [],
  };
  const { meta, stop } = graph({ baseUrl: `${origin}/graph`, version: "v26.0", ...APP });
  return {
    name: "the sandbox",
    graph: {
      ...{ meta, token: SEED.token, wabaId: SEED.wabaId, phoneNumberId: SEED.phoneNumberId },
      ...{ recipient: "+393331234567", mayWrite: true },
    },
    admin: admin(`${origin}/shopify/{shop}`, SHOP, await sandboxToken(origin)),
    async stop() {
      await stop();
      await sandbox.stop();
    },
  };
}

/** From the environment. Meta's ids and token together, or none of them; a recipient only where one may be written to. */
const metaAccess = z.object({
  META_APP_ID: z.string(),
  META_APP_SECRET: z.string(),
  CONFORMANCE_META_TOKEN: z.string(),
  CONFORMANCE_META_WABA_ID: z.string(),
  CONFORMANCE_META_PHONE_NUMBER_ID: z.string(),
  CONFORMANCE_META_RECIPIENT: z.string().optional(),
  CONFORMANCE_META_WRITE: z.literal("1").optional(),
});
const shopAccess = z.object({ CONFORMANCE_SHOP: z.string(), CONFORMANCE_SHOP_TOKEN: z.string() });

/**
 * A real test number of Meta's and a development shop, as far as the environment names them.
 * @returns undefined where it names neither
 */
export function realSubjects(env: NodeJS.ProcessEnv): Subjects | undefined {
  const access = metaAccess.safeParse(env).data;
  const shop = shopAccess.safeParse(env).data;
  if (!access && !shop) return undefined;
  const client =
    access &&
    graph({
      ...{ baseUrl: "https://graph.facebook.com", version: "v26.0" },
      ...{ appId: access.META_APP_ID, appSecret: access.META_APP_SECRET },
    });
  return {
    name: [access ? "Meta" : "", shop ? "Shopify" : ""].filter(Boolean).join(" and "),
    ...(access && client
      ? {
          graph: {
            meta: client.meta,
            token: access.CONFORMANCE_META_TOKEN,
            wabaId: access.CONFORMANCE_META_WABA_ID,
            phoneNumberId: access.CONFORMANCE_META_PHONE_NUMBER_ID,
            recipient: access.CONFORMANCE_META_RECIPIENT,
            mayWrite: access.CONFORMANCE_META_WRITE === "1",
          },
        }
      : {}),
    ...(shop ? { admin: admin("https://{shop}", shop.CONFORMANCE_SHOP, shop.CONFORMANCE_SHOP_TOKEN) } : {}),
    async stop() {
      await client?.stop();
    },
  };
}
