import { describe, expect, it } from "vitest";
import { isFrom, readMessage } from "./meta-window.ts";

describe("a message to the page that signs in at Meta", () => {
  it.each([
    ["https://www.facebook.com", true],
    ["https://business.facebook.com", true],
    ["https://facebook.com.evil.example", false],
    ["https://evilfacebook.com", false],
    ["http://www.facebook.com", false],
    ["null", false],
  ])("from %s is Meta's: %s", (origin, expected) => {
    expect(isFrom(origin, "https://*.facebook.com")).toBe(expected);
  });

  it("comes from the one origin where no other is allowed", () => {
    expect(isFrom("http://localhost:4000", "http://localhost:4000")).toBe(true);
    expect(isFrom("http://localhost:40001", "http://localhost:4000")).toBe(false);
  });

  it("says which account and number it ended with, as text or as an object", () => {
    const message = {
      type: "WA_EMBEDDED_SIGNUP",
      event: "FINISH",
      data: { phone_number_id: "1", waba_id: "2", business_id: "3" },
    };
    const heard = { event: "FINISH", phoneNumberId: "1", wabaId: "2" };
    expect(readMessage(JSON.stringify(message))).toEqual(heard);
    expect(readMessage(message)).toEqual(heard);
  });

  it("says where it was left off, or what went wrong", () => {
    const cancel = (data: object) => readMessage({ type: "WA_EMBEDDED_SIGNUP", event: "CANCEL", data });
    expect(cancel({ current_step: "PHONE_NUMBER_SETUP" })).toEqual({
      event: "CANCEL",
      step: "PHONE_NUMBER_SETUP",
    });
    expect(cancel({ error_message: "No.", error_id: "1" })).toEqual({ event: "CANCEL", error: "No." });
  });

  it.each(["cb=f1&origin=x", "{", 7, null, { type: "OTHER", event: "FINISH" }])(
    "is passed over: %j",
    (data) => {
      expect(readMessage(data)).toBeUndefined();
    },
  );
});
