import { describe, expect, it } from "vitest";
import { i18nOf } from "#app/i18n/words.server.ts";
import { blockedWords, sentenceOf, waitWords } from "./automation-words.ts";

const words = (language: "en" | "it") =>
  i18nOf(language).getFixedT(null, ["messages", "common", "automations"] as const);

describe("an automation in words", () => {
  it("says how long it waits in the largest whole unit", () => {
    expect(waitWords(60, "en")).toBe("1 hour");
    expect(waitWords(1_440, "it")).toBe("24 ore");
    expect(waitWords(4_320, "it")).toBe("3 giorni");
    expect(waitWords(90, "en")).toBe("90 minutes");
  });

  it("says in a sentence when it writes and what stops it", () => {
    const cart = { kind: "cart_recovery", delays: [60, 1_440] } as const;
    expect(sentenceOf(cart, words("en"), "en")).toBe(
      "1 hour after a cart is left, again 24 hours later. Stops when they buy, write or say stop.",
    );
    expect(sentenceOf(cart, words("it"), "it")).toBe(
      "1 ora dopo che un carrello è stato lasciato, ancora 24 ore più tardi. Si ferma se acquista, scrive o dice stop.",
    );
  });

  it("says which text it waits for", () => {
    const texts = [{ purpose: "cart_reminder_1", language: "it" }];
    expect(blockedWords({ why: "text_pending", texts }, words("en"))).toBe(
      "Waits for Meta: Cart 1 (Italian). Usually under a day.",
    );
    expect(blockedWords({ why: "no_number" }, words("it"))).toBe("Manca ancora un numero WhatsApp.");
  });
});
