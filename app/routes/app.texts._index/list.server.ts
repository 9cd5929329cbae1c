import type { Merchant } from "#app/merchant.server.ts";
import { textUsers } from "#app/modules/automations/index.ts";
import { numbersOf } from "#app/modules/numbers/index.ts";
import {
  languagesOf,
  PURPOSES,
  type SyncResult,
  syncTexts,
  type TextRow,
  textRows,
  textSamples,
} from "#app/modules/templates/index.ts";
import { readTexts } from "#app/routes/app/texts.server.ts";

function toRow({ delivered, costs, languages, ...row }: TextRow) {
  return {
    ...row,
    delivered: delivered.toString(),
    costs: costs.map(({ currency, micros }) => ({ currency, micros: micros.toString() })),
    languages: languages.map(({ pausedUntil, ...language }) => ({
      ...language,
      pausedUntil: pausedUntil?.toISOString() ?? null,
    })),
  };
}

/** The texts in the order in which shoppers meet them; what was found in the account comes last. */
export async function readList(merchant: Merchant) {
  const { services, shopId, shop, now } = merchant;
  const [texts, users, numbers, needed] = await Promise.all([
    textRows(services, shopId, now, shop.timeZone),
    textUsers(services, shopId),
    numbersOf(services, shopId),
    readTexts(merchant),
  ]);
  const place = ({ purpose }: TextRow) => (purpose === null ? PURPOSES.length : PURPOSES.indexOf(purpose));
  const rows = texts
    .toSorted((left, right) => place(left) - place(right) || (left.name < right.name ? -1 : 1))
    .map((text) => ({
      ...toRow(text),
      usedBy: (text.purpose ? (users[text.purpose] ?? []) : []).filter(({ mode }) => mode !== "off"),
    }));
  return {
    rows,
    missing: needed.missing,
    connected: numbers.some(({ state }) => state === "connected"),
    // What there is to send, while nothing was sent.
    library:
      rows.length === 0
        ? (await textSamples(services, shopId, PURPOSES)).filter(
            ({ language }) => language === languagesOf(shop)[0],
          )
        : [],
  };
}
export type TextList = Awaited<ReturnType<typeof readList>>;
export type TextListRow = TextList["rows"][number];

/** Looks at the account now. */
export function lookNow({ services, shopId }: Merchant): Promise<SyncResult> {
  return syncTexts(services, shopId);
}
