import { describe, expect, it } from "vitest";
import { withoutPersonalData } from "./log.ts";

describe("a text for the log", () => {
  it("holds no phone number and no e-mail address, whoever echoes them", () => {
    const text = 'to "+39 333 123-4567" or 393331234567 of giulia.rossi@example.com: code 131026';
    expect(withoutPersonalData(text)).toBe('to "[digits]" or [digits] of [e-mail]: code 131026');
  });
});
