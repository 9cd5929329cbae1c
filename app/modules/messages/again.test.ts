import { describe, expect, it } from "vitest";
import { HOUR, plus } from "#app/platform/clock.ts";
import { type Ended, mayGoAgain } from "./again.ts";

const NOW = new Date("2026-11-24T12:00:00Z");
const SEND = { verdict: "send" } as const;

/** A reminder that failed an hour ago because Meta had paused its text, which is approved again. */
const FAILED: Ended = {
  id: "1",
  recipient: "+393331234567",
  contactPhone: "+393331234567",
  category: "MARKETING",
  purpose: "cart_recovery",
  content: {},
  retries: 0,
  errorCode: 132015,
  contactId: "2",
  subject: null,
  countryCode: "IT",
  automationKind: "cart_recovery",
  templateVersionId: "3",
  expiresAt: plus(NOW, HOUR),
  contactDeleted: false,
  reachability: "usable",
  agreed: true,
  agreedPhone: null,
  lastMarketingAt: null,
  stopped: false,
  lastInboundAt: null,
  status: "failed",
  reason: "text_paused",
  uncertainTries: 0,
  failedAt: plus(NOW, -HOUR),
  isSecond: false,
  sentAs: null,
  sentAgainAt: null,
  connected: true,
  textStatus: "approved",
  endReason: "completed",
  mode: "live",
  replied: false,
  cartState: "open",
  bought: false,
  orderGone: false,
  orderCancelled: false,
  overtaken: false,
};

const judged = (changes: Partial<Ended>) => mayGoAgain({ ...FAILED, ...changes }, SEND, NOW);

describe("a message that failed", () => {
  it("may be sent again once its cause is gone", () => {
    expect(judged({})).toEqual(SEND);
  });

  it("leaves when dispatch would let it, or not at all", () => {
    const wait = { verdict: "wait", until: plus(NOW, HOUR) } as const;
    expect(mayGoAgain(FAILED, wait, NOW)).toEqual(wait);
    expect(mayGoAgain(FAILED, { verdict: "suppress", reason: "expired" }, NOW)).toEqual({
      verdict: "no",
      why: "expired",
    });
  });

  it.each<[string, Partial<Ended>]>([
    ["may_have_arrived", { uncertainTries: 1 }],
    ["may_have_arrived", { status: "uncertain" }],
    ["arrived", { status: "delivered" }],
    ["with_whatsapp", { status: "accepted" }],
    ["still_waits", { status: "queued" }],
    ["left_out", { status: "suppressed" }],
    ["sent_again", { sentAs: "4" }],
  ])("never goes where it could be a second copy: %s", (why, changes) => {
    expect(judged(changes)).toEqual({ verdict: "no", why });
  });

  it.each<[string, Partial<Ended>]>([
    ["text_paused", { textStatus: "paused" }],
    ["text_disabled", { textStatus: "disabled" }],
    ["text_missing", { textStatus: "rejected" }],
    ["text_mismatch", { reason: "text_mismatch" }],
    ["blocked", { reason: "blocked" }],
    ["no_number", { connected: false }],
    ["other_number", { contactPhone: "+393330000000" }],
    ["answer_anew", { purpose: "reply" }],
  ])("does not go where it would fail again: %s", (why, changes) => {
    expect(judged(changes)).toEqual({ verdict: "no", why });
  });

  it("that Meta held back for too many promotions goes once more, after a day", () => {
    const limited = { reason: "limited_by_meta" };
    expect(judged(limited)).toEqual({ verdict: "no", why: "limited_by_meta" });
    expect(judged({ ...limited, failedAt: plus(NOW, -25 * HOUR) })).toEqual(SEND);
    expect(judged({ ...limited, failedAt: plus(NOW, -25 * HOUR), isSecond: true })).toEqual({
      verdict: "no",
      why: "limited_by_meta",
    });
  });

  it.each<[string, Partial<Ended>]>([
    ["bought", { bought: true }],
    ["bought", { cartState: "completed" }],
    ["cart_gone", { cartState: "deleted" }],
    ["stopped", { endReason: "stopped" }],
    ["replied", { replied: true }],
    ["switched_off", { mode: "off" }],
    ["overtaken", { overtaken: true }],
  ])("does not go where it has lost its sense: %s", (why, changes) => {
    expect(judged(changes)).toEqual({ verdict: "no", why });
  });

  it("about a cancelled order goes only where it tells of that", () => {
    const order = { purpose: "order_status", category: "UTILITY", cartState: null, orderCancelled: true };
    expect(judged({ ...order, automationKind: "order_shipped" })).toEqual({
      verdict: "no",
      why: "cancelled",
    });
    expect(judged({ ...order, automationKind: "order_refunded" })).toEqual(SEND);
  });

  it("about an order goes although they wrote since", () => {
    const order = { purpose: "order_status", category: "UTILITY", automationKind: "order_shipped" };
    expect(judged({ ...order, cartState: null, replied: true })).toEqual(SEND);
  });
});
