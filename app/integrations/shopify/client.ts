import { request } from "undici";
import { z } from "zod";
import type { Env } from "#app/platform/env.ts";
import { failed, type ShopifyResult } from "./errors.ts";
import { parseJson } from "./json.ts";
import { shopOrigin } from "./token.ts";

const ADMIN_API_VERSION = "2026-10";

const envelope = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .union([
      z.string(),
      z.array(
        z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).nullish() }),
      ),
    ])
    .nullish(),
});

/** Calls one shop's Admin GraphQL API with a token that is valid now. */
export interface AdminClient {
  /** @param shape what is taken from `data`; the rest is tolerated */
  query<T>(document: string, variables: object, shape: z.ZodType<T>): Promise<ShopifyResult<T>>;
}

type Envelope = z.infer<typeof envelope>;

function problemOf(parsed: Envelope) {
  if (!parsed.errors) return undefined;
  if (typeof parsed.errors === "string") return failed("unauthorized", parsed.errors);
  const [first] = parsed.errors;
  if (!first) return undefined;
  const code = first.extensions?.code;
  if (code === "THROTTLED") return failed("throttled", first.message);
  if (code === "ACCESS_DENIED") return failed("access_denied", first.message);
  if (code === "INTERNAL_SERVER_ERROR") return failed("unavailable", first.message);
  return failed("invalid", first.message);
}

/** Fields that stayed empty for lack of an approval: Shopify names each in an error beside the data. */
function withheldIn({ errors }: Envelope): { withheld?: string } {
  const denied = Array.isArray(errors)
    ? errors.find(({ extensions }) => extensions?.code === "ACCESS_DENIED")
    : undefined;
  return denied ? { withheld: denied.message } : {};
}

/** A client of one shop; it neither refreshes tokens nor retries: `access.ts` does. */
export function createAdminClient(env: Env, domain: string, accessToken: string): AdminClient {
  const address = `${shopOrigin(env, domain)}/admin/api/${ADMIN_API_VERSION}/graphql.json`;
  return {
    async query(document, variables, shape) {
      try {
        const answer = await request(address, {
          method: "POST",
          headers: { "content-type": "application/json", "x-shopify-access-token": accessToken },
          body: JSON.stringify({ query: document, variables }),
          headersTimeout: 15_000,
          bodyTimeout: 15_000,
        });
        const body = await answer.body.text();
        if (answer.statusCode === 401) return failed("unauthorized", "the access token is not valid");
        if (answer.statusCode === 429) return failed("throttled", "too many requests");
        if (answer.statusCode >= 400) return failed("unavailable", `HTTP ${answer.statusCode}`);
        const parsed = envelope.parse(parseJson(body));
        const data = parsed.data ? shape.safeParse(parsed.data) : undefined;
        // Missing approval for protected customer data answers 200 with errors beside usable data.
        if (data?.success) return { ok: true, value: data.data, ...withheldIn(parsed) };
        return problemOf(parsed) ?? failed("invalid", data?.error?.message ?? "an answer without data");
      } catch (error) {
        return failed("unavailable", error instanceof Error ? error.message : "no answer");
      }
    },
  };
}
