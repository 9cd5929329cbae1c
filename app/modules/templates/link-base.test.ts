import { describe, expect, it } from "vitest";
import { linkUrlOf, linkUrlsOf } from "./link-base.ts";

const shop = { domain: "casa-aurora.myshopify.com" };
const env = {
  APP_URL: "https://app.example/",
  LINK_URL: undefined,
  SHOPIFY_PROXY_PATH: undefined,
  SHOPIFY_SHOP_ORIGIN: "https://{shop}",
};

describe("where link buttons lead", () => {
  it("is the app, as long as nothing else is set", () => {
    expect(linkUrlOf(env, shop)).toBe("https://app.example");
  });

  it("is each shop's own domain where the app proxy is used", () => {
    expect(linkUrlOf({ ...env, SHOPIFY_PROXY_PATH: "/apps/cartwave" }, shop)).toBe(
      "https://casa-aurora.myshopify.com/apps/cartwave",
    );
  });

  it("is the operator's own address before either", () => {
    const both = { ...env, SHOPIFY_PROXY_PATH: "/apps/cartwave", LINK_URL: "https://go.casa-aurora.it/" };
    expect(linkUrlOf(both, shop)).toBe("https://go.casa-aurora.it");
    expect(linkUrlsOf(both, shop)).toEqual([
      "https://go.casa-aurora.it",
      "https://casa-aurora.myshopify.com/apps/cartwave",
      "https://app.example",
    ]);
  });
});
