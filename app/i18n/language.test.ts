import { describe, expect, it } from "vitest";
import { languageOf } from "./language.ts";

const asked = (path: string, accepts?: string) =>
  languageOf(
    new Request(`http://localhost:3000${path}`, accepts ? { headers: { "accept-language": accepts } } : {}),
  );

describe("the merchant's language", () => {
  it("is the one that Shopify names on the document's address", () => {
    expect(asked("/app?locale=it-IT", "en")).toBe("it");
  });

  it("is the browser's where the address names none", () => {
    expect(asked("/app", "de-DE,it;q=0.8,en;q=0.5")).toBe("it");
  });

  it("is English where the screens don't speak it", () => {
    expect(asked("/app?locale=de", "fr")).toBe("en");
  });
});
