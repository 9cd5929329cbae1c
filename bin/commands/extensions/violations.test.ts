import { describe, expect, it } from "vitest";
import type { ExtensionSource } from "./manifest.ts";
import { violationsOf, violationsOfBundle } from "./violations.ts";

const known = new Set(["purchase.thank-you.block.render"]);
const good: ExtensionSource = {
  folder: "extensions/opt-in",
  handle: "opt-in",
  labels: ["t:name", ""],
  targets: [{ target: "purchase.thank-you.block.render", module: "./src/ThankYou.tsx" }],
  settings: [],
  networkAccess: true,
  locales: {
    en: { name: "Opt-in", wording: "{{shop}} may write" },
    it: { name: "Consenso", wording: "{{shop}} può scrivermi" },
  },
  defaultLocale: "en",
};
const inItalian = (it: Record<string, unknown>) => ({ ...good, locales: { ...good.locales, it } });

describe("the description of an extension", () => {
  it("passes when targets and texts are complete", () => {
    expect(violationsOf(good, known)).toEqual([]);
  });

  it.each<[string, ExtensionSource]>([
    ["a text that one language lacks", inItalian({ name: "Consenso" })],
    ["a text that only one language has", inItalian({ ...good.locales.it, more: "di più" })],
    ["an empty text", inItalian({ name: " ", wording: "{{shop}}" })],
    [
      "a translation that forgets the shop's name",
      inItalian({ name: "Consenso", wording: "Puoi scrivermi" }),
    ],
    [
      "a target that Shopify does not have",
      { ...good, targets: [{ target: "purchase.elsewhere", module: "./a.tsx" }] },
    ],
    ["a target twice", { ...good, targets: [...good.targets, ...good.targets] }],
    ["no target", { ...good, targets: [] }],
    ["a name that is not among the texts", { ...good, labels: ["t:title"] }],
  ])("is refused with %s", (_what, extension) => {
    expect(violationsOf(extension, known)).not.toEqual([]);
  });
});

describe("the bundle of an extension", () => {
  const bundled = (script: string, networkAccess = false) => {
    const targets = [{ target: "purchase.thank-you.block.render", script }];
    return { handle: "opt-in", targets, settings: {}, locales: {}, networkAccess };
  };

  it.each(['fetch("/api")', "const a=await fetch(b)", "self.fetch(b)", "globalThis.fetch (b)"])(
    "may call %s only with network access",
    (script) => {
      expect(violationsOfBundle(bundled(script))).toEqual([expect.stringContaining("network_access")]);
      expect(violationsOfBundle(bundled(script, true))).toEqual([]);
    },
  );

  it.each(["cache.fetch(key)", "prefetch(key)", "const fetched=1"])(
    "may do without it where nothing is fetched: %s",
    (script) => {
      expect(violationsOfBundle(bundled(script))).toEqual([]);
    },
  );
});
