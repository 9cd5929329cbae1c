import { expect, it } from "vitest";
import { readThread } from "#app/modules/conversations/index.ts";
import { messageDetail, whyOf, writeToPerson } from "#app/modules/messages/index.ts";
import { DAY, HOUR, MINUTE } from "#app/platform/clock.ts";
import { newId } from "#app/platform/ids.ts";
import { onBothDatabases } from "./harness.ts";
import { playShop } from "./played-shop.ts";

/** A reply within the story of the message that it answers, and what an ad makes free. */

onBothDatabases("the story of a reply", (database) => {
  const { play, db, later, leaveCart, agree, work, status, wrote } = playShop(database);

  const contactId = async () => (await db().contact.findFirstOrThrow({})).id;
  const write = async (words: string) =>
    writeToPerson(play.services, play.shopId, "staff:1", {
      contactId: await contactId(),
      draft: newId(),
      words,
      seen: play.now,
    });
  const thread = async () => {
    const found = await readThread(play.services, play.shopId, await contactId());
    return found ?? expect.fail("no thread");
  };

  it("leads from the reminder over the reply, with its webhook, to the answer and back", async () => {
    await leaveCart();
    await agree();
    later(61 * MINUTE);
    await work();
    const reminder = await db().message.findFirstOrThrow({});
    later(MINUTE);
    await wrote({
      type: "text",
      text: { body: "C'è anche in rosso?" },
      context: { id: reminder.wamid },
    });
    const reply = await db().inboundMessage.findFirstOrThrow({});
    const toldBy = await db().event.findFirstOrThrow({ where: { kind: "message.received" } });
    const delivery = toldBy.causedBy?.slice("delivery:".length);
    const story = async (id: string) => (await messageDetail(play.services, play.shopId, id))?.timeline ?? [];
    expect((await story(reminder.id)).at(-1)).toMatchObject({
      kind: "replied",
      text: "C'è anche in rosso?",
      delivery,
    });
    later(MINUTE);
    await write("Sì, da domani");
    await work();
    const answer = await db().message.findFirstOrThrow({ where: { purpose: "reply" } });
    expect((await story(reminder.id)).at(-1)).toMatchObject({ kind: "answered", messageId: answer.id });
    expect(await story(answer.id)).toMatchObject([
      { kind: "asked", text: "C'è anche in rosso?", delivery },
      { kind: "written" },
      { kind: "accepted" },
    ]);
    const chains = await whyOf(play.services, play.shopId, reply.wamid);
    expect(chains.map(({ id }) => id)).toEqual([reminder.id, answer.id]);
  });

  it("says until when everything is free to somebody who came from an ad", async () => {
    await wrote({ type: "text", text: { body: "Info?" }, referral: { source_type: "ad", source_id: "1" } });
    expect((await thread()).free).toEqual({ state: "answer", until: new Date(play.now.getTime() + DAY) });
    later(HOUR);
    await write("Certo");
    await work();
    const sentAt = play.now;
    await status(play.sent[0], "sent", {
      pricing: { type: "free_entry_point", category: "referral_conversion", billable: false },
    });
    const until = new Date(sentAt.getTime() + 3 * DAY);
    expect((await thread()).free).toEqual({ state: "open", until });
    later(20 * HOUR);
    await write("Altro?");
    await work();
    await status(play.sent[1], "sent", {
      pricing: { type: "free_entry_point", category: "referral_conversion", billable: false },
    });
    expect((await thread()).free).toEqual({ state: "open", until });
    const [first, second] = await db().message.findMany({ orderBy: { createdAt: "asc" } });
    for (const message of [first, second])
      expect(await messageDetail(play.services, play.shopId, message?.id ?? "")).toMatchObject({
        freeUntil: until,
      });
    later(3 * DAY);
    expect((await thread()).free).toBeNull();
  });

  it("says nothing of an ad to who wrote by themselves", async () => {
    await wrote({ type: "text", text: { body: "Ciao" } });
    expect((await thread()).free).toBeNull();
  });
});
