import { describe, expect, it } from "vitest";
import { createFormatters } from "#app/i18n/format.ts";
import { i18nOf } from "#app/i18n/words.server.ts";
import { factWords } from "./seen-facts.ts";

const format = createFormatters({
  language: "en",
  countryCode: "IT",
  timeZone: "Europe/Rome",
  now: "2026-11-25T10:00:00Z",
});
const say = (facts: Parameters<typeof factWords>[0], language: "en" | "it" = "en") =>
  factWords(facts, i18nOf(language).getFixedT(null, ["messages", "common", "automations"] as const), format);

describe("the facts that a decision saw", () => {
  it("are told as a person says them", () => {
    expect(
      say({
        cart: "open",
        bought: false,
        askedShopify: true,
        replied: false,
        soldOut: false,
        consentSince: "2026-10-03T09:00:00Z",
        total: "€84.00",
        text: "cartwave_cart_reminder_1 (it)",
      }),
    ).toEqual([
      "cart still open",
      "not bought",
      "has not written",
      "in stock",
      "Shopify asked just then",
      "consent since 3 Oct 2026",
      "cart of €84.00",
      "text Cart 1 (Italian)",
    ]);
  });

  it("are told in the merchant's language", () => {
    expect(say({ order: "#1042", cancelled: false, consentSince: null, text: "pending" }, "it")).toEqual([
      "ordine #1042",
      "ordine non annullato",
      "nessun consenso",
      "il testo attende Meta",
    ]);
  });

  it("name an amount as the reader writes it, whatever the shop's language", () => {
    const facts = { totalMinor: "124950", currency: "EUR" };
    expect(say(facts)).toEqual(["cart of €1,249.50"]);
    const words = i18nOf("it").getFixedT(null, ["messages", "common", "automations"] as const);
    const italian = createFormatters({
      language: "it",
      countryCode: "IT",
      timeZone: "Europe/Rome",
      now: "2026-11-25T10:00:00Z",
    });
    expect(factWords(facts, words, italian)).toEqual(["carrello di 1.249,50\u00a0€"]);
  });

  it("are left out where nothing readable was kept", () => {
    expect(say({ cart: "upside down", text: "x", until: "2026" })).toEqual([]);
  });
});
