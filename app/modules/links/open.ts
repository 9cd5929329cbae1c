import type { PlatformServices } from "#app/platform/services.ts";
import { addressOf } from "./address.ts";
import { shopOfCode } from "./code.ts";
import { FIND_LINK } from "./links.sql.ts";
import type { Tap } from "./tap.ts";
import type { Visitor } from "./visitor.ts";

export interface OpenedLink {
  readonly address: string;
  /** To be written down; absent where nobody tapped, or who did is not to be followed. */
  readonly tap: Tap | undefined;
}

interface FoundLink {
  readonly id: string;
  readonly target: string;
  readonly campaign: string | null;
  readonly domain: string;
}

/**
 * Where a link leads who opens it. Who asks not to be followed gets the bare address, and nothing is kept of it.
 * @param domain the shop whose domain it was opened on; its other shops' codes lead nowhere there
 * @returns undefined for a code that we never made
 */
export async function openLink(
  services: Pick<PlatformServices, "database" | "shopTime">,
  code: string,
  visitor: Visitor,
  domain?: string,
): Promise<OpenedLink | undefined> {
  const shopId = shopOfCode(code);
  if (!shopId) return undefined;
  const now = services.shopTime.now();
  const [link] = await services.database.sql<FoundLink>(FIND_LINK, [shopId, code]);
  if (!link || (domain !== undefined && link.domain !== domain)) return undefined;
  const address = addressOf(link.target, visitor === "unwatched" ? null : link.campaign);
  if (address === undefined) return undefined;
  const tap = visitor === "shopper" ? { shopId, linkId: link.id, at: now } : undefined;
  return { address, tap };
}
