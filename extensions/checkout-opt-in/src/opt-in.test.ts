import { getExtension } from "@shopify/ui-extensions-tester";
import { createResult, createStorage } from "@shopify/ui-extensions-tester/checkout";
import { render } from "preact";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import english from "../locales/en.default.json" with { type: "json" };
import italian from "../locales/it.json" with { type: "json" };
import { RETRY_MS, SETTLE_MS } from "./recorder.ts";

const checkout = getExtension("purchase.checkout.contact.render-after");
const thankYou = getExtension("purchase.thank-you.block.render");
type Extension = typeof checkout | typeof thankYou;

const giulia = "+39 333 123 4567";
const wordingInEnglish =
  "Casa Aurora may write to me on WhatsApp with reminders of my cart, offers and news of my orders. " +
  "I can stop it at any time by answering STOP.";

/** A value of checkout that can change, as Shopify's do; the tester's own never do. */
function changing<Value>(first: Value) {
  const listeners = new Set<(value: Value) => void>();
  const signal = {
    value: first,
    subscribe(listener: (value: Value) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const change = (value: Value) => {
    signal.value = value;
    for (const listener of listeners) listener(value);
  };
  return { signal, change };
}

const addressWith = (phone: string | undefined) => ({ countryCode: "IT", phone });

/** The tester refuses what its own checkout lacks, protected customer data above all: defined past its proxy. */
function provide(extension: Extension, values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values))
    Object.defineProperty(extension.shopify, name, { value, configurable: true, writable: true });
}

/** Shopify's `translate` over a locale file. */
function speak(extension: Extension, texts: Readonly<Record<string, string>>): void {
  const translate = (key: string, values: Readonly<Record<string, string>> = {}) =>
    (texts[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_all, name: string) => values[name] ?? "");
  extension.shopify.i18n.translate = translate as typeof extension.shopify.i18n.translate;
}

function setUp(extension: Extension): void {
  extension.setUp();
  extension.shopify.shop.name = "Casa Aurora";
  extension.shopify.checkoutToken.value = "c-1";
  extension.shopify.settings.value = { consent_text: "", privacy_url: "" };
  extension.shopify.localization.country.value = { isoCode: "IT" };
  extension.fetch = vi.fn(async () => Response.json({ state: "granted" }));
  provide(extension, {
    shippingAddress: undefined,
    buyerIdentity: undefined,
    extension: { editor: undefined },
  });
  speak(extension, english);
}

/** Lets debounce, request and rendering run; `longer` also waits for the repetition of what failed. */
const settle = (longer = false) => vi.advanceTimersByTimeAsync(10 * SETTLE_MS + (longer ? RETRY_MS : 0));

function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag): HTMLElementTagNameMap[Tag] {
  const found = document.body.querySelector(tag);
  if (!found) throw new Error(`there is no ${tag}`);
  return found;
}

/** Attributes and properties alike: a custom element that is not defined takes either. */
const propertyOf = (found: Pick<Element, "getAttribute">, name: string) =>
  name in found ? Reflect.get(found, name) : found.getAttribute(name);

async function tick(checked: boolean): Promise<void> {
  const box = element("s-checkbox");
  box.checked = checked;
  box.dispatchEvent(new Event("change"));
  await settle();
}

async function typeNumber(number: string): Promise<void> {
  const field = element("s-phone-field");
  field.value = number;
  field.dispatchEvent(new Event("change"));
  await settle();
}

function sent(extension: Extension): Record<string, unknown>[] {
  return vi.mocked(extension.fetch).mock.calls.map(([, init]) => JSON.parse(String(init?.body)));
}

/** The tester only empties the page; what Preact still means to do has to be done before the next test. */
async function tearDown(extension: Extension): Promise<void> {
  render(null, document.body);
  await settle();
  extension.tearDown();
}

beforeAll(() => {
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "requestAnimationFrame", "cancelAnimationFrame"],
  });
});
afterAll(() => {
  vi.useRealTimers();
});

describe("the box in checkout", () => {
  beforeEach(() => setUp(checkout));
  afterEach(() => tearDown(checkout));

  it("is not ticked beforehand, names the shop and what it is for, and sends nothing", async () => {
    provide(checkout, { shippingAddress: changing(addressWith(giulia)).signal });
    await checkout.render();
    await settle();
    const box = element("s-checkbox");
    expect(propertyOf(box, "checked")).toBeFalsy();
    expect(propertyOf(box, "label")).toBe(wordingInEnglish);
    expect(document.querySelector("s-phone-field")).toBeNull();
    expect(checkout.fetch).not.toHaveBeenCalled();
  });

  it("speaks the shopper's language", async () => {
    speak(checkout, italian);
    await checkout.render();
    expect(propertyOf(element("s-checkbox"), "label")).toContain("Casa Aurora può scrivermi su WhatsApp");
  });

  it("records a tick with the number that checkout knows and the words that were read", async () => {
    provide(checkout, { shippingAddress: changing(addressWith(giulia)).signal });
    await checkout.render();
    await tick(true);
    expect(vi.mocked(checkout.fetch).mock.calls[0]).toEqual([
      "https://app.example/api/consent",
      expect.objectContaining({
        method: "POST",
        headers: { Authorization: "Bearer mock-session-token", "Content-Type": "application/json" },
      }),
    ]);
    expect(sent(checkout)).toEqual([
      {
        surface: "checkout",
        checkoutToken: "c-1",
        orderId: null,
        phone: giulia,
        countryCode: "IT",
        granted: true,
        locale: "en",
        wording: wordingInEnglish,
        wordingVersion: expect.stringMatching(/^en-[0-9a-f]{8}$/),
      },
    ]);
    expect(document.body.textContent).toContain(english.saved);
  });

  it("withdraws when the tick is removed", async () => {
    provide(checkout, { shippingAddress: changing(addressWith(giulia)).signal });
    await checkout.render();
    await tick(true);
    await tick(false);
    expect(sent(checkout)).toMatchObject([
      { granted: true },
      { granted: false, phone: giulia, wording: wordingInEnglish },
    ]);
    expect(document.body.textContent).toContain(english.withdrawn);
  });

  it("asks for a number only when checkout knows none, and records nothing before there is one", async () => {
    await checkout.render();
    await tick(true);
    expect(checkout.fetch).not.toHaveBeenCalled();
    expect(document.body.textContent).toContain(english.phoneNeeded);
    await typeNumber("333 123 4567");
    expect(sent(checkout)).toMatchObject([{ phone: "333 123 4567", countryCode: "IT", granted: true }]);
  });

  it("stops asking, and records, when the number of the delivery arrives", async () => {
    const address = changing(addressWith(undefined));
    provide(checkout, { shippingAddress: address.signal });
    await checkout.render();
    await tick(true);
    expect(element("s-phone-field")).toBeTruthy();
    address.change(addressWith(giulia));
    await settle();
    expect(document.querySelector("s-phone-field")).toBeNull();
    expect(sent(checkout)).toMatchObject([{ phone: giulia, granted: true }]);
  });

  it("follows a number that changes while the box is ticked, and withdraws for the old one", async () => {
    const address = changing(addressWith("+39 333 123 4560"));
    provide(checkout, { shippingAddress: address.signal });
    await checkout.render();
    await tick(true);
    address.change(addressWith(giulia));
    await settle();
    expect(sent(checkout)).toMatchObject([
      { phone: "+39 333 123 4560", granted: true },
      { phone: "+39 333 123 4560", granted: false },
      { phone: giulia, granted: true },
    ]);
  });

  it("offers to try again when the app cannot be reached, and records then", async () => {
    provide(checkout, { shippingAddress: changing(addressWith(giulia)).signal });
    checkout.fetch = vi.fn(async () => new Response("", { status: 503 }));
    await checkout.render();
    await tick(true);
    await settle(true);
    expect(element("s-banner").textContent).toContain(english.failed);
    checkout.fetch = vi.fn(async () => Response.json({ state: "granted" }));
    element("s-button").dispatchEvent(new Event("click"));
    await settle();
    expect(document.querySelector("s-banner")).toBeNull();
    expect(sent(checkout)).toMatchObject([{ granted: true }]);
  });

  it("fetches a new token when the first was refused", async () => {
    provide(checkout, { shippingAddress: changing(addressWith(giulia)).signal });
    const tokens = ["old", "new"];
    checkout.shopify.sessionToken.get = async () => tokens.shift() ?? "";
    checkout.fetch = vi.fn(async (_url, init) => {
      return new Headers(init?.headers).get("authorization") === "Bearer new"
        ? Response.json({ state: "granted" })
        : new Response("", { status: 401 });
    });
    await checkout.render();
    await tick(true);
    expect(document.body.textContent).toContain(english.saved);
  });

  it("says so when the number is none, and takes another", async () => {
    provide(checkout, { shippingAddress: changing(addressWith("000 000")).signal });
    checkout.fetch = vi.fn(async () => Response.json({ error: "phone_invalid" }, { status: 422 }));
    await checkout.render();
    await tick(true);
    expect(propertyOf(element("s-phone-field"), "error")).toBe(english.phoneInvalid);
    checkout.fetch = vi.fn(async () => Response.json({ state: "granted" }));
    await typeNumber(giulia);
    expect(sent(checkout)).toMatchObject([{ phone: giulia, granted: true }]);
    expect(propertyOf(element("s-phone-field"), "error")).toBeFalsy();
  });

  it("shows the merchant's own text and privacy policy, and records that text", async () => {
    provide(checkout, { shippingAddress: changing(addressWith(giulia)).signal });
    checkout.shopify.settings.value = {
      consent_text: "Yes, {shop} may text me on WhatsApp.",
      privacy_url: "https://casa-aurora.example/privacy",
    };
    await checkout.render();
    await tick(true);
    expect(propertyOf(element("s-link"), "href")).toBe("https://casa-aurora.example/privacy");
    expect(sent(checkout)).toMatchObject([
      {
        wording: "Yes, Casa Aurora may text me on WhatsApp.",
        wordingVersion: expect.stringMatching(/^merchant-/),
      },
    ]);
  });

  it("notes the choice beside the cart, without personal data, and only where checkout allows it", async () => {
    provide(checkout, { shippingAddress: changing(addressWith(giulia)).signal });
    const note = vi.fn(async () => createResult("applyMetafieldChange"));
    checkout.shopify.applyMetafieldChange = note;
    await checkout.render();
    await tick(true);
    expect(note).toHaveBeenCalledWith({
      type: "updateCartMetafield",
      metafield: {
        namespace: "$app",
        key: "whatsapp_optin",
        type: "json",
        value: expect.stringMatching(/^\{"granted":true,"wordingVersion":"en-[0-9a-f]{8}"\}$/),
      },
    });
    checkout.shopify.instructions.value.metafields.canSetCartMetafields = false;
    await tick(false);
    expect(note).toHaveBeenCalledTimes(1);
  });

  it("records nothing while a merchant tries it in the checkout editor", async () => {
    provide(checkout, {
      shippingAddress: changing(addressWith(giulia)).signal,
      extension: { editor: { type: "checkout" } },
    });
    await checkout.render();
    await tick(true);
    expect(document.body.textContent).toContain(english.saved);
    expect(checkout.fetch).not.toHaveBeenCalled();
  });

  it("records also where the cart's metafield fails", async () => {
    provide(checkout, { shippingAddress: changing(addressWith(giulia)).signal });
    checkout.shopify.applyMetafieldChange = vi.fn(async () => {
      throw new Error("accelerated checkout");
    });
    await checkout.render();
    await tick(true);
    expect(document.body.textContent).toContain(english.saved);
  });
});

describe("the box on the thank-you page", () => {
  beforeEach(() => setUp(thankYou));
  afterEach(() => tearDown(thankYou));

  it("asks who was not asked in checkout, and records the order", async () => {
    provide(thankYou, { shippingAddress: changing(addressWith(giulia)).signal });
    await thankYou.render();
    expect(propertyOf(element("s-checkbox"), "checked")).toBeFalsy();
    await tick(true);
    expect(sent(thankYou)).toMatchObject([
      { surface: "thank-you", orderId: "gid://shopify/Order/1", phone: giulia, granted: true },
    ]);
  });

  it("shows a consent of this checkout as given, does not record it twice, and withdraws it", async () => {
    provide(thankYou, { shippingAddress: changing(addressWith(giulia)).signal });
    thankYou.shopify.storage = createStorage({
      "whatsapp-grant": { phone: { number: "+393331234567", countryCode: "IT" } },
    });
    await thankYou.render();
    await settle();
    expect(propertyOf(element("s-checkbox"), "checked")).toBeTruthy();
    expect(document.body.textContent).toContain(english.saved);
    expect(thankYou.fetch).not.toHaveBeenCalled();
    await tick(false);
    expect(sent(thankYou)).toMatchObject([{ granted: false, orderId: "gid://shopify/Order/1" }]);
  });

  it("is empty when the storage was lost, although the cart knows of a consent: it cannot name the number", async () => {
    provide(thankYou, { shippingAddress: changing(addressWith(giulia)).signal });
    thankYou.shopify.appMetafields.value = [
      {
        target: { type: "cart", id: "gid://shopify/Cart/1" },
        metafield: {
          namespace: "$app",
          key: "whatsapp_optin",
          type: "json",
          valueType: "json_string",
          value: '{"granted":true,"wordingVersion":"en-1"}',
        },
      },
    ];
    await thankYou.render();
    await settle();
    expect(propertyOf(element("s-checkbox"), "checked")).toBeFalsy();
    expect(thankYou.fetch).not.toHaveBeenCalled();
  });
});
