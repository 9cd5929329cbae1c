import { type Env, readEnv } from "#app/platform/env.ts";
import { type App, startApp } from "#server/app.ts";
import type { StoreAddress } from "#tests/database/harness.ts";
import { SHOPIFY_SECRET } from "./shopify-sender.ts";

export const OPERATOR_TOKEN = "operator-token-of-the-tests";

/** The environment of a process under test: any free port, nothing logged. */
export function testEnv(address: StoreAddress, changes: Partial<Env> = {}): Env {
  const env = readEnv({
    NODE_ENV: "test",
    PORT: "0",
    HOST: "127.0.0.1",
    APP_URL: "http://localhost:3000",
    LOG_LEVEL: "silent",
    OPERATOR_TOKEN,
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
    SHOPIFY_API_KEY: "test-client",
    SHOPIFY_API_SECRET: SHOPIFY_SECRET,
    META_APP_ID: "1",
    META_APP_SECRET: "test-meta-secret",
    META_WEBHOOK_VERIFY_TOKEN: "test-verify-token",
  });
  return { ...env, ...address, ...changes };
}

/** A web process whose inbox nobody drains but the test. */
export async function startWeb(
  address: StoreAddress,
  changes: Partial<Env> = {},
): Promise<{ app: App; origin: string }> {
  const app = await startApp(testEnv(address, { ROLE: "web", ...changes }));
  return { app, origin: `http://127.0.0.1:${app.port}` };
}
