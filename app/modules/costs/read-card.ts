import { MARKETS } from "#contracts/meta/markets.ts";
import type { MarketRates, PricedCategory, Rates } from "#contracts/meta/rate-card.ts";

/** What is wrong with a line of an uploaded card; `text` is what stands there. */
export interface CardFault {
  /** From 1. */
  readonly line: number;
  readonly fault: "market" | "amount" | "currency" | "twice" | "columns";
  readonly text: string;
}

export type ReadCard =
  | { readonly ok: true; readonly rates: Rates; readonly markets: number }
  | {
      readonly ok: false;
      readonly problem: "empty" | "header" | "lines";
      readonly faults: readonly CardFault[];
    };

/** Meta's names of markets where ours are shorter. Source: Meta's rate card files, October 2026. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  "united arab emirates": "UAE",
  "united kingdom": "UK",
  türkiye: "Turkey",
  turkiye: "Turkey",
  "rest of asia pacific": "Rest of APAC",
  "rest of central & eastern europe": "Rest of CEE",
  "rest of central and eastern europe": "Rest of CEE",
  "rest of latin america": "Rest of LatAm",
};
const MARKET_BY_NAME = new Map<string, string>([
  ...[...MARKETS].map((market) => [market.toLowerCase(), market] as const),
  ...Object.entries(OTHER_NAMES),
]);

const COLUMNS: Readonly<Record<string, PricedCategory | "market" | "currency">> = {
  market: "market",
  country: "market",
  currency: "currency",
  marketing: "marketing",
  utility: "utility",
  authentication: "authentication",
  service: "service",
};
/** What stands where Meta has no price. */
const NO_PRICE = new Set(["", "-", "–", "n/a", "na"]);
const MOST_LINES = 400;

/** Cells of a line; a quoted cell may hold the separator. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (const sign of line) {
    if (sign === '"') quoted = !quoted;
    else if (sign === separator && !quoted) {
      cells.push(cell.trim());
      cell = "";
    } else cell += sign;
  }
  return [...cells, cell.trim()];
}

/** Spreadsheets paste tabs, and write semicolons where the comma is decimal. */
const separatorOf = (header: string) =>
  ["\t", ";", ","].find((separator) => header.includes(separator)) ?? ",";

/** @returns millionths, null where there is no price, undefined for what is no amount */
function microsOf(text: string): number | null | undefined {
  if (NO_PRICE.has(text.toLowerCase())) return null;
  const [, digits] = /^[^\d.,-]*(\d*[.,]?\d+)\s*[^\d.,]*$/.exec(text) ?? [];
  const amount = digits === undefined ? Number.NaN : Number(digits.replace(",", "."));
  return Number.isFinite(amount) ? Math.round(amount * 1_000_000) : undefined;
}

interface Row {
  readonly market: string;
  readonly rates: MarketRates;
}

function readRow(
  cells: readonly string[],
  columns: readonly (string | undefined)[],
  currency: string,
  line: number,
): Row | CardFault {
  const at = (name: string) => cells[columns.indexOf(name)] ?? "";
  const market = MARKET_BY_NAME.get(at("market").toLowerCase());
  if (market === undefined) return { line, fault: "market", text: at("market") };
  const rates: Partial<Record<PricedCategory, number>> = {};
  for (const [position, column] of columns.entries()) {
    if (column === undefined || column === "market") continue;
    const text = cells[position] ?? "";
    if (column === "currency") {
      // Meta writes "$US" for its own dollars beside the code of others.
      const code = text.toUpperCase().replace("$US", "USD");
      if (code !== "" && code !== currency) return { line, fault: "currency", text };
      continue;
    }
    const micros = microsOf(text);
    if (micros === undefined) return { line, fault: "amount", text };
    if (micros !== null) rates[column as PricedCategory] = micros;
  }
  return { market, rates };
}

/**
 * Reads a rate card as Meta publishes it: a line for each market, with the columns Market, Currency, Marketing,
 * Utility, Authentication, and Service where there is one; titles may stand above, other columns beside.
 * @param currency of the account: lines in another one are refused
 */
export function readRateCard(text: string, currency: string): ReadCard {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .slice(0, MOST_LINES);
  if (lines.every((line) => line.trim() === "")) return { ok: false, problem: "empty", faults: [] };
  const headerAt = lines.findIndex((line) => /market/i.test(line) && /utility/i.test(line));
  const header = lines[headerAt];
  if (header === undefined) return { ok: false, problem: "header", faults: [] };
  const separator = separatorOf(header);
  const columns = cellsOf(header, separator).map((name) => COLUMNS[name.toLowerCase()]);
  if (!columns.includes("market") || !columns.includes("marketing"))
    return { ok: false, problem: "header", faults: [] };
  const rates: Record<string, MarketRates> = {};
  const faults: CardFault[] = [];
  for (const [offset, content] of lines.slice(headerAt + 1).entries()) {
    const line = headerAt + offset + 2;
    const cells = cellsOf(content, separator);
    if (cells.every((cell) => cell === "")) continue;
    const row =
      cells.length < 2
        ? { line, fault: "columns" as const, text: content }
        : readRow(cells, columns, currency, line);
    if ("fault" in row) faults.push(row);
    else if (rates[row.market]) faults.push({ line, fault: "twice", text: row.market });
    else rates[row.market] = row.rates;
  }
  if (faults.length > 0) return { ok: false, problem: "lines", faults };
  const markets = Object.keys(rates).length;
  return markets > 0 ? { ok: true, rates, markets } : { ok: false, problem: "empty", faults: [] };
}
