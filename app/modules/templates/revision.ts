import type { TemplatePurpose } from "./purposes.ts";

/**
 * A name of ours at Meta. The address of a link button is frozen inside an approved text: where it has changed, the text
 * is sent in anew, under a new name.
 */
export const nameOf = (purpose: TemplatePurpose, revision: number) =>
  `cartwave_${purpose}${revision > 1 ? `_${revision}` : ""}`;

/** A text of ours that was sent to Meta. */
export interface SentText {
  readonly purpose: string;
  readonly name: string;
  readonly linkUrl: string | null;
}

/** Which revision a name says, or undefined for a name that is not ours. */
function revisionIn({ purpose, name }: SentText): number | undefined {
  const first = nameOf(purpose as TemplatePurpose, 1);
  if (name === first) return 1;
  const number = name.startsWith(`${first}_`) ? name.slice(first.length + 1) : "";
  return /^[1-9]\d*$/.test(number) ? Number(number) : undefined;
}

/**
 * Under which revision texts with this address are sent in: its own where it was used before, else one that no other
 * address has taken.
 */
export function revisionFor(texts: readonly SentText[], linkUrl: string): number {
  const revisions = (those: readonly SentText[]) => those.flatMap((text) => revisionIn(text) ?? []);
  const own = revisions(texts.filter((text) => text.linkUrl === linkUrl));
  return own.length > 0 ? Math.max(...own) : Math.max(0, ...revisions(texts)) + 1;
}
