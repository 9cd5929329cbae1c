import type { ShopClient } from "#app/platform/database/index.ts";
import { isUuid, type ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import type { MediaReason } from "./fetcher.ts";
import { EXTENSION, type FileKind } from "./file-kind.ts";

/** A file of a message, without its bytes. */
export interface MediaView {
  readonly id: string;
  readonly state: "waiting" | "kept" | "refused" | "lost";
  readonly reason: MediaReason | null;
  readonly mimeType: FileKind | null;
  /** Bytes; null until it is kept. */
  readonly size: number | null;
}

/** The files of these messages. Uses media (shop_id, inbound_id). */
export async function mediaOf(
  db: ShopClient,
  inboundIds: readonly string[],
): Promise<Map<string, MediaView>> {
  const rows = await db.media.findMany({ where: { inboundId: { in: [...inboundIds] } } });
  return new Map(
    rows.map(({ inboundId, id, state, reason, mimeType, size }) => [
      inboundId,
      {
        id,
        state: state as MediaView["state"],
        reason: reason as MediaReason | null,
        mimeType: mimeType as FileKind | null,
        size,
      },
    ]),
  );
}

/** A kept file, to be handed out as an attachment. */
export interface MediaFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mimeType: FileKind;
  /** Made by us: names that people give are not to be trusted. */
  readonly name: string;
}

/** @returns undefined for what is no kept file of this shop */
export async function mediaFile(
  { database }: Pick<PlatformServices, "database">,
  shopId: ShopId,
  id: string,
): Promise<MediaFile | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await database
    .shop(shopId)
    .media.findFirst({ where: { id, state: "kept" }, include: { content: true } });
  if (!row?.content || !row.mimeType) return undefined;
  const mimeType = row.mimeType as FileKind;
  return {
    bytes: new Uint8Array(row.content.bytes),
    mimeType,
    name: `whatsapp-${id.slice(-8)}.${EXTENSION[mimeType]}`,
  };
}
