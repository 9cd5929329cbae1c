import { expect, it } from "vitest";
import {
  againForecast,
  createDispatcher,
  failedAlike,
  listMessages,
  messageDetail,
  sendAgain,
  sendAlikeAgain,
} from "#app/modules/messages/index.ts";
import { HOUR, MINUTE, plus } from "#app/platform/clock.ts";
import { newId } from "#app/platform/ids.ts";
import { onBothDatabases } from "./harness.ts";
import { playShop } from "./played-shop.ts";

const PAUSED = {
  action: "never_content",
  code: 132015,
  detail: "Template is Paused",
  uncertain: false,
} as const;

onBothDatabases("a message that failed", (database) => {
  const { play, db, later, leaveCart, buy, agree, work, status } = playShop(database);
  const messages = () => db().message.findMany({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  const again = (id: string) => sendAgain(play.services, play.shopId, "staff:7", id);
  const dispatch = () => createDispatcher(play.services).drain();
  const text = (state: string) => db().templateVersion.updateMany({ data: { status: state } });

  /** A cart reminder that Meta refused because its text was paused. */
  async function failedReminder(): Promise<string> {
    await leaveCart();
    await agree();
    later(61 * MINUTE);
    play.failWith = PAUSED;
    await work();
    play.failWith = undefined;
    const [first] = await messages();
    expect(first).toMatchObject({ status: "failed", reason: "text_paused" });
    return first?.id ?? "";
  }

  it("is sent again as a message of its own, with its own link, once the text is released", async () => {
    const first = await failedReminder();
    expect((await messageDetail(play.services, play.shopId, first))?.again).toEqual({
      verdict: "no",
      why: "text_paused",
    });
    expect(await again(first)).toBeUndefined();
    await text("approved");
    later(10 * MINUTE);
    const second = (await again(first)) ?? "";
    const [old, anew] = await messages();
    expect(anew).toMatchObject({
      id: second,
      resendOf: first,
      status: "queued",
      actor: "staff:7",
      causedBy: `message:${first}`,
      expiresAt: old?.expiresAt,
      subject: old?.subject,
    });
    const links = await db().link.findMany({ orderBy: { createdAt: "asc" } });
    const [was, is] = links;
    expect([was?.messageId, is?.messageId, links.length]).toEqual([first, second, 2]);
    expect(is?.target).toBe(was?.target);
    await dispatch();
    expect(play.sent).toHaveLength(1);
    expect(JSON.stringify(play.sent)).toContain(is?.code);
    expect(JSON.stringify(play.sent)).not.toContain(was?.code);
    expect(JSON.stringify(anew?.preview)).toContain(is?.code);

    const told = await messageDetail(play.services, play.shopId, first);
    expect(told?.again).toEqual({ verdict: "no", why: "sent_again" });
    expect(told?.timeline.at(-1)).toMatchObject({ kind: "sent_again", message: second });
    const page = await messageDetail(play.services, play.shopId, second);
    expect(page?.timeline.map(({ kind }) => kind)).toEqual([
      "cause",
      "began",
      "decided",
      "resent",
      "accepted",
    ]);
    const events = await db().event.findMany({ where: { kind: "messages.sent_again" } });
    expect(events).toMatchObject([{ actor: "staff:7", facts: { messages: [{ of: first, as: second }] } }]);
  });

  it("is sent again once, however often and by however many it is pressed", async () => {
    const first = await failedReminder();
    await text("approved");
    const pressed = await Promise.all([again(first), again(first), again(first)]);
    expect(pressed.filter((id) => id !== undefined)).toHaveLength(1);
    expect(await again(first)).toBeUndefined();
    await dispatch();
    expect(play.sent).toHaveLength(1);
  });

  it("is not sent again to somebody who bought meanwhile", async () => {
    const first = await failedReminder();
    await text("approved");
    await buy();
    expect(await again(first)).toBeUndefined();
  });

  it("is taken back where they buy before it has left", async () => {
    const first = await failedReminder();
    await text("approved");
    const second = await again(first);
    await buy();
    await dispatch();
    expect(play.sent).toEqual([]);
    expect(await db().message.findFirst({ where: { id: second ?? "" } })).toMatchObject({
      status: "suppressed",
      reason: "bought",
    });
  });

  it("that may have arrived is not sent again", async () => {
    await agree();
    await buy();
    play.failWith = { action: "retry", code: 0, detail: "the line broke", uncertain: true };
    await work();
    const [order] = await messages();
    expect(order).toMatchObject({ status: "uncertain" });
    expect(await again(order?.id ?? "")).toBeUndefined();
    play.failWith = { ...PAUSED, code: 132001 };
    later(2 * HOUR);
    await work();
    await dispatch();
    expect((await messages())[0]).toMatchObject({ status: "failed", uncertainTries: 1 });
    await text("approved");
    expect((await messageDetail(play.services, play.shopId, order?.id ?? ""))?.again).toEqual({
      verdict: "no",
      why: "may_have_arrived",
    });
  });

  it("that Meta reported as failed goes again; what was delivered after all does not", async () => {
    await agree();
    await buy();
    await work();
    const [order] = await messages();
    await status(play.sent[0], "failed", { errors: [{ code: 131042, title: "Payment" }] });
    expect((await messageDetail(play.services, play.shopId, order?.id ?? ""))?.again).toEqual({
      verdict: "send",
    });
    await status(play.sent[0], "delivered");
    expect(await again(order?.id ?? "")).toBeUndefined();
  });

  /** So many reminders to people of their own that failed of a paused text; the last ones are too old by now. */
  async function manyFailed(count: number, old: number): Promise<void> {
    const first = await failedReminder();
    const [sample] = await db().message.findMany({ where: { id: first } });
    const contact = await db().contact.findFirstOrThrow({ where: { id: sample?.contactId ?? "" } });
    const consent = await db().consent.findFirstOrThrow({
      where: { contactId: contact.id, purpose: "marketing" },
    });
    for (let index = 1; index < count; index++) {
      const contactId = newId();
      const phone = `+3933312${String(index).padStart(5, "0")}`;
      await db().contact.create({ data: { ...contact, shopId: play.shopId, id: contactId, phone } });
      const recordId = newId();
      const record = await db().consentRecord.findFirstOrThrow({ where: { id: consent.recordId } });
      await db().consentRecord.create({
        data: { ...record, shopId: play.shopId, id: recordId, contactId, phone, evidence: {} },
      });
      await db().consent.create({
        data: { ...consent, shopId: play.shopId, id: newId(), contactId, recordId },
      });
      await db().message.create({
        data: {
          ...(sample as NonNullable<typeof sample>),
          stage: undefined,
          shopId: play.shopId,
          id: newId(),
          dedupeKey: contactId,
          contactId,
          recipient: phone,
          enrolmentId: null,
          subject: null,
          content: sample?.content as object,
          preview: sample?.preview as object,
          expiresAt: index > count - 1 - old ? plus(play.now, MINUTE) : (sample?.expiresAt ?? null),
        } as never,
      });
    }
  }

  it("with many of the same cause is told with how many may go again, which then go once", async () => {
    await manyFailed(9, 2);
    await text("approved");
    later(5 * MINUTE);
    const alike = await failedAlike(play.services, play.shopId, plus(play.now, -24 * HOUR));
    expect(alike).toMatchObject({ reason: "text_paused", count: 9 });
    expect(await againForecast(play.services, play.shopId, alike?.ids ?? [])).toEqual({
      send: 7,
      stay: [{ why: "expired", count: 2 }],
    });
    const press = () => sendAlikeAgain(play.services, play.shopId, "staff:7", "text_paused");
    const pressed = await Promise.all([press(), press()]);
    expect(pressed.sort()).toEqual([0, 7]);
    expect(await press()).toBe(0);
    await dispatch();
    expect(play.sent).toHaveLength(7);
    expect(new Set(play.sent.map(({ to }) => to)).size).toBe(7);
    const left = await failedAlike(play.services, play.shopId, plus(play.now, -24 * HOUR), 1);
    expect(left).toMatchObject({ reason: "text_paused", count: 2 });
    const filters = {
      from: plus(play.now, -24 * HOUR),
      automation: null,
      template: null,
      country: null,
      category: null,
      reason: null,
      number: null,
      search: "",
    };
    const { rows } = await listMessages(play.services, play.shopId, "failed", filters, {});
    expect(rows.filter(({ sentAgain }) => sentAgain)).toHaveLength(7);
    const events = await db().event.findMany({ where: { kind: "messages.sent_again" } });
    expect(events).toMatchObject([{ subject: "cause:text_paused" }]);
  });
});
