import { describe, expect, it } from "vitest";
import { readRateCard } from "./read-card.ts";

const META = `WhatsApp Business Platform rate card,,,,,
Effective October 1 2026,,,,,
Market,Currency,Marketing,Utility,Authentication,Authentication-International
Italy,EUR,€0.0691,€0.0260,€0.0340,n/a
United Kingdom,EUR,0.0552,0.0191,0.0311,n/a
Rest of Central & Eastern Europe,EUR,0.0748,0.0184,n/a,n/a
`;

describe("a rate card that a merchant uploads", () => {
  it("is read as Meta publishes it", () => {
    expect(readRateCard(META, "EUR")).toEqual({
      ok: true,
      markets: 3,
      rates: {
        Italy: { marketing: 69_100, utility: 26_000, authentication: 34_000 },
        UK: { marketing: 55_200, utility: 19_100, authentication: 31_100 },
        "Rest of CEE": { marketing: 74_800, utility: 18_400 },
      },
    });
  });

  it("may be pasted from a spreadsheet that writes decimal commas", () => {
    const semicolons = "Market;Currency;Marketing;Utility\r\nItaly;EUR;0,0691;0,026\r\n";
    const tabs = "Market\tMarketing\tUtility\nItaly\t0.0691 €\t0.026 €";
    for (const text of [semicolons, tabs])
      expect(readRateCard(text, "EUR")).toMatchObject({
        ok: true,
        rates: { Italy: { marketing: 69_100, utility: 26_000 } },
      });
  });

  it("is refused whole, with each line that can't be read", () => {
    const text = [
      "Market,Currency,Marketing,Utility",
      "Italy,EUR,0.07,0.03",
      "Atlantis,EUR,0.07,0.03",
      "France,USD,0.08,0.03",
      "Germany,EUR,about a tenth,0.05",
      "Italy,EUR,0.08,0.03",
      "Spain",
    ].join("\n");
    expect(readRateCard(text, "EUR")).toEqual({
      ok: false,
      problem: "lines",
      faults: [
        { line: 3, fault: "market", text: "Atlantis" },
        { line: 4, fault: "currency", text: "USD" },
        { line: 5, fault: "amount", text: "about a tenth" },
        { line: 6, fault: "twice", text: "Italy" },
        { line: 7, fault: "columns", text: "Spain" },
      ],
    });
  });

  it("needs the names of its columns, and at least a line", () => {
    expect(readRateCard("Italy,EUR,0.07,0.03", "EUR")).toMatchObject({ ok: false, problem: "header" });
    expect(readRateCard("Market,Marketing,Utility\n", "EUR")).toMatchObject({ ok: false, problem: "empty" });
    expect(readRateCard(" \n", "EUR")).toMatchObject({ ok: false, problem: "empty" });
  });
});
