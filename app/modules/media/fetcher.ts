import type { MetaProblem } from "#app/integrations/meta/index.ts";
import type { Services } from "#app/integrations/services.ts";
import { tokenOf } from "#app/modules/numbers/index.ts";
import { clearProblem, raiseProblem } from "#app/modules/problems/index.ts";
import { DAY, HOUR, MINUTE, plus, SECOND } from "#app/platform/clock.ts";
import { consumeHint, markDue, readyShops } from "#app/platform/due.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { withLogContext } from "#app/platform/log.ts";
import { type FileKind, fileKindOf } from "./file-kind.ts";
import { BYTES_KEPT, FORGOTTEN_MEDIA, NEXT_MEDIA_DUE } from "./media.sql.ts";

/** Fetches what shoppers sent. One per process. */
export interface MediaFetcher {
  /** @returns how many files were settled: kept, refused or lost */
  drain(stopping?: () => boolean): Promise<number>;
  /** Finds shops whose hint was lost. */
  sweep(): Promise<void>;
}

type Needs = Pick<Services, "database" | "shopTime" | "systemTime" | "secrets" | "meta" | "log">;

/** As much as Meta takes of a video or an audio file; documents may have 100 MB there. Source: Meta, media types. */
export const MOST_BYTES = 16 * 1024 * 1024;
/** What the files of one shop may have together. */
export const QUOTA_BYTES = 512 * 1024 * 1024;
/** So many files at most go for one that comes. */
const MOST_REMOVED = 500;
/** Meta keeps what people send for so long. Source: Meta, "Media", 2026-10. */
const META_KEEPS_MS = 7 * DAY;
const BACKOFF_MS = [10 * SECOND, MINUTE, 10 * MINUTE] as const;
/** Longer than Meta's answer and the file itself may take. */
const CLAIM_MS = 5 * MINUTE;
const BATCH = 20;
const FAULT_AGAIN_MS = 5 * MINUTE;

/** Why a file is not there. */
export type MediaReason = "too_big" | "kind" | "quota" | "gone";

type Outcome =
  | { readonly state: "kept"; readonly bytes: Buffer; readonly kind: FileKind }
  | { readonly state: "refused" | "lost"; readonly reason: MediaReason }
  /** To be tried again. */
  | undefined;

const refused = (reason: MediaReason): Outcome => ({ state: "refused", reason });

/** Meta knows no such file (any more), or it can't be had now. */
function afterProblem({ action }: MetaProblem): Outcome {
  return action.startsWith("never") ? { state: "lost", reason: "gone" } : undefined;
}

export function createMediaFetcher(services: Needs): MediaFetcher {
  const { database, shopTime, systemTime, meta, log } = services;

  function mediaDue(shopId: ShopId) {
    return database.shop(shopId).media.findMany({
      where: { state: "waiting", dueAt: { lte: shopTime.now() }, ...unclaimed() },
      orderBy: { dueAt: "asc" },
      take: BATCH,
    });
  }
  type MediaRow = Awaited<ReturnType<typeof mediaDue>>[number];
  const unclaimed = () => ({ OR: [{ claimedUntil: null }, { claimedUntil: { lt: systemTime.now() } }] });

  async function bytesLeft(shopId: ShopId): Promise<number> {
    const [row] = await database.sql<{ bytes: bigint }>(BYTES_KEPT, [shopId]);
    return QUOTA_BYTES - Number(row?.bytes ?? 0n);
  }

  /** Whether there is room for so many bytes: the oldest files that nobody has to answer make it. */
  async function makeRoom(shopId: ShopId, bytes: number): Promise<boolean> {
    const missing = bytes - (await bytesLeft(shopId));
    if (missing <= 0) return true;
    const oldest = await database.shop(shopId).media.findMany({
      where: { state: "kept", inbound: { state: { not: "waiting" } } },
      orderBy: { createdAt: "asc" },
      take: MOST_REMOVED,
      select: { id: true, size: true },
    });
    const going: string[] = [];
    let freed = 0;
    for (const { id, size } of oldest) {
      if (freed >= missing) break;
      going.push(id);
      freed += size ?? 0;
    }
    if (freed < missing) return false;
    await database.transaction(shopId, async (tx) => {
      await tx.db.mediaContent.deleteMany({ where: { id: { in: going } } });
      const data = { state: "lost", reason: "quota", size: null, updatedAt: shopTime.now() };
      await tx.db.media.updateMany({ where: { id: { in: going } }, data });
    });
    return true;
  }

  /** Asks where the file lies, and fetches it at once: the address lives five minutes. */
  async function fetchFile(shopId: ShopId, { phoneNumberId, metaId }: MediaRow): Promise<Outcome> {
    const access = await tokenOf(services, shopId, phoneNumberId);
    if (!access) return undefined;
    const place = await meta.media(metaId, access.token);
    if (!place.ok) return afterProblem(place.problem);
    if ((place.value.file_size ?? 0) > MOST_BYTES) return refused("too_big");
    if (!(await makeRoom(shopId, place.value.file_size ?? 1))) return refused("quota");
    const file = await meta.download(place.value.url, access.token, MOST_BYTES);
    if (!file.ok) return afterProblem(file.problem);
    if (!file.value) return refused("too_big");
    if (!(await makeRoom(shopId, file.value.length))) return refused("quota");
    const kind = fileKindOf(file.value);
    return kind ? { state: "kept", bytes: file.value, kind } : refused("kind");
  }

  /** Nothing is written where the person deleted the message meanwhile. */
  async function settle(shopId: ShopId, id: string, outcome: NonNullable<Outcome>): Promise<void> {
    await database.transaction(shopId, async (tx) => {
      const isKept = outcome.state === "kept";
      const { count } = await tx.db.media.updateMany({
        where: { id, state: "waiting" },
        data: {
          state: outcome.state,
          reason: isKept ? null : outcome.reason,
          mimeType: isKept ? outcome.kind : null,
          size: isKept ? outcome.bytes.length : null,
          updatedAt: shopTime.now(),
        },
      });
      if (outcome.state === "refused" && outcome.reason === "quota")
        await raiseProblem(tx, "media_space_used", "", shopTime.now());
      // There is room again.
      if (isKept) await clearProblem(tx, "media_space_used", "", shopTime.now());
      if (count > 0 && isKept)
        await tx.db.mediaContent.create({ data: { shopId, id, bytes: new Uint8Array(outcome.bytes) } });
    });
  }

  async function fetchOne(shopId: ShopId, media: MediaRow): Promise<boolean> {
    const now = shopTime.now();
    const isOver = plus(media.createdAt, META_KEEPS_MS) <= now;
    const { count } = await database.shop(shopId).media.updateMany({
      where: { id: media.id, state: "waiting", dueAt: media.dueAt, ...unclaimed() },
      data: {
        claimedUntil: plus(systemTime.now(), CLAIM_MS),
        dueAt: plus(now, CLAIM_MS),
        attempts: media.attempts + 1,
        updatedAt: now,
      },
    });
    if (count === 0) return false;
    const outcome = isOver ? ({ state: "lost", reason: "gone" } as const) : await fetchFile(shopId, media);
    if (outcome) await settle(shopId, media.id, outcome);
    else
      await database.shop(shopId).media.updateMany({
        where: { id: media.id, state: "waiting" },
        data: { claimedUntil: null, dueAt: plus(shopTime.now(), BACKOFF_MS[media.attempts] ?? HOUR) },
      });
    return outcome !== undefined;
  }

  async function drainShop(shopId: ShopId, stopping: () => boolean): Promise<number> {
    let settled = 0;
    for (const media of await mediaDue(shopId)) {
      if (stopping()) break;
      if (await fetchOne(shopId, media)) settled += 1;
    }
    const [next] = await database.sql<{ dueAt: Date | null }>(NEXT_MEDIA_DUE, [shopId]);
    if (next?.dueAt) await markDue(database.sql, "media", shopId, next.dueAt);
    return settled;
  }

  async function drainHint(shopId: ShopId, stopping: () => boolean): Promise<number> {
    try {
      return await withLogContext({ shopId }, () => drainShop(shopId, stopping));
    } catch (error) {
      log.error({ err: error, shopId }, "a shop's files could not be fetched");
      await markDue(database.sql, "media", shopId, plus(shopTime.now(), FAULT_AGAIN_MS));
      return 0;
    }
  }

  return {
    async drain(stopping = () => false) {
      let settled = 0;
      for (const hint of await readyShops(database.sql, "media", shopTime.now())) {
        if (stopping()) break;
        if (await consumeHint(database.sql, "media", hint)) settled += await drainHint(hint.shopId, stopping);
      }
      return settled;
    },
    async sweep() {
      await database.sql(FORGOTTEN_MEDIA);
    },
  };
}
