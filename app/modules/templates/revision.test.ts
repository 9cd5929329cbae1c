import { describe, expect, it } from "vitest";
import { revisionFor } from "./revision.ts";

const purpose = "cart_reminder_1";
const text = (name: string, linkUrl: string | null) => ({ purpose, name, linkUrl });
const A = "https://app.example";
const B = "https://casa-aurora.myshopify.com/apps/cartwave";

describe("the name that a text is sent in under", () => {
  it("is the first one for the first address, and another one for the next", () => {
    expect(revisionFor([], A)).toBe(1);
    expect(revisionFor([text("cartwave_cart_reminder_1", A)], B)).toBe(2);
  });

  it("is its own again where an address comes back", () => {
    const texts = [text("cartwave_cart_reminder_1", A), text("cartwave_cart_reminder_1_2", B)];
    expect(revisionFor(texts, A)).toBe(1);
    expect(revisionFor(texts, B)).toBe(2);
    expect(revisionFor(texts, "https://go.casa-aurora.it")).toBe(3);
  });

  it("leaves names alone that are not ours", () => {
    expect(revisionFor([text("my_reminder_9", A), text("cartwave_cart_reminder_1_old", A)], B)).toBe(1);
  });
});
