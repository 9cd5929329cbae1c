import { describe, expect, it } from "vitest";
import { isStopWord } from "./stop-words.ts";

describe("a message that says stop", () => {
  it.each(["STOP", " stop! ", "Stop.", "BASTA", "Désabonner", "Stop promotions", "abmelden", "stop 🛑"])(
    "honours %s",
    (text) => {
      expect(isStopWord(text)).toBe(true);
    },
  );

  it.each(["Don't stop sending", "Where is the bus stop?", "cancel my order 1042 please", "", null])(
    "does not take %s for it",
    (text) => {
      expect(isStopWord(text)).toBe(false);
    },
  );
});
