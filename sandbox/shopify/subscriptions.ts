import { parse } from "smol-toml";
import { z } from "zod";
import topicScopes from "#contracts/shopify/topic-scopes.json" with { type: "json" };
import type { Deployment } from "#sandbox/kernel/deployment.ts";

const scopesOfTopics: Readonly<Record<string, readonly string[]>> = topicScopes;

/** Whether one of the scopes that a topic needs was granted; who may write may read. */
export function isCovered(topic: string, granted: readonly string[]): boolean {
  const needed = scopesOfTopics[topic] ?? [];
  return (
    needed.length === 0 ||
    needed.some((scope) => granted.includes(scope) || granted.includes(scope.replace(/^read_/, "write_")))
  );
}

const appToml = z.object({
  access_scopes: z.object({ scopes: z.string().default("") }).default({ scopes: "" }),
  webhooks: z
    .object({
      api_version: z.string(),
      subscriptions: z
        .array(
          z.object({
            uri: z.string(),
            topics: z.array(z.string()).default([]),
            compliance_topics: z.array(z.string()).default([]),
          }),
        )
        .default([]),
    })
    .optional(),
  app_proxy: z.object({ url: z.string(), prefix: z.string(), subpath: z.string() }).optional(),
});

/** One topic that the app asked to be told of. */
export interface Subscription {
  readonly topic: string;
  readonly address: string;
  /** Compliance topics are told also to an app that is not installed any more. */
  readonly compliance: boolean;
}

/** Where the shop's domain leads to the app. */
export interface AppProxy {
  /** Address at the app that the rest of the path is appended to. */
  readonly address: string;
  /** On the shop's domain: `/apps/cartwave`. */
  readonly path: string;
}

/** What shopify.app.toml says of webhooks, scopes and the app proxy; nothing else does. */
export interface AppConfiguration {
  readonly scopes: readonly string[];
  readonly apiVersion: string;
  readonly subscriptions: readonly Subscription[];
  readonly proxy: AppProxy | undefined;
}

/** @throws Error where the toml is none, or lacks what Shopify's CLI demands */
export function readConfiguration(deployment: Deployment): AppConfiguration {
  const toml = appToml.parse(parse(deployment.toml));
  // Relative addresses resolve on the application's.
  const address = (uri: string) => new URL(uri, `${deployment.appUrl}/`).toString();
  const proxy = toml.app_proxy;
  return {
    proxy: proxy && { address: address(proxy.url), path: `/${proxy.prefix}/${proxy.subpath}` },
    scopes: toml.access_scopes.scopes.split(",").flatMap((scope) => scope.trim() || []),
    apiVersion: toml.webhooks?.api_version ?? "",
    subscriptions: (toml.webhooks?.subscriptions ?? []).flatMap(({ uri, topics, compliance_topics }) => [
      ...topics.map((topic) => ({ topic, address: address(uri), compliance: false })),
      ...compliance_topics.map((topic) => ({ topic, address: address(uri), compliance: true })),
    ]),
  };
}
