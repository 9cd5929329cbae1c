import { describe, expect, it } from "vitest";
import { createExtensionStorage } from "./extension-storage.ts";

/** The browser's own storage, as pages of one origin share it. */
function browser() {
  const items = new Map<string, string>();
  return {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
  };
}

describe("what an extension stores", () => {
  const grant = { phone: { number: "+393331234567" } };

  it("is there again on the thank-you page of the same checkout", async () => {
    const store = browser();
    await createExtensionStorage(store, "c-1")("opt-in", { action: "write", key: "grant", value: grant });
    const thankYou = createExtensionStorage(store, "c-1");
    expect(await thankYou("opt-in", { action: "read", key: "grant" })).toEqual(grant);
    await thankYou("opt-in", { action: "delete", key: "grant" });
    expect(await thankYou("opt-in", { action: "read", key: "grant" })).toBeNull();
  });

  it("is its own, and not another extension's", async () => {
    const storage = createExtensionStorage(browser(), "c-1");
    await storage("opt-in", { action: "write", key: "grant", value: grant });
    expect(await storage("upsell", { action: "read", key: "grant" })).toBeNull();
  });

  it("is forgotten in another checkout", async () => {
    const store = browser();
    await createExtensionStorage(store, "c-1")("opt-in", { action: "write", key: "grant", value: grant });
    const next = createExtensionStorage(store, "c-2");
    expect(await next("opt-in", { action: "read", key: "grant" })).toBeNull();
  });
});
