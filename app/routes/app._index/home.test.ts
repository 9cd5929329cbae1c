import { describe, expect, it } from "vitest";
import { steepestFall } from "./funnel-advice.ts";
import { daysOf, readPeriod } from "./period.ts";
import { progressOf, type SetupFacts } from "./setup.ts";
import { changeOf, salesPerCost, totalsOf } from "./totals.ts";

const TODAY = "2026-11-25";
const period = (query: string) => readPeriod(new URLSearchParams(query), TODAY);

describe("the period of the figures", () => {
  it("is the last 30 days, today included, compared with the 30 before", () => {
    expect(period("")).toEqual({
      name: "30d",
      from: "2026-10-27",
      to: "2026-11-25",
      before: { from: "2026-09-27", to: "2026-10-26" },
    });
  });

  it("can be today, compared with yesterday", () => {
    expect(period("period=today")).toMatchObject({
      from: TODAY,
      to: TODAY,
      before: { from: "2026-11-24", to: "2026-11-24" },
    });
  });

  it("can be the merchant's own days", () => {
    const own = period("period=own&from=2026-11-01&to=2026-11-03");
    expect(own).toMatchObject({ name: "own", before: { from: "2026-10-29", to: "2026-10-31" } });
    expect(daysOf(own)).toEqual(["2026-11-01", "2026-11-02", "2026-11-03"]);
  });

  it.each([
    "period=own",
    "period=own&from=2026-11-03&to=2026-11-01",
    "period=own&from=2020-01-01&to=2026-11-01",
    "period=own&from=2026-13-45&to=2026-11-01",
    "period=century",
  ])("is the usual one for %s", (query) => {
    expect(period(query)).toMatchObject({ name: "30d" });
  });
});

const row = (day: string, amount: bigint, currency = "EUR", metric = "recovered_sales") => ({
  day: new Date(`${day}T00:00:00.000Z`),
  metric,
  currency,
  amount,
});

describe("totals", () => {
  it("sum a metric over the period and the one before, a point a day", () => {
    const rows = [
      row("2026-11-23", 500n),
      row("2026-11-25", 100n),
      row("2026-11-25", 20n),
      row("2026-11-20", 60n),
    ];
    const [total] = totalsOf(
      rows,
      "recovered_sales",
      period("period=own&from=2026-11-23&to=2026-11-25"),
      "EUR",
    );
    expect(total).toEqual({ currency: "EUR", amount: "620", before: "60", series: [500, 0, 120] });
  });

  it("never add across currencies", () => {
    const rows = [row(TODAY, 500n), row(TODAY, 700n, "USD")];
    expect(totalsOf(rows, "recovered_sales", period("period=today"), "EUR")).toMatchObject([
      { currency: "EUR", amount: "500" },
      { currency: "USD", amount: "700" },
    ]);
  });

  it("are known to be zero where nothing was counted", () => {
    expect(totalsOf([], "consents", period("period=today"), "")).toMatchObject([
      { amount: "0", before: null },
    ]);
  });

  it("have no change on a period of which nothing is known", () => {
    const total = { currency: "EUR", amount: "500", before: null, series: [] };
    expect(changeOf(total)).toBeNull();
    expect(changeOf({ ...total, before: "400" })).toBe(0.25);
  });

  it("say what was sold for a unit of cost, and nothing without cost", () => {
    const sales = { currency: "EUR", amount: "8400", before: null, series: [] };
    const cost = { currency: "USD", amount: "80000", before: null, series: [] };
    expect(salesPerCost(sales, 2, cost)).toBeCloseTo(1_050);
    expect(salesPerCost(sales, 2, { ...cost, amount: "0" })).toBeNull();
  });
});

describe("the advice under the funnel", () => {
  it("is about the step that loses most carts", () => {
    const counts = { left: 214, phone: 151, consent: 38, written: 36, returned: 9 };
    expect(steepestFall(counts)).toEqual({ step: "consent", lost: 113 });
  });

  it("is about the earlier of two that lose as many", () => {
    const counts = { left: 4, phone: 2, consent: 0, written: 0, returned: 0 };
    expect(steepestFall(counts)).toEqual({ step: "phone", lost: 2 });
  });

  it("is none while nothing is lost", () => {
    expect(steepestFall({ left: 0, phone: 0, consent: 0, written: 0, returned: 0 })).toBeUndefined();
  });
});

describe("going live", () => {
  const nothing: SetupFacts = {
    test: null,
    payment: null,
    connected: false,
    asked: false,
    texts: [],
    textsMissing: 18,
    anyLive: false,
    phones: { withPhone: 0, looked: 0 },
  };

  it("begins with the number", () => {
    expect(progressOf(nothing)).toMatchObject({ count: 0, next: "number", minutesLeft: 13 });
  });

  it("waits for Meta while a text is not approved", () => {
    const facts = {
      ...nothing,
      connected: true,
      test: { state: "answered" },
      payment: true,
      asked: true,
      texts: [{ status: "approved" }, { status: "pending" }],
      textsMissing: 0,
      phones: { withPhone: 9, looked: 10 },
    };
    expect(progressOf(facts)).toMatchObject({ count: 5, next: "texts" });
  });

  it("is over when every step is so", () => {
    const done = progressOf({
      connected: true,
      test: { state: "answered" },
      payment: null,
      asked: true,
      texts: [{ status: "approved" }],
      textsMissing: 0,
      anyLive: true,
      phones: { withPhone: 85, looked: 100 },
    });
    expect(done).toMatchObject({ count: 7, next: null, minutesLeft: 0 });
  });
});
