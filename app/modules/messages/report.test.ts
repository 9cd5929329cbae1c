import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pricesFrom } from "#app/modules/costs/index.ts";
import { META_RATE_CARDS } from "#contracts/meta/rate-card.ts";
import { afterReport, isCharged, type Report, type Reported } from "./report.ts";

const message: Reported = {
  id: "m",
  version: "1",
  wamid: null,
  status: "queued",
  recipient: "+393331234567",
  countryCode: "IT",
  contactId: "c",
  templateVersionId: null,
  subject: null,
  origin: "cart_recovery",
  sentAt: null,
  deliveredAt: null,
  readAt: null,
  failedAt: null,
  reason: null,
  errorCode: null,
  errorDetail: null,
  costMicros: 79_500n,
  costCurrency: "USD",
  costSource: "estimate",
  pricingCategory: null,
  pricingType: null,
};
const pricing = { billable: true, pricing_model: "PMP", type: "regular", category: "marketing" };
const at = (second: number) => new Date(1_700_000_000_000 + second * 1_000);
const report = (reported: Report["reported"], second: number, more: Partial<Report> = {}): Report => ({
  id: "wamid.1",
  timestamp: at(second),
  errors: undefined,
  pricing: undefined,
  reported,
  ...more,
});
const prices = pricesFrom(
  META_RATE_CARDS.filter(({ currency }) => currency === "USD").map((card) => ({ ...card, own: false })),
  "USD",
  new Date("2026-11-25"),
);
const known = (reports: readonly Report[]) =>
  reports.reduce((so, one) => afterReport(so, one, prices), message);

describe("a message after Meta's reports", () => {
  const delivered = [
    report("sent", 1, { pricing }),
    report("delivered", 2, { pricing }),
    report("read", 5, { pricing }),
  ];
  const failed = [report("sent", 1, { pricing }), report("failed", 3, { errors: [{ code: 131026 }] })];

  it.each([
    ["read", delivered],
    ["not on WhatsApp", failed],
  ])("is the same in whatever order and however often they come: %s", (_what, reports) => {
    const truth = known(reports);
    const shuffled = fc.shuffledSubarray(reports.concat(reports, reports), {
      minLength: reports.length * 3,
      maxLength: reports.length * 3,
    });
    fc.assert(
      fc.property(shuffled, (list) => {
        expect(known(list)).toEqual(truth);
      }),
    );
  });

  it("takes each time from its own report, also when that comes last", () => {
    expect(known([...delivered].reverse())).toMatchObject({
      status: "read",
      sentAt: at(1),
      deliveredAt: at(2),
      readAt: at(5),
    });
  });

  it("is charged when it was delivered, not when it was only sent", () => {
    expect(isCharged(known([report("sent", 1, { pricing })]))).toBe(false);
    expect(isCharged(known(failed))).toBe(false);
    expect(isCharged(known([report("sent", 1, { pricing }), report("delivered", 2)]))).toBe(true);
    expect(known(failed)).toMatchObject({ status: "failed", reason: "not_on_whatsapp", errorCode: 131026 });
  });

  it("is delivered although a failure was reported before", () => {
    expect(
      known([report("failed", 1, { errors: [{ code: 131000 }] }), report("delivered", 2)]),
    ).toMatchObject({
      status: "delivered",
      reason: null,
      errorCode: null,
    });
  });
});
