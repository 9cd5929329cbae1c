import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { type Found, foundRows, type MessageFilters, upToBorder } from "./queries.ts";
import { type ListRow, rowsOf } from "./rows.ts";
import type { MessageView } from "./views.ts";

type Needs = Pick<PlatformServices, "database" | "shopTime">;

/** Rows of one file. */
const MOST_EXPORTED = 10_000;
const FOUND_AT_ONCE = 1_000;
/** Filters that fit almost nothing in a large shop are not followed for ever. */
const MOST_WALKS = 60;
const READ_AT_ONCE = 250;

/**
 * What a view and its filters show, newest first, as far as one file holds it.
 * @returns undefined where it is more than `most`, or lies too far apart to be gathered at once
 */
export async function findForExport(
  services: Needs,
  shopId: ShopId,
  view: MessageView,
  filters: MessageFilters,
  most = MOST_EXPORTED,
): Promise<readonly Found[] | undefined> {
  const all: Found[] = [];
  let after: Found | undefined;
  for (let walk = 0; walk < MOST_WALKS; walk += 1) {
    const page = await foundRows(services, shopId, view, filters, { after }, FOUND_AT_ONCE);
    const { seen, border } = upToBorder(page.found);
    const kept = seen.slice(0, FOUND_AT_ONCE);
    all.push(...kept);
    if (page.tooMany || all.length > most) return undefined;
    after = seen.length > FOUND_AT_ONCE ? kept.at(-1) : border;
    if (!after) return all;
  }
  return undefined;
}

/** The rows with what they show, some at a time: a file is written while it is read. */
export async function* exportedRows(
  services: Needs,
  shopId: ShopId,
  found: readonly Found[],
): AsyncGenerator<ListRow[]> {
  for (let start = 0; start < found.length; start += READ_AT_ONCE)
    yield await rowsOf(services, shopId, found.slice(start, start + READ_AT_ONCE));
}
