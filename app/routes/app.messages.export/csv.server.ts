import { Readable } from "node:stream";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { createFormatters, decimalText, formatLocale } from "#app/i18n/format.ts";
import { i18nOf } from "#app/i18n/words.server.ts";
import type { Merchant } from "#app/merchant.server.ts";
import { exportedRows, findForExport, type ListRow, type MessageView } from "#app/modules/messages/index.ts";
import { CSV_BEGINNING, csvLine } from "#app/platform/csv.ts";
import { type Asked, beginOf } from "#app/routes/app.messages._index/filters.ts";
import { toRow } from "#app/routes/app.messages._index/list.server.ts";
import { originName, statusNote, type Translate, textLine } from "#app/ui/message-words.ts";
import { currencyExponent } from "#contracts/shopify/currency-exponents.ts";

const COLUMNS = [
  "time",
  "person",
  "phone",
  "message",
  "text",
  "automation",
  "status",
  "note",
  "tapped",
  "replied",
  "order",
  "revenue",
  "revenueCurrency",
  "cost",
  "costCurrency",
  "confirmed",
  "id",
] as const;

const MICROS_DECIMALS = 6;

/** "2026-11-24 13:05" in the shop's time: every spreadsheet program reads and sorts it. */
function timeIn(timeZone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  return (at) => format.format(at);
}

/** How one merchant writes: words, times, the comma in numbers. */
function writerFor({ shop, language, now }: Merchant) {
  const t = i18nOf(language).getFixedT(null, ["messages", "common", "automations"] as const) as Translate;
  const { countryCode, timeZone } = shop;
  const format = createFormatters({ language, countryCode, timeZone, now: now.toISOString() });
  const hasComma = new Intl.NumberFormat(formatLocale(language, countryCode)).format(1.5).includes(",");
  const amount = (value: bigint, decimals: number) => {
    const text = decimalText(value, decimals);
    return hasComma ? text.replace(".", ",") : text;
  };
  const yesOrNo = (is: boolean) => t(is ? "messages:export.yes" : "messages:export.no");
  return { t, format, amount, yesOrNo, time: timeIn(timeZone), delimiter: hasComma ? ";" : "," } as const;
}

type Writer = ReturnType<typeof writerFor>;

function cellsOf(one: ListRow, { t, format, amount, yesOrNo, time }: Writer): string[] {
  const row = toRow(one);
  const { order, cost } = one;
  return [
    time(one.at),
    one.person,
    one.phone,
    one.words ?? "",
    textLine(row, t),
    originName(one.origin, t),
    t(`messages:status.${row.status}`),
    statusNote(row, t, format) ?? "",
    yesOrNo(one.clickedAt !== null),
    yesOrNo(one.repliedAt !== null),
    order?.name ?? "",
    order ? amount(order.revenueMinor, currencyExponent(order.currency)) : "",
    order?.currency ?? "",
    cost ? amount(cost.micros, MICROS_DECIMALS) : "",
    cost?.currency ?? "",
    cost ? yesOrNo(cost.confirmed) : "",
    one.id,
  ];
}

async function* linesOf(merchant: Merchant, found: Parameters<typeof exportedRows>[2]) {
  const writer = writerFor(merchant);
  const headings = COLUMNS.map((column) => writer.t(`messages:export.column.${column}`));
  yield CSV_BEGINNING + csvLine(headings, writer.delimiter);
  for await (const rows of exportedRows(merchant.services, merchant.shopId, found))
    yield rows.map((row) => csvLine(cellsOf(row, writer), writer.delimiter)).join("");
}

/**
 * What a view shows as a table, in the merchant's language and the shop's time; numbers of people are masked as on the
 * screen. @returns undefined where it is more than one file holds
 */
export async function csvOf(
  merchant: Merchant,
  asked: Asked,
  view: MessageView,
  most?: number,
): Promise<ReadableStream<Uint8Array> | undefined> {
  const { services, shopId, now } = merchant;
  const filters = { ...asked.filters, from: beginOf(asked.period, now), search: asked.search };
  const found = await findForExport(services, shopId, view, filters, most);
  if (!found) return undefined;
  return createReadableStreamFromReadable(Readable.from(linesOf(merchant, found), { objectMode: false }));
}
