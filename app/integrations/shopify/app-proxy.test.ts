import { describe, expect, it } from "vitest";
import { shopSignedByProxy } from "./app-proxy.ts";

/** The two examples of shopify.dev, "Authenticate app proxies". */
const LOGGED_IN =
  "extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=1&path_prefix=%2Fapps%2Fawesome_reviews" +
  "&timestamp=1317327555&signature=4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb";
const ANONYMOUS =
  "extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=&path_prefix=%2Fapps%2Fawesome_reviews" +
  "&timestamp=1317327555&signature=e072b6d7e6622d85912a5214b860d3100dc1e73d9bc29f43796ac8c9ff8093cb";
const THEN = new Date(1_317_327_555_000);

const shopOf = (query: string, now = THEN, secret = "hush") =>
  shopSignedByProxy(secret, new URLSearchParams(query), now);

describe("a request over Shopify's app proxy", () => {
  it("says whose domain it came over, as Shopify documents it", () => {
    expect(shopOf(LOGGED_IN)).toBe("shop-name.myshopify.com");
    expect(shopOf(ANONYMOUS)).toBe("shop-name.myshopify.com");
  });

  it("is not believed where anything was changed, added or left out", () => {
    expect(shopOf(LOGGED_IN.replace("shop-name", "another"))).toBeUndefined();
    expect(shopOf(`${LOGGED_IN}&more=1`)).toBeUndefined();
    expect(shopOf(LOGGED_IN.replace("extra=2&", ""))).toBeUndefined();
    expect(shopOf(LOGGED_IN.replace(/&signature=.*/, ""))).toBeUndefined();
    expect(shopOf(LOGGED_IN.replace(/signature=.*/, "signature=zz"))).toBeUndefined();
    expect(shopOf(LOGGED_IN, THEN, "another")).toBeUndefined();
    expect(shopOf("")).toBeUndefined();
  });

  it("names no second shop beside its own", () => {
    expect(shopOf(`shop=another.myshopify.com&${LOGGED_IN}`)).toBeUndefined();
    expect(shopOf(`${LOGGED_IN}&signature=00`)).toBeUndefined();
  });

  it("is believed for a minute and a half, by clocks that differ in either way", () => {
    expect(shopOf(LOGGED_IN, new Date(THEN.getTime() + 90_000))).toBeDefined();
    expect(shopOf(LOGGED_IN, new Date(THEN.getTime() - 90_000))).toBeDefined();
    expect(shopOf(LOGGED_IN, new Date(THEN.getTime() + 91_000))).toBeUndefined();
  });
});
