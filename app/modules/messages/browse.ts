import { PURPOSES } from "#app/modules/templates/index.ts";
import type { ShopClient } from "#app/platform/database/index.ts";
import {
  BROWSE_COUNTRY_NEWER,
  BROWSE_COUNTRY_OLDER,
  BROWSE_FREE_FORM_NEWER,
  BROWSE_FREE_FORM_OLDER,
  BROWSE_NEWER,
  BROWSE_OLDER,
  BROWSE_REASON_NEWER,
  BROWSE_REASON_OLDER,
  BROWSE_TEXTS_NEWER,
  BROWSE_TEXTS_OLDER,
} from "./list.sql.ts";

/** What the choice of an index depends on. */
interface Narrowing {
  readonly automation: string | null;
  readonly template: string | null;
  readonly country: string | null;
  readonly category: string | null;
  readonly reason: string | null;
}

interface Statement {
  readonly older: string;
  readonly newer: string;
  /** What is given beside the list's own parameters. */
  readonly more: readonly unknown[];
}

/** What one probe looks at, and what all probes of a page look at together. */
const LOOKED_AT = 5_000;
const LOOKED_AT_TOGETHER = 25_000;
/** Less would cut pages short that are full of what fits. */
const LEAST_LOOKED_AT = 200;

function sharedAmong(probes: number): number {
  const share = Math.ceil(LOOKED_AT_TOGETHER / Math.max(1, probes));
  return Math.min(LOOKED_AT, Math.max(LEAST_LOOKED_AT, share));
}

/** The newest 500 versions: a merchant who had more sees what the older ones sent without this filter. */
async function ofTexts(db: ShopClient, where: object): Promise<Statement> {
  const newest = { orderBy: { id: "desc" }, take: 500 } as const;
  const versions = await db.templateVersion.findMany({ where, select: { id: true }, ...newest });
  return {
    older: BROWSE_TEXTS_OLDER,
    newer: BROWSE_TEXTS_NEWER,
    more: [sharedAmong(versions.length), versions.map(({ id }) => id)],
  };
}

/** The texts that an automation sends: a cart's are several, news of an order have one. */
function purposesOf(automation: string): string[] {
  return automation === "cart_recovery"
    ? PURPOSES.filter((purpose) => purpose.startsWith("cart_"))
    : [automation];
}

/**
 * The statement that walks the index which narrows most: by text, cause or country before the coarser automation and
 * category, which are told by their texts. Other filters are looked at row by row.
 */
export async function statementFor(db: ShopClient, filters: Narrowing): Promise<Statement> {
  const { automation, template, country, category, reason } = filters;
  if (template !== null) return ofTexts(db, { template: { is: { purpose: template } } });
  if (reason !== null) return { older: BROWSE_REASON_OLDER, newer: BROWSE_REASON_NEWER, more: [LOOKED_AT] };
  if (country !== null)
    return { older: BROWSE_COUNTRY_OLDER, newer: BROWSE_COUNTRY_NEWER, more: [LOOKED_AT] };
  if (automation !== null)
    return ofTexts(db, { template: { is: { purpose: { in: purposesOf(automation) } } } });
  if (category === "SERVICE")
    return { older: BROWSE_FREE_FORM_OLDER, newer: BROWSE_FREE_FORM_NEWER, more: [LOOKED_AT] };
  // Meta may file a text under another category than it was sent in with.
  if (category !== null) return ofTexts(db, { OR: [{ category }, { template: { is: { category } } }] });
  return { older: BROWSE_OLDER, newer: BROWSE_NEWER, more: [LOOKED_AT] };
}
