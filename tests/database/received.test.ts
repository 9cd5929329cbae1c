import { expect, it } from "vitest";
import { resolveContact } from "#app/modules/contacts/index.ts";
import { readThread } from "#app/modules/conversations/index.ts";
import { answerReply, listReplies, settlePerson } from "#app/modules/messages/index.ts";
import { HOUR, MINUTE } from "#app/platform/clock.ts";
import { newId } from "#app/platform/ids.ts";
import { onBothDatabases } from "./harness.ts";
import { PHONE, playShop } from "./played-shop.ts";

/** What shoppers do in WhatsApp, other than writing words. */

const NEW_PHONE = "+393337654321";
const USER = "IT.20000000000000000001";
const NEW_USER = "IT.20000000000000000002";

onBothDatabases("a shopper in WhatsApp", (database) => {
  const { play, db, later, leaveCart, buy, agree, work, metaTells, seconds, wrote } = playShop(database);

  const text = (body: string) => ({ type: "text", text: { body } });
  const wroteAt = (timestamp: string, message: object) => wrote({ ...message, timestamp });
  const row = (wamid: string) => db().inboundMessage.findFirst({ where: { wamid } });
  const run = () => db().enrolment.findFirst({});
  const consents = async () =>
    (await db().consent.findMany({ orderBy: { purpose: "asc" } })).map(({ state }) => state);
  const identities = async () =>
    (await db().contactIdentity.findMany({ orderBy: { value: "asc" } })).map(({ value }) => value);

  const answer = (inboundId: string) => {
    const written = { inboundId, draft: newId(), words: "Ciao", seen: play.now };
    return answerReply(play.services, play.shopId, "staff:1", written);
  };

  const changesNumber = (more: object = {}) =>
    wrote({
      type: "system",
      system: { type: "user_changed_number", body: "changed", wa_id: NEW_PHONE.slice(1) },
      ...more,
    });

  it("reacts, which is no reply: their reminders go on, and nobody has to answer", async () => {
    await agree();
    await leaveCart();
    later(61 * MINUTE);
    await work();
    const message = await db().message.findFirstOrThrow({});
    await wrote({ type: "reaction", reaction: { message_id: message.wamid, emoji: "👍" } });
    expect(await db().inboundMessage.findFirst({})).toMatchObject({
      kind: "reaction",
      text: "👍",
      state: "none",
      answersMessageId: message.id,
    });
    expect(await db().message.findFirst({})).toMatchObject({ repliedAt: null });
    expect(await run()).toMatchObject({ state: "waiting" });
    later(25 * HOUR);
    await work();
    expect(play.sent).toHaveLength(2);
  });

  it("sends what can only be seen in WhatsApp: somebody has to look", async () => {
    await wrote({ type: "unsupported", errors: [{ code: 131051, title: "Message type unknown" }] });
    expect(await db().inboundMessage.findFirst({})).toMatchObject({ kind: "unsupported", state: "waiting" });
  });

  it("changes words after they were answered, or of a message that never came: they wait for an answer", async () => {
    await wrote({ ...text("ok"), id: "wamid.late" });
    const { id, contactId, recordedAt: seen } = await db().inboundMessage.findFirstOrThrow({});
    later(MINUTE);
    await answer(id);
    later(MINUTE);
    const edit = (original: string) =>
      wrote({
        type: "edit",
        edit: { original_message_id: original, message: text("ok, ma spedite a Pisa") },
      });
    await edit("wamid.late");
    expect(await row("wamid.late")).toMatchObject({ state: "waiting", text: "ok, ma spedite a Pisa" });
    await settlePerson(play.services, play.shopId, "staff:1", contactId, seen);
    expect(await row("wamid.late")).toMatchObject({ state: "waiting" });
    const [reply] = (await listReplies(play.services, play.shopId, {})).rows;
    await settlePerson(play.services, play.shopId, "staff:1", contactId, reply?.seen ?? seen);
    expect(await row("wamid.late")).toMatchObject({ state: "answered" });
    await edit("wamid.unknown");
    const alone = await db().inboundMessage.findFirst({ where: { contextWamid: "wamid.unknown" } });
    expect(alone).toMatchObject({ state: "waiting", text: "ok, ma spedite a Pisa" });
    const shown = await readThread(play.services, play.shopId, contactId);
    expect(shown?.entries.at(-1)).toMatchObject({ kind: "edit", waiting: true });
    await wrote({ ...text("ok?"), id: "wamid.unknown" });
    expect(await db().inboundMessage.count({ where: { state: "waiting" } })).toBe(1);
  });

  it("changes words, and the earlier ones are kept; in whatever order it is heard of", async () => {
    const edit = (id: string, body: string, original: string) =>
      wrote({ id, type: "edit", edit: { original_message_id: original, message: text(body) } });
    await wrote({ ...text("Avete il bul?"), id: "wamid.a" });
    await edit("wamid.a1", "Avete il blu?", "wamid.a");
    expect(await row("wamid.a")).toMatchObject({
      kind: "text",
      text: "Avete il blu?",
      state: "waiting",
      payload: { text: { body: "Avete il bul?" } },
    });
    later(MINUTE);
    await edit("wamid.b2", "terzo", "wamid.b");
    const before = String(Math.floor(play.now.getTime() / 1_000) - 30);
    await wroteAt(before, {
      id: "wamid.b1",
      type: "edit",
      edit: { original_message_id: "wamid.b", message: text("secondo") },
    });
    await wroteAt(before, { ...text("primo"), id: "wamid.b" });
    expect(await row("wamid.b")).toMatchObject({ text: "terzo", state: "waiting" });
    expect(await row("wamid.b1")).toMatchObject({ text: "secondo", state: "none" });
  });

  it("deletes a message, and nothing of it stays but that it was deleted", async () => {
    await wrote({ ...text("La mia carta è 4111"), id: "wamid.a" });
    await wrote({
      id: "wamid.a1",
      type: "edit",
      edit: { original_message_id: "wamid.a", message: text("La mia carta è 4112") },
    });
    await wrote({ id: "wamid.a2", type: "revoke", revoke: { original_message_id: "wamid.a" } });
    expect(await row("wamid.a")).toMatchObject({ kind: "deleted", text: null, state: "waiting" });
    const stored = await db().inboundMessage.findMany({});
    expect(JSON.stringify(stored.map(({ text, payload }) => [text, payload]))).not.toContain("411");
    const { rows } = await listReplies(play.services, play.shopId, {});
    expect(rows).toMatchObject([{ kind: "deleted", text: null }]);
  });

  it.each([
    ["a reply button", { button_reply: { id: "STOP_PROMOTIONS", title: "Basta così" } }],
    ["a row of a list", { list_reply: { id: "STOP_PROMOTIONS", title: "Basta così" } }],
  ])("stops promotions with %s, and keeps the order news", async (_what, tapped) => {
    await agree();
    await leaveCart();
    await wrote({ type: "interactive", interactive: { type: "any", ...tapped } });
    expect(await consents()).toEqual(["revoked", "granted"]);
    expect(await run()).toMatchObject({ endReason: "stopped" });
    expect(await db().inboundMessage.findFirst({})).toMatchObject({ state: "none", text: "Basta così" });
  });

  it("stops everything with a word under a picture, or with one that they corrected", async () => {
    await agree();
    await wrote({ type: "image", image: { id: "1", caption: "Stop" } });
    expect(await consents()).toEqual(["revoked", "revoked"]);
    later(MINUTE);
    await agree();
    await wrote({ type: "edit", edit: { original_message_id: "wamid.x", message: text("STOP") } });
    expect(await consents()).toEqual(["revoked", "revoked"]);
  });

  it("takes another number along, with what they agreed to and what waits for them", async () => {
    await agree();
    await leaveCart();
    later(30 * MINUTE);
    await changesNumber({ id: "wamid.change" });
    await changesNumber({ id: "wamid.change" });
    expect(await db().contact.findMany({})).toMatchObject([{ phone: NEW_PHONE }]);
    expect(await identities()).toEqual([PHONE, NEW_PHONE]);
    const carried = { source: "number_changed", phone: NEW_PHONE, granted: true, actor: "meta" };
    expect(await db().consentRecord.findMany({ where: { source: "number_changed" } })).toMatchObject([
      { ...carried, wording: "Sì", evidence: { wamid: "wamid.change" } },
      { ...carried, wording: "Sì" },
    ]);
    expect(await db().dailyFigure.count({ where: { metric: "consents", origin: "number_changed" } })).toBe(0);
    later(31 * MINUTE);
    await work();
    expect(play.sent.map(({ to }) => to)).toEqual([NEW_PHONE]);
  });

  it("is written to at the new number also with what stood in the lane already", async () => {
    await agree();
    await buy();
    play.failWith = { action: "retry", code: 131000, detail: "", uncertain: false };
    await work();
    expect(await db().message.findFirst({})).toMatchObject({ status: "queued", recipient: PHONE });
    play.failWith = undefined;
    await changesNumber();
    later(HOUR);
    await work();
    expect(play.sent.map(({ to }) => to)).toEqual([NEW_PHONE]);
  });

  it("is stopped by a stop from before the change that is heard of after it", async () => {
    await agree();
    later(10 * MINUTE);
    const before = seconds();
    later(10 * MINUTE);
    await changesNumber();
    await wroteAt(before, text("STOP"));
    expect(await consents()).toEqual(["revoked", "revoked"]);
    expect(await db().contact.findFirst({})).toMatchObject({ phone: NEW_PHONE });
  });

  it("does not go back to an old number by old news", async () => {
    await wrote({ ...text("Ciao"), from_user_id: USER });
    const before = seconds();
    later(HOUR);
    await changesNumber({ from_user_id: USER });
    await wroteAt(before, { ...text("Prima"), from_user_id: USER });
    expect(await db().contact.findMany({})).toMatchObject([{ phone: NEW_PHONE }]);
  });

  it("is the one who had left a cart with the new number", async () => {
    await agree();
    const shipping_address = { first_name: "Giulia", phone: NEW_PHONE, country_code: "IT" };
    await leaveCart({ shipping_address });
    await buy({ shipping_address });
    expect(await db().contact.count({})).toBe(2);
    await changesNumber();
    const contacts = await db().contact.findMany({});
    expect(contacts).toMatchObject([{ phone: NEW_PHONE, firstName: "Giulia" }]);
    const [contact] = contacts;
    for (const { contactId } of await db().order.findMany({})) expect(contactId).toBe(contact?.id);
    for (const { contactId } of await db().checkout.findMany({})) expect(contactId).toBe(contact?.id);
    expect(await db().event.count({ where: { contactId: { not: contact?.id ?? "" } } })).toBe(0);
  });

  it("is a contact like others without a number, and is answered by the user id", async () => {
    await wrote({ ...text("Buongiorno"), from: undefined, from_user_id: USER });
    const inbound = await db().inboundMessage.findFirstOrThrow({});
    expect(await answer(inbound.id)).toEqual({
      ok: true,
    });
    await work();
    expect(play.sent).toMatchObject([{ recipient: USER }]);
  });

  it("is the one whom our message went to, when they answer it without a number: their stop is heeded", async () => {
    await leaveCart();
    await agree();
    later(61 * MINUTE);
    await work();
    const { wamid } = await db().message.findFirstOrThrow({});
    await wrote({ ...text("STOP"), from: undefined, from_user_id: USER, context: { id: wamid } });
    expect(await consents()).toEqual(["revoked", "revoked"]);
    expect(await db().contact.count({})).toBe(1);
  });

  it("is known by the number as it is dialled, where Meta's is an older one: a stop from Brazil is heeded", async () => {
    const phone = "+5511987654321";
    await leaveCart({ shipping_address: { first_name: "Ana", phone, country_code: "BR" } });
    await wrote({ ...text("STOP"), from: "551187654321" });
    expect(await consents()).toEqual(["revoked", "revoked"]);
    expect(await db().contact.findMany({})).toMatchObject([{ phone, firstName: "Ana" }]);
  });

  it("is not lost when nothing says who wrote: the delivery is kept as a fault", async () => {
    await wrote({ ...text("STOP"), from: undefined });
    expect(await db().inboundMessage.count({})).toBe(0);
    const delivery = await play.services.database.system.inboxDelivery.findFirst({
      orderBy: { receivedAt: "desc" },
    });
    expect(delivery).toMatchObject({ state: "received", attempts: 1 });
  });

  it("keeps what waits under a user id that changes", async () => {
    await wrote({ ...text("Buongiorno"), from: undefined, from_user_id: USER });
    const inbound = await db().inboundMessage.findFirstOrThrow({});
    await answer(inbound.id);
    await wrote({
      from: undefined,
      from_user_id: NEW_USER,
      type: "system",
      system: { type: "user_changed_user_id", user_id: NEW_USER, previous_user_id: USER },
    });
    await work();
    expect(await db().contact.count({})).toBe(1);
    expect(await identities()).toEqual([USER, NEW_USER]);
    expect(play.sent).toMatchObject([{ recipient: NEW_USER }]);
  });

  it("who was known by the number alone is the one with the user id that writes from it", async () => {
    await wrote({ ...text("Ciao"), from: undefined, from_user_id: USER });
    await agree();
    expect(await db().contact.count({})).toBe(2);
    await wrote({ ...text("Ciao ancora"), from_user_id: USER });
    expect(await db().contact.findMany({})).toMatchObject([{ phone: PHONE }]);
    expect(await consents()).toEqual(["granted", "granted"]);
  });

  it("who has a number that was somebody else's is not taken for them", async () => {
    await wrote({ ...text("Sono la prima"), from_user_id: USER });
    later(HOUR);
    await wrote({ ...text("Sono la seconda"), from: NEW_PHONE.slice(1), from_user_id: NEW_USER });
    later(HOUR);
    await wrote({ ...text("Ho il suo numero"), from_user_id: NEW_USER });
    const contacts = await db().contact.findMany({ orderBy: { createdAt: "asc" } });
    expect(contacts.map(({ phone }) => phone)).toEqual([null, PHONE]);
  });

  it("is kept also where it holds a character that the database can't, which is shown as unreadable", async () => {
    await wrote(text("Avete\u0000 il rosso?"));
    expect(await db().inboundMessage.findFirst({})).toMatchObject({
      text: "Avete\ufffd il rosso?",
      state: "waiting",
    });
  });

  it("was answered on the phone itself, and nobody else is made a contact by that", async () => {
    await wrote(text("C'è qualcuno?"));
    later(MINUTE);
    const echo = (to: string, type = "text") => ({
      from: "390255501234",
      to,
      id: `wamid.${newId()}`,
      timestamp: seconds(),
      type,
      [type]: { body: "Sì" },
    });
    await metaTells({ message_echoes: [echo(PHONE.slice(1), "reaction")] });
    expect(await db().inboundMessage.findFirst({})).toMatchObject({ state: "waiting" });
    await metaTells({ message_echoes: [echo(PHONE.slice(1)), echo("393330000000")] });
    expect(await db().inboundMessage.findFirst({})).toMatchObject({
      state: "answered",
      answeredAt: play.now,
    });
    expect(await db().event.findFirst({ where: { kind: "reply.answered" } })).toMatchObject({
      actor: "staff:phone",
    });
    expect(await db().contact.count({})).toBe(1);
  });

  it("joins two whom two processes know at the same moment", async () => {
    await agree();
    const store = play.services.database;
    await store.transaction(play.shopId, (tx) =>
      resolveContact(tx, { phone: { e164: NEW_PHONE, country: "IT" } }, play.now),
    );
    await Promise.all([
      changesNumber(),
      store.transaction(play.shopId, (tx) =>
        resolveContact(tx, { phone: { e164: NEW_PHONE, country: "IT" }, locale: "it" }, play.now),
      ),
    ]);
    expect(await db().contact.findMany({})).toMatchObject([{ phone: NEW_PHONE }]);
  });
});
