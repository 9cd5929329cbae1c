import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { statementFor } from "./browse.ts";
import { FAILED_ALIKE, FIND_NEWER, FIND_OLDER } from "./list.sql.ts";
import { type ListRow, rowsOf } from "./rows.ts";
import { search } from "./search.ts";
import { type Edge, type MessageView, SHOWN_IN, writeEdge } from "./views.ts";

type Needs = Pick<PlatformServices, "database" | "shopTime">;

/** What the merchant narrows the list by; null is anything. */
export interface MessageFilters {
  /** Shop time; messages made before are left out. */
  readonly from: Date;
  readonly automation: string | null;
  /** Purpose of the text. */
  readonly template: string | null;
  /** ISO 3166 of the person. */
  readonly country: string | null;
  readonly category: string | null;
  readonly reason: string | null;
  /** Meta's id of the sending number. */
  readonly number: string | null;
  /** A name, an order's name, last digits or Meta's id; empty for all. */
  readonly search: string;
}

export interface PageRequest {
  /** Rows older than this one, or newer; at most one of the two. */
  readonly after?: Edge | undefined;
  readonly before?: Edge | undefined;
}

export interface MessagePage {
  /** Newest first. */
  readonly rows: readonly ListRow[];
  /** Where the next page begins, as it stands in an address; null on the last one. */
  readonly after: string | null;
  readonly before: string | null;
  /** Where looking ended before the page was full, to go on from there; null where it is full or there is no more. */
  readonly lookedTo: Date | null;
  /** Whether the search fits more people or orders than were looked at: it should be made narrower. */
  readonly tooMany: boolean;
}

export const PAGE_SIZE = 50;

export interface Found {
  readonly source: "message" | "run";
  readonly id: string;
  readonly at: Date;
  /** A row that does not fit is given only where looking ended with it. */
  readonly fits: boolean;
  /** Looking ended here: what lies beyond was not seen in full. */
  readonly border: boolean;
}

interface FoundPage {
  readonly found: readonly Found[];
  readonly tooMany: boolean;
}

/** The rows of a page of so many, and one more where there are more. */
export async function foundRows(
  { database }: Needs,
  shopId: ShopId,
  view: MessageView,
  filters: MessageFilters,
  page: PageRequest,
  size = PAGE_SIZE,
): Promise<FoundPage> {
  const shown = SHOWN_IN[view];
  const edge = page.before ?? page.after;
  const parameters = [
    shopId,
    [...shown.stages],
    [...shown.runs],
    filters.from,
    edge?.at ?? null,
    edge?.id ?? null,
    size + 1,
    filters.automation,
    filters.template,
    filters.country,
    filters.category,
    filters.reason,
    filters.number,
  ];
  const newer = page.before !== undefined;
  if (filters.search.trim() === "") {
    const statement = await statementFor(database.shop(shopId), filters);
    const text = newer ? statement.newer : statement.older;
    return { found: await database.sql<Found>(text, [...parameters, ...statement.more]), tooMany: false };
  }
  const whose = await search({ database }, shopId, filters.search);
  const some = [[...whose.contactIds], [...whose.subjects], [...whose.messageIds]];
  const found = await database.sql<Found>(newer ? FIND_NEWER : FIND_OLDER, [...parameters, ...some]);
  return { found, tooMany: whose.tooMany };
}

/** The rows up to where looking ended, which is the page's edge even if that row itself does not fit. */
export function upToBorder(found: readonly Found[]): { seen: readonly Found[]; border: Found | undefined } {
  const at = found.findIndex(({ border }) => border);
  const border = found[at];
  return { seen: (border ? found.slice(0, at + 1) : found).filter(({ fits }) => fits), border };
}

/** One page of messages, and of runs that wait or ended without one. */
export async function listMessages(
  services: Needs,
  shopId: ShopId,
  view: MessageView,
  filters: MessageFilters,
  page: PageRequest,
): Promise<MessagePage> {
  const { found, tooMany } = await foundRows(services, shopId, view, filters, page);
  const { seen, border } = upToBorder(found);
  const more = seen.length > PAGE_SIZE;
  const kept = seen.slice(0, PAGE_SIZE);
  // Where the page is not full, the next one begins where looking ended.
  const far = more ? kept.at(-1) : border;
  const near = kept[0] ?? border;
  if (page.before) kept.reverse();
  const [older, newer] = page.before ? [near, far] : [far, near];
  const hasNewer = page.before ? far !== undefined : page.after !== undefined;
  return {
    rows: await rowsOf(services, shopId, kept),
    after: older ? writeEdge(older) : null,
    before: newer && hasNewer ? writeEdge(newer) : null,
    lookedTo: more ? null : (border?.at ?? null),
    tooMany,
  };
}

/** Many messages that failed for one reason. */
export interface FailedAlike {
  readonly reason: string;
  readonly count: number;
  readonly since: Date;
  readonly ids: readonly string[];
}

/** @returns the commonest cause since then, if at least `least` messages failed of it and were not sent again */
export async function failedAlike(
  services: Pick<PlatformServices, "database">,
  shopId: ShopId,
  since: Date,
  least = 5,
): Promise<FailedAlike | undefined> {
  const [row] = await services.database.sql<FailedAlike>(FAILED_ALIKE, [shopId, since, least]);
  return row;
}
