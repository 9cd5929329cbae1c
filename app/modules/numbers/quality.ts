import { localDay } from "#app/modules/figures/index.ts";
import { DAY, plus } from "#app/platform/clock.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";

/** A day by the shop's date (UTC midnight), and the quality at its end. */
export interface QualityDay {
  readonly day: Date;
  /** Meta's word; null before the first look. */
  readonly quality: string | null;
  readonly changed: boolean;
}

interface Change {
  readonly at: Date;
  readonly quality: string;
}

const DAYS = 30;
const MOST_CHANGES = 500;

/** The last 30 days, the oldest first, from the changes in their order. */
export function qualityDays(changes: readonly Change[], now: Date, timeZone: string): QualityDay[] {
  const today = localDay(now, timeZone);
  return Array.from({ length: DAYS }, (_, index) => {
    const day = plus(today, (index - DAYS + 1) * DAY);
    const until = changes.filter(({ at }) => localDay(at, timeZone) <= day);
    const last = until.at(-1);
    const before = until.filter(({ at }) => localDay(at, timeZone) < day).at(-1);
    return {
      day,
      quality: last?.quality ?? null,
      changed: before !== undefined && last !== undefined && before.quality !== last.quality,
    };
  });
}

/** How Meta rated a number on each of the last 30 days. */
export async function qualityOf(
  { database }: Pick<PlatformServices, "database">,
  shopId: ShopId,
  phoneNumberId: string,
  now: Date,
  timeZone: string,
): Promise<QualityDay[]> {
  const events = await database.shop(shopId).event.findMany({
    where: { subject: `number:${phoneNumberId}`, kind: "number.quality" },
    orderBy: { recordedAt: "desc" },
    take: MOST_CHANGES,
    select: { recordedAt: true, facts: true },
  });
  const changes = events.reverse().map(({ recordedAt, facts }) => ({
    at: recordedAt,
    quality: String((facts as { quality?: unknown }).quality),
  }));
  return qualityDays(changes, now, timeZone);
}
