/** When a vendor's object was last changed, and when the news of it were triggered. */
export interface Recency {
  readonly vendorUpdatedAt: Date;
  readonly vendorTriggeredAt: Date | null;
}

/**
 * Whether news are newer than what is stored: by the object's own `updated_at`, on a tie by Triggered-At.
 * Equal in both is the same news, delivered again.
 */
export function supersedes(news: Recency, stored: Recency | null | undefined): boolean {
  if (!stored) return true;
  const byUpdate = news.vendorUpdatedAt.getTime() - stored.vendorUpdatedAt.getTime();
  if (byUpdate !== 0) return byUpdate > 0;
  return (news.vendorTriggeredAt?.getTime() ?? 0) > (stored.vendorTriggeredAt?.getTime() ?? 0);
}

/** The recency of a payload; one without `updated_at` is as old as its delivery. */
export function recencyOf(
  updatedAt: string | null | undefined,
  triggeredAt: Date | undefined,
  now: Date,
): Recency {
  const updated = updatedAt ? new Date(updatedAt) : undefined;
  const usable = updated && !Number.isNaN(updated.getTime()) ? updated : undefined;
  return { vendorUpdatedAt: usable ?? triggeredAt ?? now, vendorTriggeredAt: triggeredAt ?? null };
}
