import { describe, expect, it, vi } from "vitest";
import { createApi } from "./api.ts";
import { refuseFetch } from "./network.ts";
import type { LiveState, PageState, StorageRequest } from "./protocol.ts";
import { PlainSignal, Signals } from "./signals.ts";
import { textsFor, translate } from "./translations.ts";

describe("an extension's texts", () => {
  const locales = {
    "en.default": { label: "Yes, please", more: { stop: "Stop any time", shop: "{{shop}} may write" } },
    it: { label: "Sì, grazie" },
    "pt-BR": { label: "Sim" },
  };

  it("are those of the shopper's language, and of the default where it has none", () => {
    const { locale, texts } = textsFor(locales, "it");
    expect(locale).toBe("it");
    expect(translate(texts, locale, "label")).toBe("Sì, grazie");
    expect(translate(texts, locale, "more.stop")).toBe("Stop any time");
  });

  it("are the default's for a language that was not deployed", () => {
    expect(textsFor(locales, "fi").locale).toBe("en");
  });

  it("take a region before its language", () => {
    expect(textsFor(locales, "pt-BR").locale).toBe("pt-BR");
  });

  it("take values, and stay in parts around what is no text", () => {
    const { texts } = textsFor(locales, "en");
    expect(translate(texts, "en", "more.shop", { shop: "Casa Aurora" })).toBe("Casa Aurora may write");
    const element = { tag: "s-link" };
    expect(translate(texts, "en", "more.shop", { shop: element })).toEqual([element, " may write"]);
  });

  it("choose the plural form by count", () => {
    const texts = { carts: { one: "{{count}} cart", other: "{{count}} carts" } };
    expect(translate(texts, "en", "carts", { count: 1 })).toBe("1 cart");
    expect(translate(texts, "en", "carts", { count: 3 })).toBe("3 carts");
  });
});

describe("signals over a state", () => {
  it("tell of a change of their own part only", () => {
    const holder: { phone?: { value: unknown; subscribe(heard: (value: unknown) => void): () => void } } = {};
    const signals = new Signals({ phone: "1", other: 1 });
    signals.define(holder, "phone", (state) => state.phone);
    const heard = vi.fn();
    holder.phone?.subscribe(heard);
    signals.update((state) => ({ ...state, other: 2 }));
    expect(heard).not.toHaveBeenCalled();
    signals.update((state) => ({ ...state, phone: "2" }));
    expect(heard).toHaveBeenCalledExactlyOnceWith("2");
  });

  it("go on in signals that the extension brings along", () => {
    class Own<Value> extends PlainSignal<Value> {}
    const holder: { phone?: { value: unknown } } = {};
    const signals = new Signals({ phone: "1" });
    signals.define(holder, "phone", (state) => state.phone);
    signals.use(Own);
    signals.update(() => ({ phone: "2" }));
    expect(holder.phone).toBeInstanceOf(Own);
    expect(holder.phone?.value).toBe("2");
  });
});

const live: LiveState = {
  email: undefined,
  phone: undefined,
  shippingAddress: undefined,
  countryCode: "IT",
  discountCode: null,
  metafields: [],
  subtotal: { amount: 32, currencyCode: "EUR" },
  shipping: undefined,
  tax: undefined,
  total: { amount: 32, currencyCode: "EUR" },
};
const state: PageState = {
  live,
  protectedData: true,
  checkoutToken: "token",
  checkoutKey: "token 2026",
  order: null,
  lines: [],
  locale: "it",
  currency: "EUR",
  timeZone: "Europe/Rome",
  shop: { id: "gid://shopify/Shop/1", name: "Casa Aurora", myshopifyDomain: "x", storefrontUrl: "https://x" },
  extensions: {},
};
const page = {
  sessionToken: async () => "token",
  changeMetafield: async () => ({ type: "success" as const }),
  storage: async (request: StorageRequest) => request,
};

describe("the shopify global", () => {
  it("may write cart metafields in the checkout, and no longer after the purchase", () => {
    const inCheckout = createApi("opt-in", "purchase.checkout.contact.render-after", state, page);
    expect(inCheckout.global).toHaveProperty("applyMetafieldChange");
    expect(inCheckout.global).not.toHaveProperty("orderConfirmation");
    const order = { id: "gid://shopify/Order/7", number: "ABC", isFirstOrder: true };
    const after = createApi("opt-in", "purchase.thank-you.block.render", { ...state, order }, page);
    expect(after.global).not.toHaveProperty("applyMetafieldChange");
    expect(after.global).toHaveProperty("orderConfirmation.value.order.id", "gid://shopify/Order/7");
  });

  it("shows what the shopper types as soon as the checkout has it", () => {
    const api = createApi("opt-in", "purchase.checkout.contact.render-after", state, page);
    expect(api.global).toHaveProperty("buyerIdentity.phone.value", undefined);
    api.update({ ...live, phone: "+393331234567" });
    expect(api.global).toHaveProperty("buyerIdentity.phone.value", "+393331234567");
  });

  it("knows nobody's address and contact where the app was not approved for protected data", () => {
    const target = "purchase.checkout.contact.render-after";
    const { global } = createApi("opt-in", target, { ...state, protectedData: false }, page);
    expect(global.shippingAddress).toBeUndefined();
    expect(global.buyerIdentity).toBeUndefined();
    expect(global).toHaveProperty("localization.country.value", { isoCode: "IT" });
  });

  it("asks the page for what it stores, which outlives the frame", async () => {
    const { global } = createApi("opt-in", "purchase.thank-you.block.render", state, page);
    const { read } = global.storage as { read: (key: string) => Promise<unknown> };
    expect(await read("grant")).toEqual({ action: "read", key: "grant" });
  });

  it("has no fetch without network access", async () => {
    await expect(refuseFetch()).rejects.toThrow(TypeError);
  });

  it("keeps what a bundle registered for its own target", () => {
    const api = createApi("opt-in", "purchase.thank-you.block.render", state, page);
    const extend = api.global.extend;
    if (typeof extend !== "function") throw new Error("extend is no function");
    extend("purchase.checkout.contact.render-after", () => "other");
    expect(api.registered()).toBeUndefined();
    extend("purchase.thank-you.block.render", () => "own");
    expect(api.registered()?.()).toBe("own");
  });
});
