import { afterEach, describe, expect, it } from "vitest";
import { signJwt } from "#sandbox/kernel/jwt.ts";
import { type PlayedApp, playApp } from "./played-app.ts";
import type { Example, IdTokenClaims, Step } from "./rules/rule.ts";
import { SHOPIFY_RULES } from "./rules.ts";

let running: PlayedApp | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

const DOMAIN = "casa-aurora.myshopify.com";

function idToken({ secret = "secret", aud = "client", dest = `https://${DOMAIN}`, exp = 60 }: IdTokenClaims) {
  const now = Math.floor(Date.now() / 1000);
  return signJwt(secret, { iss: `https://${DOMAIN}/admin`, dest, aud, sub: "42", exp: now + exp, iat: now });
}

function lookUp(kept: Readonly<Record<string, unknown>>, path: string): string {
  const value = path
    .split(".")
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], kept);
  if (typeof value !== "string") throw new Error(`nothing is kept as ${path}`);
  return value;
}

async function play(example: Example) {
  const app = await playApp(example.scopes === undefined ? {} : { scopes: example.scopes });
  running = app;
  if (example.appAnswers !== undefined) app.answers.push(...Array(9).fill(example.appAnswers));
  const kept: Record<string, unknown> = {};
  const fill = (text: string) => text.replace(/<([\w.]+)>/g, (_, path: string) => lookUp(kept, path));

  async function take(step: Step) {
    const [method = "", path = ""] = fill(step.call).split(" ");
    const body = step.body && {
      ...JSON.parse(fill(JSON.stringify(step.body))),
      ...(step.idToken ? { subject_token: idToken(step.idToken) } : {}),
    };
    const headers = step.token ? { "x-shopify-access-token": fill(step.token) } : {};
    const answer = await app.call(method, path, body, headers);
    const text = await answer.text();
    const json: unknown = text === "" ? undefined : JSON.parse(text);
    if (step.keep) kept[step.keep] = json;
    return { status: answer.status, json };
  }

  let last: Awaited<ReturnType<typeof take>> | undefined;
  for (const step of example.steps) last = await take(step);
  await app.shopify.settle();
  return { ...last, app };
}

async function check(example: Example): Promise<void> {
  const { status, json, app } = await play(example);
  expect(status).toBe(example.status);
  if (example.answer) expect(json).toMatchObject(example.answer);
  if (example.told) {
    const { topic, times } = example.told;
    expect(app.arrived.filter((webhook) => webhook.topic === topic)).toHaveLength(times);
  }
}

// The first call of the Admin API reads its schema.
describe.each(SHOPIFY_RULES)("$id: $rule", { timeout: 30_000 }, ({ accepts, refuses }) => {
  it("accepts what keeps it", () => check(accepts));
  it("refuses what breaks it", () => check(refuses));
});

it("has an id for each rule", () => {
  expect(new Set(SHOPIFY_RULES.map(({ id }) => id)).size).toBe(SHOPIFY_RULES.length);
});
