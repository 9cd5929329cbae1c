/** What a message has come to. */
export type MessageStatus =
  | "queued"
  | "accepted"
  | "held"
  | "sent"
  | "delivered"
  | "read"
  | "failed"
  | "uncertain"
  | "suppressed";

/** What Meta reports in a status webhook, as far as it moves a message. `played` is a voice message read. */
export type ReportedStatus = "sent" | "delivered" | "read" | "failed";

const REPORTED: Readonly<Record<string, ReportedStatus>> = {
  sent: "sent",
  delivered: "delivered",
  read: "read",
  played: "read",
  failed: "failed",
};

export function reportedStatus(text: string): ReportedStatus | undefined {
  return REPORTED[text];
}

const HEIGHT: Readonly<Record<MessageStatus, number>> = {
  suppressed: 0,
  queued: 0,
  uncertain: 1,
  accepted: 2,
  held: 2,
  sent: 3,
  failed: 4,
  delivered: 5,
  read: 6,
};

/**
 * The status after a report. It only climbs: reports come in any order and repeatedly, `delivered` may be skipped,
 * and `failed` ends only what was not delivered.
 */
export function climb(current: MessageStatus, reported: ReportedStatus): MessageStatus {
  return HEIGHT[reported] > HEIGHT[current] ? reported : current;
}
