import { expect, it } from "vitest";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { HOUR, MINUTE, plus } from "#app/platform/clock.ts";
import type { Prisma } from "#app/platform/database/index.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import { createSignals } from "#app/platform/signals.ts";
import { onBothDatabases } from "#tests/database/harness.ts";
import {
  answerReply,
  failedAlike,
  listMessages,
  listReplies,
  type MessageFilters,
  type MessageView,
  messageDetail,
  readEdge,
  settleReply,
} from "./index.ts";

const NOW = new Date("2026-11-24T12:00:00Z");
const ago = (minutes: number) => plus(NOW, -minutes * MINUTE);
const shopTime = { now: () => NOW, offsetMs: 0, setOffset: () => undefined };
const ALL: MessageFilters = {
  from: ago(30 * 24 * 60),
  automation: null,
  template: null,
  country: null,
  category: null,
  reason: null,
  number: null,
  search: "",
};

type MessageChanges = Partial<Prisma.MessageUncheckedCreateInput>;

onBothDatabases("the merchant's list of messages", (database) => {
  const services = () => ({ database: database.get(), shopTime, signals: createSignals() });
  const newShop = () => shopIdOf(services(), `shop-${newId()}.myshopify.com`);
  const db = (shopId: ShopId) => database.get().shop(shopId);

  async function person(shopId: ShopId, firstName: string, lastName: string, phone: string): Promise<string> {
    const id = newId();
    await db(shopId).contact.create({
      data: {
        shopId,
        id,
        firstName,
        lastName,
        phone,
        countryCode: "IT",
        createdAt: ago(600),
        updatedAt: NOW,
      },
    });
    return id;
  }

  async function message(shopId: ShopId, contactId: string, changes: MessageChanges = {}): Promise<string> {
    const id = newId();
    await db(shopId).message.create({
      data: {
        shopId,
        id,
        dedupeKey: id,
        phoneNumberId: "106540352242922",
        contactId,
        recipient: "+393331234567",
        countryCode: "IT",
        purpose: "cart_recovery",
        category: "MARKETING",
        priority: 2,
        automationKind: "cart_recovery",
        content: {},
        preview: { picture: null, body: "Ciao Giulia", footer: null, buttons: [] },
        status: "delivered",
        notBefore: ago(60),
        actor: "system",
        createdAt: ago(60),
        acceptedAt: ago(60),
        updatedAt: NOW,
        ...changes,
      },
    });
    return id;
  }

  async function run(
    shopId: ShopId,
    contactId: string,
    changes: Partial<Prisma.EnrolmentUncheckedCreateInput>,
  ) {
    const known = await db(shopId).automation.findFirst({ where: { kind: "cart_recovery" } });
    const automationId = known?.id ?? newId();
    if (!known) {
      await db(shopId).automation.create({
        data: {
          shopId,
          id: automationId,
          kind: "cart_recovery",
          mode: "live",
          settings: {},
          createdAt: NOW,
          updatedAt: NOW,
        },
      });
    }
    const id = newId();
    await db(shopId).enrolment.create({
      data: {
        shopId,
        id,
        automationId,
        contactId,
        subject: `checkout:${id}`,
        mode: "live",
        state: "waiting",
        startedAt: ago(30),
        updatedAt: NOW,
        ...changes,
      },
    });
    return id;
  }

  async function order(
    shopId: ShopId,
    contactId: string,
    changes: Partial<Prisma.OrderUncheckedCreateInput> = {},
  ) {
    const id = newId();
    await db(shopId).order.create({
      data: {
        shopId,
        id,
        shopifyId: `gid://shopify/Order/${id}`,
        name: "#1042",
        contactId,
        currency: "EUR",
        totalMinor: 8_400n,
        presentmentCurrency: "EUR",
        presentmentTotalMinor: 8_400n,
        test: false,
        lines: [],
        placedAt: ago(10),
        vendorUpdatedAt: NOW,
        updatedAt: NOW,
        ...changes,
      },
    });
    return id;
  }

  const list = (shopId: ShopId, view: MessageView, changes: Partial<MessageFilters> = {}) =>
    listMessages(services(), shopId, view, { ...ALL, ...changes }, {});
  const ids = async (shopId: ShopId, view: MessageView, changes: Partial<MessageFilters> = {}) =>
    (await list(shopId, view, changes)).rows.map((row) => row.id);

  it("shows what waits, what was not sent, what failed and what is unknown, each in its view", async () => {
    const shopId = await newShop();
    const giulia = await person(shopId, "Giulia", "Rossi", "+393331234567");
    const delivered = await message(shopId, giulia);
    const queued = await message(shopId, giulia, { status: "queued", createdAt: ago(5), notBefore: ago(5) });
    const suppressed = await message(shopId, giulia, {
      status: "suppressed",
      reason: "bought",
      createdAt: ago(6),
    });
    const failed = await message(shopId, giulia, {
      status: "failed",
      reason: "not_on_whatsapp",
      createdAt: ago(7),
    });
    const uncertain = await message(shopId, giulia, { status: "uncertain", createdAt: ago(8) });
    const waiting = await run(shopId, giulia, { startedAt: ago(4), dueAt: plus(NOW, HOUR) });
    const ended = await run(shopId, giulia, { state: "ended", endReason: "no_consent", startedAt: ago(9) });
    await run(shopId, giulia, { state: "ended", endReason: "completed", startedAt: ago(3) });
    await run(shopId, giulia, { state: "ended", endReason: "bought", mode: "watching", startedAt: ago(3) });

    expect(await ids(shopId, "waiting")).toEqual([waiting, queued]);
    expect(await ids(shopId, "not_sent")).toEqual([suppressed, ended]);
    expect(await ids(shopId, "failed")).toEqual([failed]);
    expect(await ids(shopId, "uncertain")).toEqual([uncertain]);
    expect(await ids(shopId, "all")).toEqual([
      waiting,
      queued,
      suppressed,
      failed,
      uncertain,
      ended,
      delivered,
    ]);
    expect(await ids(shopId, "all", { reason: "no_consent" })).toEqual([ended]);
    expect(await ids(shopId, "all", { from: ago(5) })).toEqual([waiting, queued]);
    expect(await ids(shopId, "all", { country: "DE" })).toEqual([]);
    expect(await ids(shopId, "all", { category: "UTILITY" })).toEqual([]);
    expect(await ids(await newShop(), "all")).toEqual([]);
  });

  it("finds by name, by last digits, by order and by Meta's id or its beginning", async () => {
    const shopId = await newShop();
    const giulia = await person(shopId, "Giulia", "Rossi", "+393331234567");
    const marco = await person(shopId, "Marco", "Bianchi", "+393339990000");
    const cart = await message(shopId, giulia, { subject: "checkout:tok-1", wamid: "wamid.HBgLMzkz" });
    const other = await message(shopId, marco, { subject: "checkout:tok-2", createdAt: ago(50) });
    await order(shopId, giulia, { checkoutToken: "tok-1" });

    expect(await ids(shopId, "all", { search: "giulia ross" })).toEqual([cart]);
    expect(await ids(shopId, "all", { search: "0000" })).toEqual([other]);
    expect(await ids(shopId, "all", { search: "#1042" })).toEqual([cart]);
    expect(await ids(shopId, "all", { search: "1042" })).toEqual([cart]);
    expect(await ids(shopId, "all", { search: "wamid.HBgLMzkz" })).toEqual([cart]);
    expect(await ids(shopId, "all", { search: "wamid.HBg" })).toEqual([cart]);
    expect(await ids(shopId, "all", { search: "100%" })).toEqual([]);
    expect(await ids(shopId, "failed", { search: "giulia" })).toEqual([]);
  });

  it("finds by the beginning of either name, without capitals and accents, and of a number as it is dialled", async () => {
    const shopId = await newShop();
    await db(shopId).shop.updateMany({ data: { countryCode: "IT" } });
    const zoe = await person(shopId, "Zoé", "D’Éste", "+393331234567");
    const anna = await person(shopId, "Anna Maria", "Zoega", "+4915123456789");
    await db(shopId).contact.updateMany({ where: { id: anna }, data: { profileName: "ÄNNCHEN 🌸" } });
    const toZoe = await message(shopId, zoe, { subject: "checkout:tok-1" });
    const toAnna = await message(shopId, anna, { createdAt: ago(50) });
    await order(shopId, zoe, { checkoutToken: "tok-1", name: "#10423" });

    const found: readonly [string, readonly string[]][] = [
      ["zoe", [toAnna, toZoe]],
      ["ZOE D’E", [toZoe]],
      ["d’este zo", [toZoe]],
      ["annchen", [toAnna]],
      ["maria", []],
      ["+39 333 123", [toZoe]],
      ["0039 333", [toZoe]],
      ["333 12", [toZoe]],
      ["+393", [toZoe]],
      ["+3331234567", []],
      ["6789", [toAnna]],
      ["#1042", [toZoe]],
      ["10423", [toZoe]],
      ["0423", []],
    ];
    for (const [words, expected] of found)
      expect([words, await ids(shopId, "all", { search: words })]).toEqual([words, expected]);
  });

  it("says when more people fit than it shows", async () => {
    const shopId = await newShop();
    const known = (index: number) => ({
      shopId,
      id: newId(),
      firstName: `Giulia ${index}`,
      createdAt: NOW,
      updatedAt: NOW,
    });
    await db(shopId).contact.createMany({ data: Array.from({ length: 201 }, (_, index) => known(index)) });
    const giulia = await person(shopId, "Giulia", "", "+393331234567");
    const sent = await message(shopId, giulia);
    const page = await list(shopId, "all", { search: "giulia" });
    expect(page.tooMany).toBe(true);
    expect(page.rows.map(({ id }) => id)).toEqual([sent]);
    expect((await list(shopId, "all", { search: "giulia 20" })).tooMany).toBe(false);
  });

  it("finds a name of one character, and nothing for a text that nobody can be called", async () => {
    const shopId = await newShop();
    const li = await message(shopId, await person(shopId, "小龙", "李", "+8613912345678"));
    await message(shopId, await person(shopId, "Luca", "Rossi", "+393331234567"));
    expect(await ids(shopId, "all", { search: "李" })).toEqual([li]);
    expect(await ids(shopId, "all", { search: "L" })).toEqual([]);
    expect(await ids(shopId, "all", { search: "Luca\0" })).toEqual([]);
  });

  it("shows whose number it is exactly, however many numbers end in the same digits", async () => {
    const shopId = await newShop();
    await db(shopId).shop.updateMany({ data: { countryCode: "IT" } });
    const alike = (index: number) => ({
      shopId,
      id: newId(),
      phone: `+1${1_000 + index}3331234567`,
      createdAt: NOW,
      updatedAt: NOW,
    });
    await db(shopId).contact.createMany({ data: Array.from({ length: 205 }, (_, index) => alike(index)) });
    const sent = await message(shopId, await person(shopId, "Giulia", "Rossi", "+393331234567"));
    expect(await ids(shopId, "all", { search: "333 123 4567" })).toEqual([sent]);
  });

  it("ends a page where looking would take long, and goes on from there", async () => {
    const shopId = await newShop();
    const giulia = await person(shopId, "Giulia", "Rossi", "+393331234567");
    const failed = await message(shopId, giulia, { status: "failed", createdAt: ago(9_000) });
    await database.get().sql(
      `INSERT INTO message (shop_id, id, dedupe_key, phone_number_id, contact_id, recipient, country_code, purpose,
         category, priority, content, preview, status, not_before, actor, created_at, updated_at)
       SELECT shop_id, gen_random_uuid(), 'many:' || n, phone_number_id, contact_id, recipient, country_code, purpose,
         category, priority, content, preview, 'read', not_before, actor, $2::timestamptz - n * interval '1 minute', $2
       FROM message CROSS JOIN generate_series(0, 5000) n WHERE shop_id = $1::uuid`,
      [shopId, NOW],
    );
    const filters = { ...ALL, country: "IT" };
    const first = await listMessages(services(), shopId, "failed", filters, {});
    expect(first).toMatchObject({ rows: [], lookedTo: ago(4_999), before: null });
    const next = await listMessages(services(), shopId, "failed", filters, { after: readEdge(first.after) });
    expect(next.rows.map(({ id }) => id)).toEqual([failed]);
    expect(next).toMatchObject({ lookedTo: null, after: null });
  });

  it("looks no further for a text of many versions than for any other", async () => {
    const shopId = await newShop();
    const templateId = newId();
    const times = { createdAt: NOW, updatedAt: NOW };
    const kind = { category: "MARKETING", language: "it", wabaId: "waba", status: "approved" };
    const text = { purpose: "cart_reminder_1", name: "reminder", category: kind.category };
    await db(shopId).template.create({ data: { shopId, id: templateId, ...text, ...times } });
    const versions = Array.from({ length: 50 }, () => newId());
    const rest = { ...kind, parameterFormat: "NAMED", components: [], bindings: {}, ...times };
    await db(shopId).templateVersion.createMany({
      data: versions.map((id) => ({ shopId, id, templateId, ...rest })),
    });
    const giulia = await person(shopId, "Giulia", "Rossi", "+393331234567");
    const [templateVersionId = ""] = versions;
    const old = { templateVersionId, createdAt: ago(9_000) };
    const failed = await message(shopId, giulia, { status: "failed", ...old });
    await database.get().sql(
      `INSERT INTO message (shop_id, id, dedupe_key, phone_number_id, contact_id, recipient, country_code, purpose,
         category, priority, template_version_id, content, preview, status, not_before, actor, created_at, updated_at)
       SELECT shop_id, gen_random_uuid(), 'many:' || n, phone_number_id, contact_id, recipient, country_code, purpose,
         category, priority, template_version_id, content, preview, 'read', not_before, actor,
         $2::timestamptz - n * interval '1 minute', $2
       FROM message CROSS JOIN generate_series(0, 600) n WHERE shop_id = $1::uuid`,
      [shopId, NOW],
    );
    const filters = { ...ALL, template: "cart_reminder_1" };
    const first = await listMessages(services(), shopId, "failed", filters, {});
    expect(first).toMatchObject({ rows: [], lookedTo: ago(499) });
    const next = await listMessages(services(), shopId, "failed", filters, { after: readEdge(first.after) });
    expect(next.rows.map(({ id }) => id)).toEqual([failed]);
  });

  it("leads to the end and back, though many were made in one moment", async () => {
    const shopId = await newShop();
    const giulia = await person(shopId, "Giulia", "Rossi", "+393331234567");
    for (let index = 0; index < 120; index += 1) await message(shopId, giulia);
    const pages: string[][] = [];
    let after: string | null = null;
    let last = await list(shopId, "all");
    for (;;) {
      pages.push(last.rows.map((row) => row.id));
      after = last.after;
      if (!after) break;
      last = await listMessages(services(), shopId, "all", ALL, { after: readEdge(after) });
    }
    expect(pages.map((page) => page.length)).toEqual([50, 50, 20]);
    expect(new Set(pages.flat()).size).toBe(120);
    const back = await listMessages(services(), shopId, "all", ALL, { before: readEdge(last.before) });
    expect(back.rows.map((row) => row.id)).toEqual(pages[1]);
    expect(back.before).not.toBeNull();
  });

  it("says which order came of a message, and how long before it a cart was bought", async () => {
    const shopId = await newShop();
    const giulia = await person(shopId, "Giulia", "Rossi", "+393331234567");
    const sent = await message(shopId, giulia, {
      clickedAt: ago(20),
      costMicros: 79_500n,
      costCurrency: "USD",
      costSource: "meta",
    });
    const orderId = await order(shopId, giulia, { checkoutToken: "tok-9" });
    await db(shopId).attribution.create({
      data: {
        shopId,
        id: newId(),
        orderId,
        messageId: sent,
        counted: true,
        rule: "tapped",
        currency: "EUR",
        revenueMinor: 8_400n,
        facts: {},
        decidedAt: NOW,
      },
    });
    const bought = await run(shopId, giulia, {
      subject: "checkout:tok-9",
      state: "ended",
      endReason: "bought",
      startedAt: ago(40),
    });
    await db(shopId).decision.create({
      data: {
        shopId,
        id: newId(),
        enrolmentId: bought,
        step: 0,
        outcome: "ended",
        reason: "bought",
        facts: { plannedAt: ago(6).toISOString() },
        decidedAt: ago(6),
      },
    });
    const { rows } = await list(shopId, "all");
    expect(rows.find((row) => row.id === sent)).toMatchObject({
      order: { name: "#1042", revenueMinor: 8_400n, currency: "EUR", counted: true },
      cost: { micros: 79_500n, currency: "USD", confirmed: true },
      phone: "+39 ••• ••• 4567",
      person: "Giulia R.",
    });
    expect(rows.find((row) => row.id === bought)?.bought).toEqual({
      sinceMs: 30 * MINUTE,
      beforeMs: 4 * MINUTE,
    });
    const detail = await messageDetail(services(), shopId, bought);
    expect(detail?.timeline.map((entry) => entry.kind)).toEqual(["began", "decided"]);
    expect(await messageDetail(services(), await newShop(), bought)).toBeUndefined();
  });

  it("tells of a message that still waits what was decided about it, and not about the one before", async () => {
    const shopId = await newShop();
    const giulia = await person(shopId, "Giulia", "Rossi", "+393331234567");
    const second = await run(shopId, giulia, { step: 1, dueAt: plus(NOW, HOUR) });
    const decide = (step: number, outcome: string, reason: string) =>
      db(shopId).decision.create({
        data: {
          shopId,
          id: newId(),
          enrolmentId: second,
          step,
          outcome,
          reason,
          facts: {},
          decidedAt: ago(step),
        },
      });
    await decide(0, "sent", "due");
    const detail = () => messageDetail(services(), shopId, second);
    expect((await detail())?.timeline.map(({ kind }) => kind)).toEqual(["began"]);
    await decide(1, "postponed", "quiet_hours");
    expect((await detail())?.timeline.map(({ kind }) => kind)).toEqual(["began", "postponed"]);
  });

  it("names the cause that many failed of", async () => {
    const shopId = await newShop();
    const giulia = await person(shopId, "Giulia", "Rossi", "+393331234567");
    for (let index = 0; index < 5; index += 1)
      await message(shopId, giulia, { status: "failed", reason: "text_paused", failedAt: ago(index) });
    await message(shopId, giulia, { status: "failed", reason: "blocked" });
    expect(await failedAlike(services(), shopId, ago(24 * 60))).toMatchObject({
      reason: "text_paused",
      count: 5,
      since: ago(4),
    });
    expect(await failedAlike(services(), shopId, NOW)).toBeUndefined();
  });

  async function wrote(shopId: ShopId, contactId: string, text: string, receivedAt: Date): Promise<string> {
    const id = newId();
    await db(shopId).inboundMessage.create({
      data: {
        shopId,
        id,
        wamid: `wamid.${id}`,
        phoneNumberId: "106540352242922",
        contactId,
        kind: "text",
        text,
        payload: {},
        state: "waiting",
        receivedAt,
        recordedAt: receivedAt,
      },
    });
    await db(shopId).contact.updateMany({ where: { id: contactId }, data: { lastInboundAt: receivedAt } });
    return id;
  }

  async function connect(shopId: ShopId): Promise<void> {
    await db(shopId).phoneNumber.create({
      data: {
        shopId,
        id: newId(),
        phoneNumberId: "106540352242922",
        wabaId: "102290129340398",
        displayPhoneNumber: "+39 02 5550 1234",
        wabaCurrency: "USD",
        state: "connected",
        connectedAt: NOW,
        updatedAt: NOW,
      },
    });
  }

  it("answers a reply once, inside the window, and settles all that the person wrote", async () => {
    const shopId = await newShop();
    await connect(shopId);
    const giulia = await person(shopId, "Giulia", "Rossi", "+393331234567");
    const first = await wrote(shopId, giulia, "Avete anche il blu?", ago(30));
    await wrote(shopId, giulia, "Grazie", ago(20));
    const marco = await person(shopId, "Marco", "Bianchi", "+393339990000");
    const late = await wrote(shopId, marco, "Ci siete?", ago(25 * 60));

    const { rows } = await listReplies(services(), shopId, {});
    expect(rows.map((row) => [row.id === late, row.text])).toEqual([
      [true, "Ci siete?"],
      [false, "Avete anche il blu?"],
      [false, "Grazie"],
    ]);
    expect(rows[1]?.openUntil).toEqual(plus(ago(20), 24 * HOUR));

    const say = (id: string, text: string) =>
      answerReply(services(), shopId, "staff:1", { inboundId: id, draft: newId(), words: text, seen: NOW });
    expect(await say(late, "Sì")).toEqual({ ok: false, problem: "window_closed" });
    expect(await say(first, "  ")).toEqual({ ok: false, problem: "empty" });
    expect(await say(first, "Certo, ecco")).toEqual({ ok: true });
    expect(await say(first, "Certo, ecco")).toEqual({ ok: false, problem: "answered" });
    const sent = await db(shopId).message.findMany({});
    expect(sent).toMatchObject([
      { purpose: "reply", category: "SERVICE", content: { type: "text", text: { body: "Certo, ecco" } } },
    ]);
    await settleReply(services(), shopId, "staff:1", late, NOW);
    expect((await listReplies(services(), shopId, {})).rows).toEqual([]);
  });

  it("shows a person's newest order beside the reply, however many people have ordered", async () => {
    const shopId = await newShop();
    const giulia = await person(shopId, "Giulia", "Rossi", "+393331234567");
    const marco = await person(shopId, "Marco", "Bianchi", "+393339990000");
    await db(shopId).order.createMany({
      data: Array.from({ length: 520 }, (_, index) => ({
        shopId,
        id: newId(),
        shopifyId: `gid://shopify/Order/${index}`,
        name: `#${index}`,
        contactId: index === 519 ? marco : giulia,
        totalMinor: BigInt(index),
        currency: "EUR",
        presentmentTotalMinor: BigInt(index),
        presentmentCurrency: "EUR",
        test: false,
        lines: [],
        placedAt: ago(1_000 - index),
        vendorUpdatedAt: NOW,
        updatedAt: NOW,
      })),
    });
    await wrote(shopId, giulia, "Quando arriva?", ago(30));
    await wrote(shopId, marco, "E il mio?", ago(20));
    const { rows } = await listReplies(services(), shopId, {});
    expect(rows.map(({ person, lastOrder }) => [person, lastOrder?.name, lastOrder?.totalMinor])).toEqual([
      ["Giulia R.", "#518", 518n],
      ["Marco B.", "#519", 519n],
    ]);
  });

  it("does not answer from a number that is no longer connected", async () => {
    const shopId = await newShop();
    const giulia = await person(shopId, "Giulia", "Rossi", "+393331234567");
    const id = await wrote(shopId, giulia, "Ciao", ago(5));
    expect(
      await answerReply(services(), shopId, "staff:1", {
        inboundId: id,
        draft: newId(),
        words: "Ciao",
        seen: NOW,
      }),
    ).toEqual({
      ok: false,
      problem: "no_number",
    });
  });
});
