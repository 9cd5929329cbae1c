import { describe, expect, it } from "vitest";
import { REASONS as MESSAGE_REASONS } from "#app/modules/messages/index.ts";
import { beginOf, isNarrowed, REASONS, readAsked } from "./filters.ts";

describe("what an address asks of the list of messages", () => {
  it("is everything of 30 days where it says nothing", () => {
    const asked = readAsked(new URLSearchParams());
    expect(asked).toMatchObject({ view: "all", period: "30d", search: "", after: null, before: null });
    expect(isNarrowed(asked)).toBe(false);
  });

  it("is read back as a merchant left it", () => {
    const asked = readAsked(
      new URLSearchParams("view=failed&period=7d&reason=blocked&country=DE&number=106540352242922&q=%231042"),
    );
    expect(asked).toMatchObject({
      view: "failed",
      period: "7d",
      search: "#1042",
      filters: { reason: "blocked", country: "DE", number: "106540352242922", automation: null },
    });
    expect(isNarrowed(asked)).toBe(true);
  });

  it("leaves out what makes no sense", () => {
    const asked = readAsked(new URLSearchParams("view=x&period=7y&reason=moon&country=Italy&category=spam"));
    expect(asked).toMatchObject({ view: "all", period: "30d" });
    expect(isNarrowed(asked)).toBe(false);
  });

  it("reaches so far back, by shop time", () => {
    expect(beginOf("7d", new Date("2026-11-25T10:00:00Z"))).toEqual(new Date("2026-11-18T10:00:00Z"));
  });

  it("offers every reason that a message can have", () => {
    expect(REASONS).toEqual(expect.arrayContaining([...MESSAGE_REASONS]));
  });
});
