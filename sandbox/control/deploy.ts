import { randomInt } from "node:crypto";
import { parse } from "smol-toml";
import { request } from "undici";
import { z } from "zod";
import type { Deployment } from "#sandbox/kernel/deployment.ts";
import type { World } from "#sandbox/kernel/world.ts";

const text = z.string().min(1);

const deployment = z.object({
  toml: text,
  clientId: text,
  clientSecret: text,
  appUrl: z.url().transform((address) => address.replace(/\/$/, "")),
  clockUrl: z.url().optional(),
  meta: z.object({
    appId: text,
    appSecret: text,
    verifyToken: text,
    webhookUrl: z.url(),
    configId: text.optional(),
  }),
  extensions: z
    .array(
      z.object({
        handle: text,
        targets: z.array(z.object({ target: text, script: z.string() })),
        settings: z.record(z.string(), z.string()).default({}),
        locales: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
        networkAccess: z.boolean().default(false),
      }),
    )
    .default([]),
});

/** The body of POST /control/deploy. */
export const deploymentBody = deployment.transform(
  ({ clockUrl, ...rest }): Deployment => ({ ...rest, ...(clockUrl === undefined ? {} : { clockUrl }) }),
);

const registered = z.looseObject({
  webhooks: z
    .looseObject({
      subscriptions: z
        .array(
          z.looseObject({
            topics: z.array(z.string()).default([]),
            compliance_topics: z.array(z.string()).default([]),
            uri: z.string(),
          }),
        )
        .default([]),
    })
    .optional(),
  access_scopes: z.looseObject({ scopes: z.string() }).optional(),
});

/** Meta asks the webhook address for its challenge, as when one is entered in the app's dashboard. */
async function handshake({ webhookUrl, verifyToken }: Deployment["meta"]): Promise<boolean> {
  const challenge = String(randomInt(1_000_000_000, 2_000_000_000));
  const address = new URL(webhookUrl);
  address.searchParams.set("hub.mode", "subscribe");
  address.searchParams.set("hub.challenge", challenge);
  address.searchParams.set("hub.verify_token", verifyToken);
  try {
    const answer = await request(address, { headersTimeout: 10_000, bodyTimeout: 10_000 });
    return answer.statusCode === 200 && (await answer.body.text()) === challenge;
  } catch {
    return false;
  }
}

/**
 * Makes the app known to both platforms.
 * @returns what was registered; `meta.verified` is false where the handshake failed
 */
export async function deploy(world: World, deployed: Deployment): Promise<object> {
  const { webhooks, access_scopes } = registered.parse(parse(deployed.toml));
  world.deployment = deployed;
  const verified = await handshake(deployed.meta);
  const response = { verified };
  world.ledger.add({ system: "meta", kind: "webhook", name: "webhook handshake", response });
  return {
    app: { clientId: deployed.clientId, url: deployed.appUrl },
    scopes: access_scopes?.scopes.split(",").map((scope) => scope.trim()) ?? [],
    webhooks: (webhooks?.subscriptions ?? []).flatMap(({ topics, compliance_topics, uri }) =>
      [...topics, ...compliance_topics].map((topic) => ({ topic, uri })),
    ),
    extensions: deployed.extensions.map(({ handle, targets }) => ({
      handle,
      targets: targets.map(({ target }) => target),
    })),
    meta: { webhookUrl: deployed.meta.webhookUrl, verified },
  };
}
