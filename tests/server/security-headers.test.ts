import { describe, expect, it } from "vitest";
import {
  bridgePolicy,
  documentPolicy,
  newNonce,
  secure,
  shopOf,
  signupPolicy,
} from "#server/security-headers.ts";

const real = {
  APP_URL: "https://app.example.com",
  FRAME_ANCESTORS: "https://{shop} https://admin.shopify.com",
  SHOPIFY_APP_BRIDGE_URL: "https://cdn.shopify.com/shopifycloud/app-bridge.js",
  SHOPIFY_SHOP_ORIGIN: "https://{shop}",
};
const SHOP = "casa-aurora.myshopify.com";
const address = (query = `?shop=${SHOP}`) => new URL(`https://app.example.com/app${query}`);
const html = () => new Headers({ "content-type": "text/html; charset=utf-8" });
const directive = (policy: string | null, name: string) =>
  (policy ?? "").split("; ").find((one) => one.startsWith(`${name} `));

describe("a document of ours", () => {
  const nonce = newNonce();
  const policy = documentPolicy(real, nonce, SHOP);

  it("runs only scripts with its nonce, our own files and App Bridge", () => {
    expect(directive(policy, "script-src")).toBe(
      `script-src 'self' https://cdn.shopify.com 'nonce-${nonce}'`,
    );
    expect(policy).toContain("object-src 'none'");
  });

  it("is shown only in this shop's admin", () => {
    expect(directive(policy, "frame-ancestors")).toBe(
      `frame-ancestors https://${SHOP} https://admin.shopify.com`,
    );
  });

  it("keeps its policy, has its referrer held back and is never cached", () => {
    const headers = html();
    headers.set("content-security-policy", policy);
    secure(headers, real, address(), policy);
    expect(headers.get("content-security-policy")).toBe(policy);
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("strict-transport-security")).toContain("max-age");
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("has another nonce each time", () => {
    expect(newNonce()).not.toBe(newNonce());
  });
});

describe("the window in which a person signs in at Meta", () => {
  const meta = {
    META_SDK_URL: "https://connect.facebook.net/en_US/sdk.js",
    META_DIALOG_ORIGIN: "https://*.facebook.com",
  };
  const policy = signupPolicy(meta, "n");

  it("runs Meta's script, none of Shopify's, and is framed by nobody", () => {
    expect(directive(policy, "script-src")).toBe("script-src 'self' https://connect.facebook.net 'nonce-n'");
    expect(directive(policy, "frame-ancestors")).toBe("frame-ancestors 'none'");
    expect(policy).not.toContain("shopify");
  });

  it("does not have App Bridge fetched", () => {
    const headers = html();
    headers.set("content-security-policy", policy);
    secure(headers, real, new URL("https://app.example.com/signup"), policy);
    expect(headers.get("content-security-policy")).toBe(policy);
    expect(headers.get("link")).toBeNull();
  });
});

describe("a page that Shopify's library renders", () => {
  it("loses the library's policy, which lets any of Shopify's test hosts frame it", () => {
    const headers = html();
    headers.set("content-security-policy", "frame-ancestors https://*.spin.dev;");
    secure(headers, real, address(), documentPolicy(real, newNonce(), SHOP));
    expect(headers.get("content-security-policy")).toBe(bridgePolicy(real, SHOP));
    expect(headers.get("link")).toContain(real.SHOPIFY_APP_BRIDGE_URL);
  });
});

describe("an answer that is no document", () => {
  it("can run nothing, should it ever be opened as one", () => {
    const headers = new Headers({ "content-type": "application/json" });
    secure(headers, real, address(""), "");
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'none'; frame-ancestors https://admin.shopify.com",
    );
  });
});

describe("the shop in an address", () => {
  it.each(["evil.example.com", "a b.myshopify.com", "x.myshopify.com;script-src *", ""])(
    "is none for %j",
    (shop) => {
      expect(shopOf(address(`?shop=${encodeURIComponent(shop)}`))).toBeUndefined();
    },
  );
});

describe("the sandbox's addresses", () => {
  it("replace Shopify's in every directive", () => {
    const sandbox = {
      APP_URL: "http://localhost:3000",
      FRAME_ANCESTORS: "http://localhost:4000",
      SHOPIFY_APP_BRIDGE_URL: "http://localhost:4000/admin/app-bridge.js",
      SHOPIFY_SHOP_ORIGIN: "http://localhost:4000/shopify/{shop}",
    };
    const policy = documentPolicy(sandbox, "n", undefined);
    expect(policy).toContain("script-src 'self' http://localhost:4000 'nonce-n'");
    expect(policy).toContain("img-src 'self' data: blob: https: http://localhost:4000");
    expect(policy).toContain("frame-ancestors http://localhost:4000");
    expect(policy).not.toContain("cdn.shopify.com");
  });
});
