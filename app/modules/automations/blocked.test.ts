import { describe, expect, it } from "vitest";
import { blockedBy } from "./blocked.ts";

const text = (
  language: string,
  status: "approved" | "pending" | "rejected",
  purpose = "cart_reminder_1",
) => ({
  purpose: purpose as "cart_reminder_1",
  language,
  status,
  sendable: status === "approved",
});

describe("an automation that would send nothing", () => {
  it("lacks a number before it lacks a text", () => {
    expect(blockedBy(["cart_reminder_1"], false, [])).toEqual({ why: "no_number" });
  });

  it("says which text was never sent to Meta", () => {
    expect(blockedBy(["cart_reminder_1", "cart_reminder_2"], true, [text("it", "approved")])).toEqual({
      why: "text_missing",
      texts: [{ purpose: "cart_reminder_2", language: null }],
    });
  });

  it("waits for Meta, which is told with the language", () => {
    expect(blockedBy(["cart_reminder_1"], true, [text("it", "pending"), text("en", "rejected")])).toEqual({
      why: "text_pending",
      texts: [{ purpose: "cart_reminder_1", language: "it" }],
    });
  });

  it("was refused in all of its languages", () => {
    expect(blockedBy(["cart_reminder_1"], true, [text("it", "rejected")])).toMatchObject({
      why: "text_refused",
    });
  });

  it("is not blocked while one language is approved", () => {
    expect(blockedBy(["cart_reminder_1"], true, [text("it", "pending"), text("en", "approved")])).toBeNull();
  });

  it("is not blocked while a change of an approved text is with Meta", () => {
    const changed = { ...text("it", "pending"), sendable: true };
    expect(blockedBy(["cart_reminder_1"], true, [changed])).toBeNull();
  });
});
