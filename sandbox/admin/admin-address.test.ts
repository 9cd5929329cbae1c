import { describe, expect, it } from "vitest";
import { adminAddress, adminPath, appPath } from "./admin-address.ts";

describe("where an app's redirect leads", () => {
  it.each([
    ["shopify:admin/orders/7", "/admin/store/casa-aurora/orders/7"],
    ["shopify://admin/products?x=1", "/admin/store/casa-aurora/products?x=1"],
    [
      "https://admin.shopify.com/store/casa-aurora/apps/key/settings",
      "/admin/store/casa-aurora/apps/key/settings",
    ],
    [
      "https://casa-aurora.myshopify.com/admin/orders?status=open",
      "/admin/store/casa-aurora/orders?status=open",
    ],
    ["https://business.facebook.com/billing", "https://business.facebook.com/billing"],
  ])("%s leads to %s", (url, expected) => {
    expect(adminAddress(url, "casa-aurora")).toBe(expected);
  });

  it("refuses what is no web address", () => {
    expect(adminAddress("javascript:alert(1)", "casa-aurora")).toBeUndefined();
    expect(adminAddress("not an address", "casa-aurora")).toBeUndefined();
  });

  it("takes another host that only looks like Shopify's for what it is", () => {
    expect(adminAddress("https://admin.shopify.com.example/store/x", "x")).toBe(
      "https://admin.shopify.com.example/store/x",
    );
  });
});

describe("the admin's address and the app's page", () => {
  it.each([
    ["", "/app"],
    ["/automations", "/app/automations"],
    ["/app/messages/1", "/app/messages/1"],
    ["/messages?status=failed", "/app/messages?status=failed"],
    ["/apple", "/app/apple"],
  ])("%s shows %s", (admin, app) => {
    expect(appPath(admin)).toBe(app);
  });

  it("follows the app's own navigation", () => {
    expect(adminPath("/app/automations?period=7")).toBe("/automations?period=7");
    expect(adminPath("/app?period=7")).toBe("?period=7");
    expect(adminPath("/app")).toBe("");
  });

  it("does not follow to pages that aren't the merchant's", () => {
    expect(adminPath("/auth/session-token?shop=x")).toBeUndefined();
    expect(adminPath("/application")).toBeUndefined();
  });
});
