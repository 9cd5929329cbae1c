import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { BROWSE_NEWER, BROWSE_OLDER, FAILED_ALIKE, FIND_NEWER, FIND_OLDER } from "./list.sql.ts";
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
}

export const PAGE_SIZE = 50;

interface Found {
  readonly source: "message" | "run";
  readonly id: string;
  readonly at: Date;
}

async function foundRows(
  { database }: Needs,
  shopId: ShopId,
  view: MessageView,
  filters: MessageFilters,
  page: PageRequest,
): Promise<Found[]> {
  const shown = SHOWN_IN[view];
  const edge = page.before ?? page.after;
  const parameters = [
    shopId,
    [...shown.stages],
    [...shown.runs],
    filters.from,
    edge?.at ?? null,
    edge?.id ?? null,
    PAGE_SIZE + 1,
    filters.automation,
    filters.template,
    filters.country,
    filters.category,
    filters.reason,
  ];
  const newer = page.before !== undefined;
  if (filters.search.trim() === "")
    return database.sql<Found>(newer ? BROWSE_NEWER : BROWSE_OLDER, parameters);
  const found = await search({ database }, shopId, filters.search, filters.from);
  const whose = [[...found.contactIds], [...found.subjects], [...found.messageIds]];
  return database.sql<Found>(newer ? FIND_NEWER : FIND_OLDER, [...parameters, ...whose]);
}

/** One page of messages, and of runs that wait or ended without one. */
export async function listMessages(
  services: Needs,
  shopId: ShopId,
  view: MessageView,
  filters: MessageFilters,
  page: PageRequest,
): Promise<MessagePage> {
  const found = await foundRows(services, shopId, view, filters, page);
  const more = found.length > PAGE_SIZE;
  const kept = found.slice(0, PAGE_SIZE);
  if (page.before) kept.reverse();
  const [first] = kept;
  const last = kept.at(-1);
  const hasOlder = page.before ? true : more;
  const hasNewer = page.before ? more : page.after !== undefined;
  return {
    rows: await rowsOf(services, shopId, kept),
    after: last && hasOlder ? writeEdge(last) : null,
    before: first && hasNewer ? writeEdge(first) : null,
  };
}

/** Many messages that failed for one reason. */
export interface FailedAlike {
  readonly reason: string;
  readonly count: number;
  readonly since: Date;
}

/** @returns the commonest cause since then, if at least `least` messages failed of it */
export async function failedAlike(
  services: Pick<PlatformServices, "database">,
  shopId: ShopId,
  since: Date,
  least = 5,
): Promise<FailedAlike | undefined> {
  const [row] = await services.database.sql<FailedAlike>(FAILED_ALIKE, [shopId, since, least]);
  return row;
}
