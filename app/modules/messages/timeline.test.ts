import { describe, expect, it } from "vitest";
import { type TimelineFacts, timelineOf } from "./timeline.ts";

const at = (time: string) => new Date(`2026-11-24T${time}:00Z`);

const facts = (changes: Partial<TimelineFacts> = {}): TimelineFacts => ({
  cause: { topic: "checkouts/update", at: at("14:00") },
  run: { startedAt: at("14:00"), endedAt: null, endReason: null },
  decisions: [],
  message: null,
  events: [],
  taps: [],
  replies: [],
  order: null,
  ...changes,
});

const sent = {
  createdAt: at("15:00"),
  acceptedAt: at("15:00"),
  sentAt: at("15:00"),
  deliveredAt: at("15:01"),
  readAt: null,
  failedAt: null,
  reason: null,
  byStaff: false,
};
const decision = (time: string, outcome: string, reason: string, seen = {}) => ({
  step: 0,
  outcome,
  reason,
  facts: seen,
  decidedAt: at(time),
});

describe("the story of a message", () => {
  it("goes from the webhook to the tap, the cause before what it led to", () => {
    const entries = timelineOf(
      facts({
        decisions: [decision("15:00", "sent", "due", { bought: false })],
        message: { ...sent, readAt: at("15:04") },
        taps: [{ at: at("15:05"), clicks: 2 }],
        replies: [{ at: at("15:07"), text: "Grazie" }],
      }),
    );
    expect(entries.map(({ kind }) => kind)).toEqual([
      "cause",
      "began",
      "decided",
      "accepted",
      "sent",
      "delivered",
      "read",
      "tapped",
      "replied",
    ]);
  });

  it("puts what Meta told in whole seconds after what led to it", () => {
    const decidedAt = new Date("2026-11-24T15:00:00.700Z");
    const entries = timelineOf(
      facts({
        decisions: [{ ...decision("15:00", "sent", "due"), decidedAt }],
        message: { ...sent, acceptedAt: decidedAt, sentAt: null, deliveredAt: null, failedAt: at("15:00") },
      }),
    );
    expect(entries.map(({ kind }) => kind)).toEqual(["cause", "began", "decided", "accepted", "failed"]);
  });

  it("tells in one line of a text that waited for Meta again and again", () => {
    const waits = ["15:00", "15:15", "15:30"].map((time) =>
      decision(time, "postponed", "text_pending", { until: at("15:45").toISOString() }),
    );
    const entries = timelineOf(facts({ decisions: [...waits, decision("15:45", "sent", "due")] }));
    expect(entries.filter((entry) => entry.kind === "postponed")).toEqual([
      expect.objectContaining({ at: at("15:00"), times: 3, until: at("15:45").toISOString() }),
    ]);
  });

  it("says once why a run ended, and nothing of it on a message that was sent", () => {
    const run = { startedAt: at("14:00"), endedAt: at("14:20"), endReason: "bought" };
    const kinds = (changes: Partial<TimelineFacts>) =>
      timelineOf(facts({ run, ...changes })).map(({ kind }) => kind);
    expect(kinds({})).toEqual(["cause", "began", "ended"]);
    expect(kinds({ decisions: [decision("14:20", "ended", "bought")] })).toEqual([
      "cause",
      "began",
      "decided",
    ]);
    expect(kinds({ message: sent })).not.toContain("ended");
  });

  it("keeps the moment in which the line broke, though the message arrived", () => {
    const entries = timelineOf(
      facts({ message: sent, events: [{ kind: "message.uncertain", at: at("15:00"), reason: "no_answer" }] }),
    );
    expect(entries.map(({ kind }) => kind)).toEqual([
      "cause",
      "began",
      "uncertain",
      "accepted",
      "sent",
      "delivered",
    ]);
  });
});
