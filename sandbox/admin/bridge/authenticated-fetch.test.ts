import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { authenticatedFetch } from "./authenticated-fetch.ts";
import type { Connection } from "./connection.ts";

const app = "http://localhost:3000";
let minted: number;
let redirects: unknown[];

const connection: Connection = {
  adminOrigin: "http://localhost:4000",
  call(method, params) {
    if (method === "redirect") redirects.push(params);
    minted += method === "idToken" ? 1 : 0;
    return Promise.resolve(`token-${minted}` as never);
  },
  on: () => undefined,
  listen: () => undefined,
};

function answering(...answers: Response[]) {
  const seen: Request[] = [];
  const browserFetch = vi.fn(async (input: RequestInfo | URL, init?: RequestInit) => {
    seen.push(new Request(input, init));
    return answers.shift() ?? new Response();
  });
  return { seen, fetch: authenticatedFetch(connection, browserFetch) };
}

beforeEach(() => {
  minted = 0;
  redirects = [];
  vi.stubGlobal("window", { location: new URL(`${app}/app`) });
});
afterEach(() => vi.unstubAllGlobals());

const authorization = (request: Request | undefined) => request?.headers.get("Authorization") ?? null;

describe("an embedded app's fetch", () => {
  it("carries the merchant's id token to the app itself", async () => {
    const { seen, fetch } = answering();
    await fetch(`${app}/api`);
    expect(authorization(seen[0])).toBe("Bearer token-1");
  });

  it("carries it to nobody else", async () => {
    const { seen, fetch } = answering();
    await fetch("http://localhost:9999/elsewhere");
    expect(authorization(seen[0])).toBeNull();
  });

  it("tries once more with a fresh token when the app asks for that, with the same body", async () => {
    const refusal = new Response("", {
      status: 401,
      headers: { "X-Shopify-Retry-Invalid-Session-Request": "1" },
    });
    const { seen, fetch } = answering(refusal, new Response("done"));
    const answer = await fetch(`${app}/api`, { method: "POST", body: "a=1" });
    expect(await answer.text()).toBe("done");
    expect(seen.map(authorization)).toEqual(["Bearer token-1", "Bearer token-2"]);
    expect(await seen[1]?.text()).toBe("a=1");
  });

  it("leaves another 401 as it is", async () => {
    const { seen, fetch } = answering(new Response("", { status: 401 }));
    expect((await fetch(`${app}/api`)).status).toBe(401);
    expect(seen).toHaveLength(1);
  });

  it("leads out of the frame where the app wants the merchant's agreement", async () => {
    const headers = { "X-Shopify-API-Request-Failure-Reauthorize-Url": "/auth?shop=x" };
    const { fetch } = answering(new Response("", { status: 401, headers }));
    await fetch(`${app}/api`);
    expect(redirects).toEqual([{ url: `${app}/auth?shop=x`, newTab: false }]);
  });
});
