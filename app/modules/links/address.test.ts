import { describe, expect, it } from "vitest";
import { addressOf } from "./address.ts";

describe("where a link leads", () => {
  it("tells the shop's analytics where the visit came from", () => {
    expect(addressOf("https://casa-aurora.it/checkouts/1/recover?key=2", "cart_recovery")).toBe(
      "https://casa-aurora.it/checkouts/1/recover?key=2&utm_source=whatsapp&utm_medium=message&utm_campaign=cart_recovery",
    );
  });

  it("leaves what the address says of its origin already", () => {
    expect(addressOf("https://casa-aurora.it/?utm_source=posta#fine", "cart_recovery")).toBe(
      "https://casa-aurora.it/?utm_source=posta&utm_medium=message&utm_campaign=cart_recovery#fine",
    );
  });

  it("is the target to the letter where nothing is told", () => {
    expect(addressOf("https://gls.example/t?code=A+B%20C", null)).toBe("https://gls.example/t?code=A+B%20C");
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "//evil.example", "whatsapp://send", ""])(
    "is nowhere for %j",
    (target) => {
      expect(addressOf(target, "cart_recovery")).toBeUndefined();
      expect(addressOf(target, null)).toBeUndefined();
    },
  );
});
