import { SECOND } from "#app/platform/clock.ts";
import type { GivenUp } from "./lifetime.ts";
import type { OrderResult } from "./results.ts";

/** What a step's decision saw, as it was kept. */
export type SeenFacts = Readonly<Record<string, string | number | boolean | null>>;

export interface TimelineDecision {
  readonly step: number;
  readonly outcome: string;
  readonly reason: string;
  readonly facts: SeenFacts;
  readonly decidedAt: Date;
}

/** Ids of the webhooks that told each status. */
export type ToldBy = { readonly [Status in "sent" | "delivered" | "read" | "failed"]?: string };

/** Something that the person wrote. */
export interface TimelineReply {
  readonly at: Date;
  readonly text: string | null;
  /** No reply, but an emoji beside the message; without one, the reaction was taken back. */
  readonly reaction?: boolean;
  readonly delivery?: string;
  /** When the shop answered it, and with which message; null while it waits, or where nothing was to be answered. */
  readonly answered?: { readonly at: Date; readonly messageId: string | null } | null;
}

/** What is known of a message or a run, gathered from the ledger. */
export interface TimelineFacts {
  /** The webhook that began it. */
  readonly cause: { readonly topic: string; readonly at: Date; readonly delivery?: string } | null;
  readonly run: {
    readonly startedAt: Date;
    readonly endedAt: Date | null;
    readonly endReason: string | null;
  } | null;
  readonly decisions: readonly TimelineDecision[];
  readonly message: {
    readonly createdAt: Date;
    readonly acceptedAt: Date | null;
    readonly sentAt: Date | null;
    readonly deliveredAt: Date | null;
    readonly readAt: Date | null;
    readonly failedAt: Date | null;
    readonly reason: string | null;
    /** Of staff, where a person wrote it. */
    readonly byStaff: boolean;
    /** The message that it was sent in place of. */
    readonly resendOf?: string | null;
    /** The message that was sent in its place. */
    readonly sentAgain?: { readonly id: string; readonly at: Date } | null;
    /** Meta has stopped trying to deliver it. */
    readonly givenUp?: GivenUp | undefined;
    readonly toldBy?: ToldBy;
  } | null;
  /** Events of the message's own that have no column: held, uncertain, suppressed. */
  readonly events: readonly { readonly kind: string; readonly at: Date; readonly reason: string | null }[];
  readonly taps: readonly { readonly at: Date; readonly clicks: number }[];
  readonly replies: readonly TimelineReply[];
  /** What the person wrote that this message answers. */
  readonly asked?: readonly TimelineReply[];
  /** What was ordered after it, counted for it or not. */
  readonly order: OrderResult | null;
}

/** `delivery` is the id of the webhook that told it, where it is known. */
export type TimelineEntry = { readonly at: Date; readonly delivery?: string } & (
  | { readonly kind: "cause"; readonly topic: string }
  | { readonly kind: "began" }
  | {
      readonly kind: "postponed";
      readonly reason: string;
      readonly until: string | null;
      /** So often in a row, for the same reason. */
      readonly times: number;
      readonly facts: SeenFacts;
    }
  | { readonly kind: "decided"; readonly outcome: string; readonly reason: string; readonly facts: SeenFacts }
  | { readonly kind: "ended"; readonly reason: string }
  | { readonly kind: "written" | "accepted" | "held" | "sent" | "delivered" | "read" }
  | { readonly kind: "failed" | "uncertain" | "suppressed"; readonly reason: string | null }
  | { readonly kind: "given_up"; readonly afterMs: number }
  /** Sent in place of that message, or that one in place of this. */
  | { readonly kind: "resent" | "sent_again"; readonly message: string }
  | { readonly kind: "tapped"; readonly clicks: number }
  | { readonly kind: "asked" | "replied" | "reacted"; readonly text: string | null }
  /** The shop's answer to the reply: its message, or null where somebody said that nothing is left to answer. */
  | { readonly kind: "answered"; readonly messageId: string | null }
  | { readonly kind: "ordered"; readonly order: OrderResult }
);

function ofDecisions(decisions: readonly TimelineDecision[]): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  for (const { outcome, reason, facts, decidedAt: at } of decisions) {
    const last = entries.at(-1);
    if (outcome !== "postponed") entries.push({ kind: "decided", at, outcome, reason, facts });
    else {
      const until = typeof facts.until === "string" ? facts.until : null;
      const times = typeof facts.times === "number" ? facts.times : 1;
      // A text that waits for Meta is looked at every quarter of an hour: one line tells it.
      if (last?.kind === "postponed" && last.reason === reason)
        entries[entries.length - 1] = { ...last, until, times: last.times + times, facts };
      else entries.push({ kind: "postponed", at, reason, until, times, facts });
    }
  }
  return entries;
}

const from = (delivery: string | undefined) => (delivery === undefined ? {} : { delivery });

function ofMessage(message: NonNullable<TimelineFacts["message"]>): TimelineEntry[] {
  const { acceptedAt, failedAt, givenUp, resendOf, sentAgain, toldBy = {} } = message;
  const reached = { sent: message.sentAt, delivered: message.deliveredAt, read: message.readAt };
  return [
    ...(resendOf ? [{ kind: "resent", at: message.createdAt, message: resendOf } as const] : []),
    ...(message.byStaff && !resendOf ? [{ kind: "written", at: message.createdAt } as const] : []),
    ...(acceptedAt ? [{ kind: "accepted", at: acceptedAt } as const] : []),
    ...(["sent", "delivered", "read"] as const).flatMap((kind) => {
      const at = reached[kind];
      return at ? [{ kind, at, ...from(toldBy[kind]) }] : [];
    }),
    ...(failedAt
      ? [{ kind: "failed", at: failedAt, reason: message.reason, ...from(toldBy.failed) } as const]
      : []),
    ...(givenUp ? [{ kind: "given_up", ...givenUp } as const] : []),
    ...(sentAgain ? [{ kind: "sent_again", at: sentAgain.at, message: sentAgain.id } as const] : []),
  ];
}

const OWN_EVENTS = {
  "message.held": "held",
  "message.uncertain": "uncertain",
  "message.suppressed": "suppressed",
};

function ofEvents(events: TimelineFacts["events"]): TimelineEntry[] {
  return events.flatMap(({ kind, at, reason }): TimelineEntry[] => {
    const known = OWN_EVENTS[kind as keyof typeof OWN_EVENTS] as
      | "held"
      | "uncertain"
      | "suppressed"
      | undefined;
    if (!known) return [];
    return known === "held" ? [{ kind: "held", at }] : [{ kind: known, at, reason }];
  });
}

function ofReplies(replies: readonly TimelineReply[]): TimelineEntry[] {
  const said = replies.map(
    ({ at, text, reaction, delivery }) =>
      ({ kind: reaction ? "reacted" : "replied", at, text, ...from(delivery) }) as const,
  );
  // One answer answers all that was written until then.
  const answers = new Map(replies.flatMap(({ answered }) => (answered ? [[+answered.at, answered]] : [])));
  return [...said, ...[...answers.values()].map((answer) => ({ kind: "answered", ...answer }) as const)];
}

/** Of two things at one moment, the cause stands before what it led to. */
const ORDER: readonly TimelineEntry["kind"][] = [
  "cause",
  "asked",
  "began",
  "postponed",
  "decided",
  "resent",
  "written",
  "uncertain",
  "accepted",
  "held",
  "sent",
  "delivered",
  "read",
  "tapped",
  "reacted",
  "replied",
  "answered",
  "ordered",
  "failed",
  "given_up",
  "suppressed",
  "sent_again",
  "ended",
];

/** Everything that happened to one message, or to a run that has none, in the order in which it happened. */
export function timelineOf(facts: TimelineFacts): TimelineEntry[] {
  const { cause, run, message } = facts;
  const decidedEnd = facts.decisions.some((decision) => decision.outcome === "ended");
  const entries: TimelineEntry[] = [
    ...(cause ? [{ kind: "cause", ...cause } as const] : []),
    ...(run ? [{ kind: "began", at: run.startedAt } as const] : []),
    ...ofDecisions(facts.decisions),
    // A message's page ends with the message; why a run ended is told where no decision has told it.
    ...(run?.endedAt && run.endReason && !message && !decidedEnd
      ? [{ kind: "ended", at: run.endedAt, reason: run.endReason } as const]
      : []),
    ...(message ? ofMessage(message) : []),
    ...ofEvents(facts.events),
    ...facts.taps.map(({ at, clicks }) => ({ kind: "tapped", at, clicks }) as const),
    ...(facts.order ? [{ kind: "ordered", at: facts.order.placedAt, order: facts.order } as const] : []),
    ...(facts.asked ?? []).map(
      ({ at, text, delivery }) => ({ kind: "asked", at, text, ...from(delivery) }) as const,
    ),
    ...ofReplies(facts.replies),
  ];
  // Meta tells whole seconds: within one of them, what follows from what decides.
  const second = (entry: TimelineEntry) => Math.floor(entry.at.getTime() / SECOND);
  return entries.sort(
    (left, right) => second(left) - second(right) || ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind),
  );
}
