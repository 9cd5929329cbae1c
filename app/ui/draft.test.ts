import { describe, expect, it } from "vitest";
import { leftAfter } from "./draft.ts";

describe("what a merchant types while an answer is being sent", () => {
  it("stays when the answer was sent", () => {
    expect(leftAfter("Sì, domani.", "Sì, domani.")).toBe("");
    expect(leftAfter("Sì, domani.\nE in rosso", "Sì, domani.")).toBe("E in rosso");
    expect(leftAfter("No, scusa", "Sì, domani.")).toBe("No, scusa");
  });
});
