import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { signProxied } from "./app-proxy.ts";
import { type PlayedApp, playApp } from "./played-app.ts";

const PROXIED = "/shopify/casa-aurora.myshopify.com/apps/wave";

describe("the app proxy of a shop's domain", () => {
  let shop: PlayedApp;
  let app: Server;
  let asked: IncomingMessage[];

  beforeEach(async () => {
    asked = [];
    app = createServer((request, response) => {
      asked.push(request);
      if (request.url?.startsWith("/proxy/away"))
        response.writeHead(302, { location: "/elsewhere" }).end("on");
      else response.writeHead(200, { "set-cookie": "a=b", "x-powered-by": "x", "x-mine": "1" }).end("here");
    });
    await new Promise<void>((resolve) => app.listen(0, resolve));
    shop = await playApp({ scopes: "write_app_proxy" });
    const appUrl = `http://localhost:${(app.address() as AddressInfo).port}`;
    if (shop.world.deployment) shop.world.deployment = { ...shop.world.deployment, appUrl };
    await shop.call("POST", "/control/shop/install");
  });
  afterEach(async () => {
    await shop.stop();
    await new Promise((resolve) => app.close(resolve));
  });

  it("signs as Shopify documents it", () => {
    const query =
      "extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=1&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555";
    expect(signProxied("hush", new URLSearchParams(query))).toBe(
      "4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb",
    );
  });

  it("asks the app in the shopper's place, signed, without cookies in either direction", async () => {
    const answer = await shop.call("GET", `${PROXIED}/l/x?a=1`, undefined, {
      cookie: "store_cart=1",
      "user-agent": "Mozilla/5.0",
    });
    expect([answer.status, await answer.text()]).toEqual([200, "here"]);
    expect(answer.headers.get("x-mine")).toBe("1");
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(answer.headers.get("x-powered-by")).toBeNull();
    const [request] = asked;
    expect(request?.headers).toMatchObject({
      "user-agent": "Mozilla/5.0",
      "x-forwarded-host": "casa-aurora.myshopify.com",
    });
    expect(request?.headers.cookie).toBeUndefined();
    const url = new URL(`http://localhost${request?.url}`);
    expect(url.pathname).toBe("/proxy/l/x");
    const { signature, timestamp, ...rest } = Object.fromEntries(url.searchParams);
    expect(rest).toEqual({
      a: "1",
      shop: "casa-aurora.myshopify.com",
      logged_in_customer_id: "",
      path_prefix: "/apps/wave",
    });
    url.searchParams.delete("signature");
    expect(signature).toBe(signProxied("secret", url.searchParams));
    expect(Math.abs(Number(timestamp) * 1_000 - Date.now())).toBeLessThan(60_000);
  });

  it("follows a redirect itself, as documented, or passes it on, as it is told", async () => {
    const followed = await shop.call("GET", `${PROXIED}/away`);
    expect([followed.status, await followed.text()]).toEqual([200, "here"]);
    await shop.call("POST", "/control/shop/app-proxy", { redirects: "passed" });
    const passed = await shop.call("GET", `${PROXIED}/away`);
    expect([passed.status, passed.headers.get("location")]).toEqual([302, "/elsewhere"]);
  });

  it("can keep the shopper's browser to itself", async () => {
    await shop.call("POST", "/control/shop/app-proxy", { userAgent: "dropped" });
    await shop.call("GET", `${PROXIED}/l/x`, undefined, { "user-agent": "Mozilla/5.0" });
    expect(asked[0]?.headers["user-agent"] ?? "").toBe("");
  });
});
