import { describe, expect, it } from "vitest";
import type { Deployment } from "#sandbox/kernel/deployment.ts";
import { maximumBundleBytes, mountings, mountMarkup } from "./extension-host.ts";

function deployed(script: string, target = "purchase.checkout.contact.render-after"): Deployment {
  return {
    toml: "",
    clientId: "client",
    clientSecret: "secret",
    appUrl: "http://localhost:3000",
    meta: { appId: "", appSecret: "", verifyToken: "", webhookUrl: "" },
    extensions: [
      { handle: "opt-in", targets: [{ target, script }], settings: {}, locales: {}, networkAccess: true },
    ],
  };
}

describe("an extension in the checkout", () => {
  const place = "purchase.checkout.contact.render-after";

  it("stands there on Shopify Plus", () => {
    expect(mountings(deployed("x"), "plus", place)).toMatchObject([{ kind: "mounted", target: place }]);
  });

  it("is absent on other plans, which may have it on the thank-you page only", () => {
    expect(mountings(deployed("x"), "basic", place)).toEqual([]);
    const thankYou = "purchase.thank-you.block.render";
    expect(mountings(deployed("x", thankYou), "basic", thankYou)).toMatchObject([{ kind: "mounted" }]);
  });

  it("is refused from 64 KB on, counted in bytes", () => {
    expect(mountings(deployed("x".repeat(maximumBundleBytes - 1)), "plus", place)).toMatchObject([
      { kind: "mounted" },
    ]);
    expect(mountings(deployed("x".repeat(maximumBundleBytes)), "plus", place)).toMatchObject([
      { kind: "refused" },
    ]);
    expect(mountings(deployed("è".repeat(maximumBundleBytes / 2)), "plus", place)).toMatchObject([
      { kind: "refused" },
    ]);
  });

  it("runs in a frame without an origin", async () => {
    const [mounting] = mountings(deployed("x"), "plus", place);
    if (!mounting) throw new Error("nothing is mounted");
    const markup = String(await mountMarkup(mounting, () => ""));
    expect(markup).toContain('sandbox="allow-scripts"');
    expect(markup).not.toContain("allow-same-origin");
  });

  it("is nowhere while nothing is deployed", () => {
    expect(mountings(undefined, "plus", place)).toEqual([]);
  });
});
