import { expect, it } from "vitest";
import { fulfillmentPayload, refundPayload } from "#app/integrations/shopify/index.ts";
import { createScheduler, setAutomationMode } from "#app/modules/automations/index.ts";
import { readFigures } from "#app/modules/figures/index.ts";
import { openLink } from "#app/modules/links/index.ts";
import { createDispatcher, messageDetail, whyOf } from "#app/modules/messages/index.ts";
import { connectNumber } from "#app/modules/numbers/index.ts";
import { pauseSending, resumeSending } from "#app/modules/shops/index.ts";
import { HOUR, MINUTE } from "#app/platform/clock.ts";
import { tapLink } from "#tests/tap-link.ts";
import { onBothDatabases } from "./harness.ts";
import { NUMBER, PHONE, playShop } from "./played-shop.ts";

/** The whole way of a cart, from the webhook to the sale. */

onBothDatabases("a cart's way", (database) => {
  const { play, db, later, shopify, leaveCart, buy, agree, work, metaTells, seconds, status, wrote } =
    playShop(database);

  it("leads from the cart over one message in the shopper's language to a sale that is counted", async () => {
    await leaveCart();
    await agree();
    later(59 * MINUTE);
    await work();
    expect(play.sent).toHaveLength(0);
    later(2 * MINUTE);
    await work();
    await work();
    expect(play.sent).toHaveLength(1);
    expect(play.sent[0]).toMatchObject({ to: PHONE, template: { name: "cartwave_cart_reminder_1" } });
    const [message] = await db().message.findMany({ include: { links: true } });
    expect(message).toMatchObject({ status: "accepted", category: "MARKETING", costSource: "estimate" });
    expect(JSON.stringify(message?.preview)).toContain("Giulia");

    await status(play.sent[0], "read", { pricing: { type: "regular", category: "marketing" } });
    await status(play.sent[0], "sent");
    expect(await db().message.findFirst({})).toMatchObject({
      status: "read",
      costMicros: 79_500n,
      costSource: "meta",
    });

    later(10 * MINUTE);
    const code = message?.links[0]?.code ?? "";
    const looked = await openLink(play.services, code, "program");
    expect(looked?.address).toContain("/checkouts/1/recover?key=2");
    expect(looked?.tap).toBeUndefined();
    expect((await db().message.findFirst({}))?.clickedAt).toBeNull();
    expect(await tapLink(play.services, code)).toContain("utm_source=whatsapp");
    later(5 * MINUTE);
    await buy();
    await work();
    expect(play.sent.map((call) => call.template?.name)).toEqual([
      "cartwave_cart_reminder_1",
      "cartwave_order_confirmed",
    ]);
    expect(await db().attribution.findFirst({})).toMatchObject({
      counted: true,
      rule: "tapped",
      revenueMinor: 8_400n,
      messageId: message?.id,
    });

    // By the order's name, an operator reads what the merchant reads on the page of each message about it.
    const chains = await whyOf(play.services, play.shopId, "#1042");
    const pages = chains.map(({ id }) => messageDetail(play.services, play.shopId, id));
    expect(chains).toEqual(await Promise.all(pages));
    const timeline = chains.find(({ id }) => id === message?.id)?.timeline ?? [];
    const [read] = await play.services.database.system.inboxDelivery.findMany({
      where: { source: "meta", body: { contains: `"read"` } },
      orderBy: { id: "desc" },
    });
    const begunBy = timeline.find(({ kind }) => kind === "cause");
    expect(begunBy?.delivery).toBeDefined();
    expect(timeline.find(({ kind }) => kind === "read")?.delivery).toBe(read?.id);
    const kinds = timeline.map(({ kind }) => kind);
    expect(kinds).toEqual([
      "cause",
      "began",
      "decided",
      "accepted",
      "sent",
      "delivered",
      "read",
      "tapped",
      "ordered",
    ]);
    expect(await db().enrolment.findFirst({ where: { subject: { startsWith: "checkout:" } } })).toMatchObject(
      {
        state: "ended",
        endReason: "bought",
      },
    );
    const day = new Date("2026-11-24T00:00:00Z");
    const figures = await readFigures(db(), day, day);
    const figure = (metric: string) =>
      figures.filter((one) => one.metric === metric).reduce((sum, one) => sum + one.amount, 0n);
    expect(figure("recovered_sales")).toBe(8_400n);
    expect(figure("recovered_orders")).toBe(1n);
    expect(figure("message_cost")).toBe(79_500n);
    expect(figure("messages_sent")).toBe(2n);

    const refund = {
      id: 1,
      order_id: 1042,
      transactions: [{ amount: "84.00", kind: "refund", currency: "EUR" }],
    };
    refundPayload.parse(refund);
    await shopify("refunds/create", { ...refund, created_at: play.now.toISOString() });
    expect(await db().attribution.findFirst({})).toMatchObject({ revenueMinor: 0n });
  });

  it("ends without a message for who bought, by our own data or by Shopify's", async () => {
    await leaveCart();
    await agree();
    later(30 * MINUTE);
    await buy();
    later(HOUR);
    await work();
    expect(play.sent.map((call) => call.template?.name)).toEqual(["cartwave_order_confirmed"]);
  });

  it("goes on where news come of an order from before it, and ends with one from after it", async () => {
    await agree();
    await leaveCart();
    later(10 * MINUTE);
    const before = new Date(play.now.getTime() - HOUR).toISOString();
    await buy({ checkout_token: "another", created_at: before });
    const run = () => db().enrolment.findFirst({ where: { subject: `checkout:tok-${play.shopId}` } });
    expect(await run()).toMatchObject({ state: "waiting" });
    const another = { admin_graphql_api_id: "gid://shopify/Order/1043", checkout_token: "a-third" };
    await buy({ ...another, created_at: new Date(play.now.getTime() - 5 * MINUTE).toISOString() });
    expect(await run()).toMatchObject({ state: "ended", endReason: "bought" });
  });

  it("that is heard of late ends with what was bought since", async () => {
    await agree();
    const touched = play.now.toISOString();
    later(20 * MINUTE);
    const bought = play.now.toISOString();
    later(5 * MINUTE);
    await leaveCart({ created_at: touched, updated_at: touched });
    await buy({ checkout_token: "another", created_at: bought });
    expect(
      await db().enrolment.findFirst({ where: { subject: `checkout:tok-${play.shopId}` } }),
    ).toMatchObject({
      endReason: "bought",
    });
  });

  it("asks Shopify itself before it writes, and waits while it can't", async () => {
    await leaveCart();
    await agree();
    later(61 * MINUTE);
    play.ordersAtShopify = undefined;
    await work();
    expect(play.sent).toHaveLength(0);
    expect(await db().decision.findFirst({})).toMatchObject({
      outcome: "postponed",
      reason: "shopify_unavailable",
    });
    play.ordersAtShopify = 1;
    later(6 * MINUTE);
    await work();
    expect(play.sent).toHaveLength(0);
    expect(await db().enrolment.findFirst({})).toMatchObject({ state: "ended", endReason: "bought" });
  });

  it("is written to by nobody without consent, and again once the box was ticked", async () => {
    await leaveCart();
    later(61 * MINUTE);
    await work();
    expect(await db().enrolment.findFirst({})).toMatchObject({ endReason: "no_consent" });
    await agree();
    await leaveCart();
    later(61 * MINUTE);
    await work();
    expect(play.sent).toHaveLength(1);
  });

  it("is let go by a reply, and a stop is honoured at once also by what waits in the lane", async () => {
    await leaveCart();
    await agree();
    later(61 * MINUTE);
    await createScheduler(play.services).drain();
    expect(await db().message.findFirst({})).toMatchObject({ status: "queued" });
    await wrote({ type: "text", text: { body: "STOP" } });
    await createDispatcher(play.services).drain();
    expect(play.sent).toHaveLength(0);
    expect(await db().message.findFirst({})).toMatchObject({ status: "suppressed", reason: "stopped" });
    expect(await db().consent.findMany({ orderBy: { purpose: "asc" } })).toMatchObject([
      { purpose: "marketing", state: "revoked" },
      { purpose: "utility", state: "revoked" },
    ]);
    expect(await db().inboundMessage.findFirst({})).toMatchObject({ state: "none", text: "STOP" });
  });

  it("a reply waits for an answer, and no second reminder follows", async () => {
    await leaveCart();
    await agree();
    later(61 * MINUTE);
    await work();
    const message = await db().message.findFirst({});
    await wrote({ type: "text", text: { body: "Avete il blu?" }, context: { id: message?.wamid ?? "" } });
    expect(await db().inboundMessage.findFirst({})).toMatchObject({
      state: "waiting",
      answersMessageId: message?.id,
    });
    later(25 * HOUR);
    await work();
    expect(play.sent).toHaveLength(1);
    expect(await db().enrolment.findFirst({})).toMatchObject({ endReason: "replied" });
  });

  it("gets the second reminder a day after the first, and none at night", async () => {
    await leaveCart();
    await agree();
    later(61 * MINUTE);
    await work();
    later(23 * HOUR);
    await work();
    expect(play.sent).toHaveLength(1);
    later(HOUR);
    await work();
    expect(play.sent.map((call) => call.template?.name)).toEqual([
      "cartwave_cart_reminder_1",
      "cartwave_cart_reminder_2",
    ]);
    later(7 * 24 * HOUR + 9 * HOUR);
    await leaveCart({ token: "another" });
    later(61 * MINUTE);
    await work();
    expect(await db().decision.findFirst({ orderBy: { decidedAt: "desc" } })).toMatchObject({
      outcome: "postponed",
      reason: "quiet_hours",
    });
  });

  it("is decided and not written to while one only watches", async () => {
    await setAutomationMode(play.services, play.shopId, "staff:1", "cart_recovery", "watching");
    later(MINUTE);
    await leaveCart();
    await agree();
    later(61 * MINUTE);
    await work();
    expect(play.sent).toHaveLength(0);
    expect(await db().decision.findFirst({})).toMatchObject({ outcome: "watched" });
    await setAutomationMode(play.services, play.shopId, "staff:1", "cart_recovery", "live");
    later(25 * HOUR);
    await work();
    expect(play.sent).toHaveLength(0);
  });

  it("waits while all sending is paused, and what is too old when it resumes is dropped", async () => {
    await leaveCart();
    await agree();
    await pauseSending(play.services, play.shopId, "staff:1", { scope: "all", reason: null });
    later(61 * MINUTE);
    await work();
    expect(play.sent).toHaveLength(0);
    expect(await db().message.findFirst({})).toMatchObject({ status: "queued" });
    later(40 * HOUR);
    await resumeSending(play.services, play.shopId, "staff:1");
    await createDispatcher(play.services).drain();
    expect(play.sent).toHaveLength(0);
    expect(await db().message.findFirst({})).toMatchObject({ status: "suppressed", reason: "expired" });
  });

  it("says uncertain where no answer came; the status settles it, and marketing is not play.sent again", async () => {
    await leaveCart();
    await agree();
    later(61 * MINUTE);
    play.failWith = { action: "retry", code: 0, detail: "UND_ERR_SOCKET", uncertain: true };
    await work();
    expect(await db().message.findFirst({})).toMatchObject({ status: "uncertain", reason: "no_answer" });
    play.failWith = undefined;
    later(3 * HOUR);
    await work();
    expect(play.sent).toHaveLength(0);
    const message = await db().message.findFirst({});
    await metaTells({
      statuses: [
        {
          id: "wamid.late",
          status: "delivered",
          timestamp: seconds(),
          biz_opaque_callback_data: `1.${play.shopId}.${message?.id}`,
        },
      ],
    });
    expect(await db().message.findFirst({})).toMatchObject({ status: "delivered", wamid: "wamid.late" });
  });

  it("sends an order's news once more where no status has settled them", async () => {
    await agree();
    play.failWith = { action: "retry", code: 0, detail: "UND_ERR_SOCKET", uncertain: true };
    await buy();
    await work();
    play.failWith = undefined;
    await work();
    expect(play.sent).toHaveLength(0);
    later(2 * HOUR);
    await createDispatcher(play.services).drain();
    expect(play.sent).toHaveLength(1);
  });

  it("tries again what Meta could not take, and stops the number where the account must be mended", async () => {
    await agree();
    play.failWith = { action: "stop_channel", code: 131042, detail: "payment", uncertain: false };
    await buy();
    await work();
    expect(await db().problem.findFirst({ where: { clearedAt: null } })).toMatchObject({
      kind: "meta_channel_stopped",
      severity: "critical",
    });
    expect(await db().message.findFirst({})).toMatchObject({ status: "queued" });
    play.failWith = undefined;
    later(11 * MINUTE);
    await createDispatcher(play.services).drain();
    expect(play.sent).toHaveLength(1);
    expect(await db().problem.count({ where: { clearedAt: null } })).toBe(0);
  });

  it("holds everything back while the token is revoked", async () => {
    await agree();
    play.failWith = { action: "stop_channel", code: 190, detail: "expired", uncertain: false };
    await buy();
    await work();
    expect(await db().phoneNumber.findFirst({})).toMatchObject({ state: "revoked" });
    play.failWith = undefined;
    later(HOUR);
    await work();
    expect(play.sent).toHaveLength(0);
    const request = {
      phoneNumberId: `${NUMBER}-${play.shopId}`,
      wabaId: `waba-${play.shopId}`,
      token: "new",
    };
    await connectNumber(play.services, play.shopId, "staff:1", request);
    await createDispatcher(play.services).drain();
    expect(play.sent).toHaveLength(1);
  });

  it("learns from a refusal that a number is not on WhatsApp", async () => {
    await agree();
    await buy();
    await work();
    await status(play.sent[0], "failed", { errors: [{ code: 131026, title: "Message undeliverable" }] });
    expect(await db().message.findFirst({})).toMatchObject({ status: "failed", reason: "not_on_whatsapp" });
    expect(await db().contact.findFirst({})).toMatchObject({ reachability: "unusable" });
    const parcel = {
      admin_graphql_api_id: "gid://shopify/Fulfillment/1",
      id: 1,
      order_id: 1042,
      status: "success",
      created_at: play.now.toISOString(),
    };
    fulfillmentPayload.parse(parcel);
    later(MINUTE);
    await shopify("fulfillments/create", { ...parcel, created_at: play.now.toISOString() });
    await work();
    expect(play.sent).toHaveLength(1);
    expect(
      await db().enrolment.findFirst({ where: { subject: { startsWith: "fulfillment:" } } }),
    ).toMatchObject({
      endReason: "unusable_number",
    });
  });
});
