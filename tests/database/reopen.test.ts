import { expect, it } from "vitest";
import { reopenConversation, textsToReopen } from "#app/modules/conversations/index.ts";
import { createDispatcher } from "#app/modules/messages/index.ts";
import { DAY, HOUR } from "#app/platform/clock.ts";
import { newId } from "#app/platform/ids.ts";
import { onBothDatabases } from "./harness.ts";
import { NUMBER, PHONE, playShop } from "./played-shop.ts";

onBothDatabases("a conversation whose window has closed", (database) => {
  const { play, db, later, agree, wrote } = playShop(database);
  const dispatch = () => createDispatcher(play.services).drain();
  const person = async () => (await db().contact.findFirstOrThrow({ where: { phone: PHONE } })).id;
  const texts = async () => textsToReopen(play.services, play.shopId, await person());

  /** They wrote, and a day and an hour went by; it is one o'clock in the afternoon in Rome. */
  async function leftUnanswered(): Promise<void> {
    await wrote({ type: "text", text: { body: "Avete anche il blu?" } });
    later(DAY + HOUR);
  }

  async function send(draft: string = newId()) {
    const contactId = await person();
    const [text] = await texts();
    const versionId = text?.versionId ?? newId();
    return reopenConversation(play.services, play.shopId, "staff:7", { contactId, versionId, draft });
  }

  it("is taken up again with the one text that needs neither cart nor order", async () => {
    await agree();
    await leftUnanswered();
    const offered = await texts();
    expect(offered).toMatchObject([
      { purpose: "conversation_reopen", category: "MARKETING", verdict: { verdict: "send" } },
    ]);
    expect(offered[0]?.preview.body).toContain("Casa Aurora");
    const draft = newId();
    expect(await send(draft)).toEqual({ ok: true });
    expect(await send(draft)).toEqual({ ok: true });
    await dispatch();
    expect(play.sent).toHaveLength(1);
    expect(play.sent[0]).toMatchObject({ to: PHONE, template: { name: "cartwave_conversation_reopen" } });
    expect(await db().message.findMany({})).toMatchObject([
      {
        purpose: "conversation",
        actor: "staff:7",
        phoneNumberId: `${NUMBER}-${play.shopId}`,
        status: "accepted",
      },
    ]);
    // Another form, the same day: promotions keep their distance.
    expect((await texts())[0]?.verdict).toMatchObject({ verdict: "wait" });
  });

  it("is not taken up by a text while free words may be sent", async () => {
    await agree();
    await wrote({ type: "text", text: { body: "Ciao" } });
    later(HOUR);
    expect(await texts()).toEqual([]);
    expect(await send()).toEqual({ ok: false, problem: "window_open" });
  });

  it("is not taken up with who has not agreed to promotions", async () => {
    await agree(["utility"]);
    await leftUnanswered();
    expect((await texts())[0]?.verdict).toMatchObject({ verdict: "suppress", reason: "no_consent" });
    expect(await send()).toEqual({ ok: false, problem: "may_not" });
    expect(await db().message.count({})).toBe(0);
  });

  it("is not taken up with who says stop before the text has left", async () => {
    await agree();
    await leftUnanswered();
    expect(await send()).toEqual({ ok: true });
    await db().consent.updateMany({ data: { state: "revoked" } });
    await dispatch();
    expect(play.sent).toEqual([]);
    expect(await db().message.findMany({})).toMatchObject([{ status: "suppressed", reason: "no_consent" }]);
  });

  it("waits for the morning in quiet hours", async () => {
    await agree();
    await leftUnanswered();
    later(9 * HOUR);
    expect((await texts())[0]?.verdict).toMatchObject({ verdict: "wait" });
    expect(await send()).toEqual({ ok: true });
    await dispatch();
    expect(play.sent).toEqual([]);
    later(12 * HOUR);
    await dispatch();
    expect(play.sent).toHaveLength(1);
  });

  it("goes on only with the number that they wrote to", async () => {
    await agree();
    await leftUnanswered();
    await db().phoneNumber.updateMany({ data: { state: "disconnected" } });
    expect(await send()).toEqual({ ok: false, problem: "no_number" });
  });
});
