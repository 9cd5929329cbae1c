import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { climb, type MessageStatus, type ReportedStatus, reportedStatus } from "./ladder.ts";

const reports: ReportedStatus[] = ["sent", "delivered", "read", "failed"];
const finalStatus = (start: MessageStatus, list: readonly ReportedStatus[]) => list.reduce(climb, start);

describe("a message's status", () => {
  it("ends the same in any order and however often each report comes", () => {
    fc.assert(
      fc.property(
        fc.subarray(reports, { minLength: 1 }),
        fc.constantFrom<MessageStatus>("accepted", "held", "uncertain", "queued"),
        fc.infiniteStream(fc.nat()),
        (came, start, noise) => {
          const expected = finalStatus(start, came);
          const repeated = [...came, ...came, ...came]
            .map((report) => ({ report, at: noise.next().value ?? 0 }))
            .sort((left, right) => left.at - right.at)
            .map(({ report }) => report);
          expect(finalStatus(start, repeated)).toBe(expected);
        },
      ),
    );
  });

  it("may skip delivered, never goes back, and fails only while it was not delivered", () => {
    expect(climb("sent", "read")).toBe("read");
    expect(climb("read", "delivered")).toBe("read");
    expect(climb("delivered", "failed")).toBe("delivered");
    expect(climb("sent", "failed")).toBe("failed");
    expect(climb("failed", "delivered")).toBe("delivered");
    expect(climb("uncertain", "sent")).toBe("sent");
  });

  it("leaves what Meta reports beside the ladder alone", () => {
    expect(reportedStatus("played")).toBe("read");
    expect(reportedStatus("captured")).toBeUndefined();
  });
});
