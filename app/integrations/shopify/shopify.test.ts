import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  digestSignedByShopify,
  parseJson,
  readDeliveryHeaders,
  recencyOf,
  supersedes,
  toGid,
  toMinor,
} from "./index.ts";

describe("Shopify's JSON", () => {
  it("keeps the last digit of an 18-digit id", () => {
    expect(parseJson('{"id":603851970716743426,"n":12,"f":1.5}')).toEqual({
      id: "603851970716743426",
      n: 12,
      f: 1.5,
    });
    expect(toGid("Customer", "603851970716743426")).toBe("gid://shopify/Customer/603851970716743426");
    expect(toGid("Customer", "gid://shopify/Customer/1")).toBe("gid://shopify/Customer/1");
  });
});

describe("an amount", () => {
  it.each([
    ["84.00", "EUR", 8400n],
    ["84", "EUR", 8400n],
    ["-3.5", "EUR", -350n],
    ["1980.0", "JPY", 1980n],
    ["1.234", "KWD", 1234n],
  ])("of %s %s is %s minor units", (text, currency, minor) => {
    expect(toMinor(text, currency)).toBe(minor);
  });

  it("is unknown where there is none", () => {
    expect(toMinor("free", "EUR")).toBeUndefined();
    expect(toMinor(null, "EUR")).toBeUndefined();
  });
});

describe("a delivery of Shopify's", () => {
  const body = Buffer.from('{"token":"1"}');
  const hmac = createHmac("sha256", "secret").update(body).digest("base64");

  it("is believed with the right signature over the raw bytes only", () => {
    expect(digestSignedByShopify("secret", body, hmac)).toBeTypeOf("string");
    expect(digestSignedByShopify("other", body, hmac)).toBeUndefined();
    expect(digestSignedByShopify("secret", Buffer.from('{"token": "1"}'), hmac)).toBeUndefined();
    expect(digestSignedByShopify("secret", body, "")).toBeUndefined();
  });

  it("needs a topic, a shop and a signature", () => {
    const headers: Record<string, string> = {
      "x-shopify-topic": "Orders/Create",
      "x-shopify-shop-domain": "Casa-Aurora.myshopify.com",
      "x-shopify-hmac-sha256": hmac,
      "x-shopify-triggered-at": "2026-11-23T10:00:00.000000000Z",
    };
    expect(readDeliveryHeaders((name) => headers[name])).toMatchObject({
      topic: "orders/create",
      shopDomain: "casa-aurora.myshopify.com",
      triggeredAt: new Date("2026-11-23T10:00:00Z"),
    });
    expect(
      readDeliveryHeaders((name) => (name === "x-shopify-topic" ? undefined : headers[name])),
    ).toBeUndefined();
  });
});

describe("which news are newer", () => {
  const at = (updated: string, triggered: string | null) => ({
    vendorUpdatedAt: new Date(updated),
    vendorTriggeredAt: triggered ? new Date(triggered) : null,
  });
  const early = "2026-11-23T10:00:00Z";
  const late = "2026-11-23T11:00:00Z";

  it("is decided by updated_at, then by the moment of the trigger", () => {
    expect(supersedes(at(late, early), at(early, late))).toBe(true);
    expect(supersedes(at(early, late), at(late, early))).toBe(false);
    expect(supersedes(at(early, late), at(early, early))).toBe(true);
    expect(supersedes(at(early, early), at(early, early))).toBe(false);
    expect(supersedes(at(early, null), null)).toBe(true);
  });

  it("falls back to the delivery where the payload says nothing usable", () => {
    expect(recencyOf(null, new Date(early), new Date(late)).vendorUpdatedAt).toEqual(new Date(early));
    expect(recencyOf("yesterday", undefined, new Date(late)).vendorUpdatedAt).toEqual(new Date(late));
  });
});
