import { beforeEach, expect, it } from "vitest";
import type { MetaClient } from "#app/integrations/meta/index.ts";
import { readThread } from "#app/modules/conversations/index.ts";
import { createMediaFetcher, mediaFile } from "#app/modules/media/index.ts";
import { openProblems } from "#app/modules/problems/index.ts";
import { DAY, MINUTE } from "#app/platform/clock.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import { onBothDatabases } from "./harness.ts";
import { playShop } from "./played-shop.ts";

/** A shopper sends a file. */

const PICTURE = Buffer.from("\xff\xd8\xff\xe0\x00\x10JFIF and the picture", "latin1");

onBothDatabases("a file from a shopper", (database) => {
  const { play, db, later, seconds, wrote } = playShop(database);
  /** What Meta has, by id. */
  let files: Map<string, Buffer>;
  let reachable: boolean;
  let said: { size?: number };

  beforeEach(() => {
    files = new Map([["1", PICTURE]]);
    reachable = true;
    said = {};
    const unreachable = {
      ok: false,
      problem: { action: "retry", code: 0, detail: "", uncertain: false },
    } as const;
    const unknown = {
      ok: false,
      problem: { action: "never_content", code: 100, detail: "", uncertain: false },
    } as const;
    const media: Pick<MetaClient, "media" | "download"> = {
      async media(id) {
        if (!reachable) return unreachable;
        const file = files.get(id);
        if (!file) return unknown;
        return {
          ok: true,
          value: { url: `https://files.example/${id}`, file_size: said.size ?? file.length },
        };
      },
      async download(url, _token, most) {
        const file = files.get(url.split("/").at(-1) ?? "") ?? Buffer.alloc(0);
        return { ok: true, value: file.length > most ? undefined : file };
      },
    };
    play.services = { ...play.services, meta: { ...play.services.meta, ...media } };
  });

  const fetchFiles = () => createMediaFetcher(play.services).drain();
  const sends = (id = "1", more: object = {}) => wrote({ type: "image", image: { id, ...more } });
  const shown = async () => {
    const { id } = await db().contact.findFirstOrThrow({});
    const thread = await readThread(play.services, play.shopId, id);
    return thread?.entries.flatMap((entry) => (entry.from === "person" ? [entry.media] : []));
  };

  it("is fetched, told by its bytes and kept, for its own shop alone", async () => {
    await sends("1", { mime_type: "text/html" });
    expect(await shown()).toMatchObject([{ state: "waiting" }]);
    expect(await fetchFiles()).toBe(1);
    const [media] = (await shown()) ?? [];
    expect(media).toMatchObject({ state: "kept", mimeType: "image/jpeg", size: PICTURE.length });
    const file = await mediaFile(play.services, play.shopId, media?.id ?? "");
    expect(Buffer.from(file?.bytes ?? []).equals(PICTURE)).toBe(true);
    expect(file?.name).toMatch(/^whatsapp-[0-9a-f]{8}\.jpg$/);
    expect(await mediaFile(play.services, newId() as ShopId, media?.id ?? "")).toBeUndefined();
    expect(await fetchFiles()).toBe(0);
  });

  it("is not kept when it is none of the listed kinds, whatever it calls itself", async () => {
    files.set("1", Buffer.from("<svg onload='alert(1)'>"));
    await sends("1", { mime_type: "image/jpeg" });
    await fetchFiles();
    expect(await shown()).toMatchObject([{ state: "refused", reason: "kind" }]);
    expect(await db().mediaContent.count({})).toBe(0);
  });

  it("is not kept when it is too big, whatever Meta said of its size", async () => {
    files.set("1", Buffer.concat([PICTURE, Buffer.alloc(17 * 1024 * 1024)]));
    said = { size: 100 };
    await sends();
    await fetchFiles();
    said = { size: 200 * 1024 * 1024 };
    await sends();
    await fetchFiles();
    expect(await shown()).toMatchObject([{ reason: "too_big" }, { reason: "too_big" }]);
  });

  it("is not kept beyond what a shop may have", async () => {
    await sends();
    await fetchFiles();
    await db().media.updateMany({ data: { size: 512 * 1024 * 1024 } });
    later(MINUTE);
    await sends();
    await fetchFiles();
    expect(await shown()).toMatchObject([{ state: "kept" }, { state: "refused", reason: "quota" }]);
    const problems = async () => (await openProblems(play.services, play.shopId)).map(({ kind }) => kind);
    expect(await problems()).toEqual(["media_space_used"]);
    await db().inboundMessage.updateMany({ data: { state: "answered" } });
    later(MINUTE);
    await sends();
    await fetchFiles();
    // What nobody has to answer any more makes room.
    expect(await shown()).toMatchObject([
      { state: "lost", reason: "quota" },
      { state: "refused", reason: "quota" },
      { state: "kept" },
    ]);
    expect(await db().mediaContent.count({})).toBe(1);
    expect(await problems()).toEqual([]);
  });

  it("is fetched by one worker at a time, however far the shop's clock is moved meanwhile", async () => {
    const { meta } = play.services;
    let fetched = 0;
    const download: MetaClient["download"] = async (...asked) => {
      fetched += 1;
      if (fetched === 1) {
        later(2 * MINUTE);
        await createMediaFetcher(play.services).sweep();
        await fetchFiles();
      }
      return meta.download(...asked);
    };
    play.services = { ...play.services, meta: { ...meta, download } };
    await sends();
    await fetchFiles();
    expect(fetched).toBe(1);
  });

  it("is tried again while Meta does not answer, and is lost once Meta has it no more", async () => {
    reachable = false;
    await sends();
    expect(await fetchFiles()).toBe(0);
    reachable = true;
    expect(await fetchFiles()).toBe(0);
    later(MINUTE);
    expect(await fetchFiles()).toBe(1);
    await sends("2");
    await fetchFiles();
    reachable = false;
    await sends("1");
    later(8 * DAY);
    await fetchFiles();
    expect(await shown()).toMatchObject([
      { state: "kept" },
      { state: "lost", reason: "gone" },
      { state: "lost", reason: "gone" },
    ]);
  });

  it("goes with the message when the person deletes it, also while it is on its way", async () => {
    await wrote({ id: "wamid.a", type: "image", image: { id: "1" } });
    await fetchFiles();
    await wrote({ type: "revoke", revoke: { original_message_id: "wamid.a" } });
    expect([await db().media.count({}), await db().mediaContent.count({})]).toEqual([0, 0]);
    await wrote({ type: "revoke", revoke: { original_message_id: "wamid.b" }, timestamp: seconds() });
    await wrote({ id: "wamid.b", type: "image", image: { id: "1" } });
    await fetchFiles();
    expect(await db().media.count({})).toBe(0);
  });

  it("is fetched also when its hint was lost", async () => {
    await sends();
    await play.services.database.system.dueShop.deleteMany({ where: { kind: "media", shopId: play.shopId } });
    await createMediaFetcher(play.services).sweep();
    expect(await fetchFiles()).toBe(1);
  });
});
