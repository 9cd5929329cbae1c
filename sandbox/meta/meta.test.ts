import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorld, type World } from "#sandbox/kernel/world.ts";
import { createMeta, type Meta, SEED } from "./index.ts";
import { listeningApp } from "./listening-app.ts";
import { EXAMPLE_TEMPLATES } from "./rules/message-rules.ts";
import { rawJson, signatureOf } from "./webhooks.ts";

const GIULIA = "+393331234567";
const HOUR_MS = 3_600_000;

let app: Awaited<ReturnType<typeof listeningApp>>;
let world: World;
let meta: Meta;

async function start(statuses: number[] = []) {
  app = await listeningApp(statuses);
  world = createWorld({ origin: "http://localhost:4000", plan: "plus" });
  world.deployment = app.deployment;
  meta = createMeta(world);
  Object.assign(meta.behaviour, { reviewDelayMs: 0, sentAfterMs: 0, deliveredAfterMs: 0, retryAfterMs: 1 });
  await graph("POST", `${SEED.wabaId}/subscribed_apps`);
}

beforeEach(() => start());
afterEach(async () => {
  await meta.stop();
  await app.stop();
});

async function graph<Body = { readonly [member: string]: unknown }>(
  method: string,
  path: string,
  body?: object,
  token: string = SEED.token,
) {
  const answer = await meta.routes.request(`/v26.0/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: (await answer.json()) as Body };
}

const createTemplate = (template: object = EXAMPLE_TEMPLATES[1] ?? {}) =>
  graph("POST", `${SEED.wabaId}/message_templates`, template);

async function send(changes: object = {}): Promise<string> {
  const { body } = await graph<{ messages: { id: string }[] }>("POST", `${SEED.phoneNumberId}/messages`, {
    messaging_product: "whatsapp",
    to: GIULIA,
    biz_opaque_callback_data: "1.shop.message",
    type: "template",
    template: { name: "order", language: { code: "it" } },
    ...changes,
  });
  return body.messages[0]?.id ?? "";
}

const sendText = () => send({ type: "text", text: { body: "Ciao" } });

function chat() {
  const number = meta.directory.numbers.get(SEED.phoneNumberId);
  if (!number) throw new Error("the seeded number is missing");
  return meta.chats.between(meta.people.ofNumber(GIULIA), number);
}

const write = (text = "Ciao") => meta.inbound.say(chat(), { type: "text", text: { body: text } });

describe("a message", () => {
  it("is reported as sent, delivered with its price, and read when the chat is opened", async () => {
    await createTemplate();
    const wamid = await send();
    await meta.settle();
    meta.inbound.read(chat());
    await meta.settle();
    expect(app.statuses()).toMatchObject([
      { id: wamid, status: "sent", biz_opaque_callback_data: "1.shop.message", recipient_id: "393331234567" },
      { status: "delivered", pricing: { type: "regular", category: "utility", billable: true } },
      { status: "read" },
    ]);
  });

  it("is held for a quality check where told so, and dropped as paused or let go", async () => {
    await createTemplate();
    meta.behaviour.hold = true;
    const { body } = await graph("POST", `${SEED.phoneNumberId}/messages`, {
      messaging_product: "whatsapp",
      to: GIULIA,
      type: "template",
      template: { name: "order", language: { code: "it" } },
    });
    expect(body).toMatchObject({ messages: [{ message_status: "held_for_quality_assessment" }] });
    expect(app.statuses()).toEqual([]);
    expect(meta.progress.release("drop")).toBe(1);
    await meta.settle();
    expect(app.statuses()).toMatchObject([{ status: "failed", errors: [{ code: 132015 }] }]);
  });

  it("waits for a phone that is off, and never reaches one that blocked the number", async () => {
    await createTemplate();
    meta.inbound.setOnline(chat().person, false);
    await send();
    await meta.settle();
    expect(app.statuses().map(({ status }) => status)).toEqual(["sent"]);
    meta.inbound.setOnline(chat().person, true);
    await meta.settle();
    expect(app.statuses().map(({ status }) => status)).toEqual(["sent", "delivered"]);
    meta.inbound.block(chat(), true);
    await send();
    await meta.settle();
    expect(app.statuses().map(({ status }) => status)).toEqual(["sent", "delivered", "sent"]);
  });

  it("fails in the answer or by its status, as scripted", async () => {
    await createTemplate();
    meta.behaviour.failures.push(
      { code: 131000, times: 1, how: "answer" },
      { code: 131049, times: 1, how: "status" },
    );
    const path = `${SEED.phoneNumberId}/messages`;
    const body = { messaging_product: "whatsapp", to: GIULIA, type: "template" };
    const order = { ...body, template: { name: "order", language: { code: "it" } } };
    expect(await graph("POST", path, order)).toMatchObject({
      status: 500,
      body: { error: { code: 131000 } },
    });
    await send();
    await meta.settle();
    expect(app.statuses()).toMatchObject([{ status: "failed", errors: [{ code: 131049 }] }]);
  });

  it("to somebody without a number names the user id alone", async () => {
    await createTemplate();
    await send({ to: undefined, recipient: "ES.20000000000000000002" });
    await meta.settle();
    const [sent] = app.statuses();
    expect(sent).toMatchObject({ recipient_user_id: "ES.20000000000000000002" });
    expect(sent).not.toHaveProperty("recipient_id");
  });

  it("is free of charge for the first 1,000 of service in a month of a number", async () => {
    write();
    await sendText();
    await meta.settle();
    chat().number.service.count = 1_000;
    await sendText();
    await meta.settle();
    const prices = app.statuses().filter(({ status }) => status === "delivered");
    expect(prices).toMatchObject([
      { pricing: { type: "free_customer_service", category: "service", billable: false } },
      { pricing: { type: "regular", category: "service", billable: true } },
    ]);
  });

  it("is free for 72 hours after an answered click on an ad", async () => {
    await createTemplate();
    meta.inbound.say(chat(), { type: "text", text: { body: "Ciao" }, referral: { source_type: "ad" } });
    await sendText();
    world.clock.advance(71 * HOUR_MS);
    await send();
    await meta.settle();
    world.clock.advance(2 * HOUR_MS);
    await send();
    await meta.settle();
    const types = app.statuses().map((status) => (status as { pricing?: { type: string } }).pricing?.type);
    expect(types.filter(Boolean)).toEqual(["free_entry_point", "free_entry_point", "regular"]);
  });

  it("is refused in the answer outside the window where Meta is told to", async () => {
    meta.behaviour.windowClosed = "answer";
    const { status, body } = await graph("POST", `${SEED.phoneNumberId}/messages`, {
      messaging_product: "whatsapp",
      to: GIULIA,
      type: "text",
      text: { body: "Ciao" },
    });
    expect({ status, body }).toMatchObject({ status: 400, body: { error: { code: 131047 } } });
  });
});

describe("a picture", () => {
  it("that can't be fetched from where it is linked fails its message", async () => {
    write();
    await send({ type: "image", image: { link: `${app.deployment.appUrl}/missing.png` } });
    await meta.settle();
    expect(app.statuses()).toMatchObject([
      {
        status: "failed",
        errors: [{ code: 131053, error_data: { details: expect.stringContaining("http code 403") } }],
      },
    ]);
  });

  it("becomes a template's example once all of its bytes were uploaded", async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);
    const asked = "1234/uploads?file_length=9&file_type=image/png&file_name=cart.png";
    const { body: session } = await graph<{ id: string }>("POST", asked);
    const upload = async (bytes: Uint8Array<ArrayBuffer>) => {
      const headers = { authorization: `OAuth ${SEED.token}`, file_offset: "0" };
      const request = { method: "POST", headers, body: bytes };
      return (await meta.routes.request(`/v26.0/${session.id}`, request)).json();
    };
    expect(await upload(png.slice(0, 8))).toMatchObject({ error: { code: 100 } });
    const { h } = await upload(png);
    const header = { type: "HEADER", format: "IMAGE", example: { header_handle: [h] } };
    const components = [header, { type: "BODY", text: "Il tuo ordine è partito." }];
    const created = await createTemplate({ ...EXAMPLE_TEMPLATES[1], name: "pictured", components });
    expect(created.status).toBe(200);
    const { body } = await graph("POST", `${SEED.phoneNumberId}/messages`, {
      messaging_product: "whatsapp",
      to: GIULIA,
      type: "template",
      template: { name: "pictured", language: { code: "it" } },
    });
    expect(body).toMatchObject({ error: { code: 132012 } });
  });
});

describe("a template", () => {
  it("is pending, then approved, with a webhook", async () => {
    meta.behaviour.reviewDelayMs = 5;
    expect((await createTemplate()).body).toMatchObject({ status: "PENDING", category: "UTILITY" });
    await meta.settle();
    const [change] = app.heard.flatMap(({ changes }) => changes);
    expect(change).toMatchObject({
      field: "message_template_status_update",
      value: { event: "APPROVED", message_template_name: "order", message_template_id: expect.any(Number) },
    });
  });

  it("that is promotional and said to be utility is approved as marketing at once", async () => {
    meta.behaviour.reviewDelayMs = 60_000;
    const components = [{ type: "BODY", text: "Solo oggi hai uno sconto sul tuo prossimo ordine da noi." }];
    const { body } = await createTemplate({ ...EXAMPLE_TEMPLATES[1], components });
    expect(body).toMatchObject({ status: "APPROVED", category: "MARKETING" });
  });

  it.each([
    ["Il tuo ordine REJECTME è partito.", [], "ABUSIVE_CONTENT"],
    ["Ciao {{1}}{{2}}, il tuo ordine è partito stamattina.", ["Anna", "R"], "INVALID_FORMAT"],
  ])("is rejected for %s", async (text, examples, reason) => {
    const example = examples.length > 0 ? { example: { body_text: [examples] } } : {};
    await createTemplate({ ...EXAMPLE_TEMPLATES[1], components: [{ type: "BODY", text, ...example }] });
    await meta.settle();
    const [change] = app.heard.flatMap(({ changes }) => changes);
    expect(change?.value).toMatchObject({ event: "REJECTED", reason, rejection_info: {} });
  });

  it("is edited once a day, and its approved text is sent until the new one is approved", async () => {
    const { body } = await createTemplate();
    const id = String(body.id);
    meta.behaviour.reviewDelayMs = 60_000;
    const components = [{ type: "BODY", text: "Il tuo ordine arriva oggi." }];
    expect((await graph("POST", id, { components })).body).toEqual({ success: true });
    expect((await graph("GET", `${id}?fields=status`)).body).toEqual({ id, status: "PENDING" });
    expect(await send()).toMatch(/^wamid\./);
    const template = meta.templates.get(id);
    if (template) meta.templates.approve(template);
    expect((await graph("POST", id, { components })).body).toMatchObject({ error: { code: 100 } });
  });

  it("is listed page by page", async () => {
    for (const name of ["a", "b", "c"]) await createTemplate({ ...EXAMPLE_TEMPLATES[1], name });
    const { body: page } = await graph<{
      data: object[];
      paging: { cursors: { after: string }; next: string };
    }>("GET", `${SEED.wabaId}/message_templates?limit=2&fields=name`);
    expect(page.data).toMatchObject([{ name: "a" }, { name: "b" }]);
    expect(page.paging.next).toContain("after=");
    const { after } = page.paging.cursors;
    const second = await graph("GET", `${SEED.wabaId}/message_templates?limit=2&after=${after}`);
    expect(second.body).toMatchObject({ data: [{ name: "c" }] });
    expect(second.body).not.toHaveProperty("paging.next");
  });
});

describe("webhooks", () => {
  it("are signed over the raw bytes, in which only ASCII stands", async () => {
    write("Perché no?");
    await meta.settle();
    const [delivery] = app.heard;
    expect(delivery?.signed).toBe(true);
    expect(delivery?.raw).toContain("Perch\\u00e9");
    expect(signatureOf("test_app_secret", rawJson({ object: "whatsapp_business_account", entry: [] }))).toBe(
      "sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756",
    );
  });

  it("come again until the app answers 200", async () => {
    await meta.stop();
    await app.stop();
    await start([500, 204]);
    write();
    await meta.settle();
    expect(app.heard).toHaveLength(3);
    const tries = world.ledger.list({ name: "webhook messages.inbound" });
    expect(tries.map(({ status, attempt }) => [status, attempt])).toEqual([
      [500, 0],
      [204, 1],
      [200, 2],
    ]);
  });

  it("are gathered, doubled and reversed as told", async () => {
    Object.assign(meta.behaviour, { batchSize: 3, duplicates: 1, shuffle: true });
    for (const text of ["1", "2", "3", "4"]) write(text);
    await meta.settle();
    const sizes = app.heard.map(({ changes }) => changes.length);
    expect(sizes.toSorted()).toEqual([1, 1, 3, 3]);
    const three = app.heard.find(({ changes }) => changes.length === 3);
    const texts = three?.changes.flatMap(({ value }) => value.messages as { text: { body: string } }[]);
    expect(texts?.map(({ text }) => text.body)).toEqual(["4", "3", "2"]);
  });

  it.each([
    ["an answer that is lost", { drop: "after" as const }, 2],
    ["a connection that is cut before", { drop: "before" as const }, 1],
    ["a duplicate", { duplicate: 1 }, 2],
  ])("obey a fault: %s", async (_name, fault, times) => {
    world.faults.add({ match: "webhook messages.inbound", times: 1, ...fault });
    write();
    await meta.settle();
    expect(app.heard).toHaveLength(times);
  });

  it("may be overtaken by the next", async () => {
    world.faults.add({ match: "webhook messages.inbound", times: 1, reorder: true });
    meta.behaviour.flushAfterMs = 0;
    meta.behaviour.batchSize = 1;
    write("first");
    write("second");
    await meta.settle();
    const texts = app.heard.flatMap(({ changes }) =>
      changes.flatMap(({ value }) => value.messages as { text: { body: string } }[]),
    );
    expect(texts.map(({ text }) => text.body)).toEqual(["second", "first"]);
  });

  it("do not come to an app that is not subscribed", async () => {
    await graph("DELETE", `${SEED.wabaId}/subscribed_apps`);
    write();
    await meta.settle();
    expect(app.heard).toEqual([]);
  });
});

describe("an account", () => {
  it("is known to a token until that is revoked", async () => {
    const appToken = "1234|test-meta-secret";
    const path = `debug_token?input_token=${SEED.token}`;
    expect((await graph("GET", path, undefined, appToken)).body).toMatchObject({ data: { is_valid: true } });
    expect((await graph("GET", path, undefined, "1234|wrong")).status).toBe(401);
    const token = meta.directory.tokens.get(SEED.token);
    if (token) token.revoked = true;
    expect((await graph("GET", path, undefined, appToken)).body).toMatchObject({ data: { is_valid: false } });
    expect((await graph("GET", SEED.wabaId)).body).toMatchObject({ error: { code: 190 } });
  });

  it("has numbers, and nodes that are not there are not told from others'", async () => {
    const { body } = await graph("GET", `${SEED.wabaId}/phone_numbers?fields=display_phone_number`);
    expect(body).toMatchObject({
      data: [{ id: SEED.phoneNumberId, display_phone_number: "+39 02 5550 1234" }],
    });
    expect((await graph("GET", "42")).body).toMatchObject({ error: { code: 100, error_subcode: 33 } });
  });

  it("lacks what its token's scopes do not say", async () => {
    meta.directory.addToken("weak", { scopes: ["whatsapp_business_messaging"] });
    const { status, body } = await graph("GET", SEED.wabaId, undefined, "weak");
    expect({ status, body }).toMatchObject({ status: 403, body: { error: { code: 200 } } });
  });

  it("is there only for a token that was given on it", async () => {
    const other = { phoneNumberId: "301", wabaId: "201", number: "+390255509999", verifiedName: "Altra" };
    meta.directory.addNumber(other);
    meta.directory.addToken("narrow", { wabaIds: ["201"] });
    expect((await graph("GET", "201/phone_numbers", undefined, "narrow")).status).toBe(200);
    expect((await graph("GET", SEED.phoneNumberId, undefined, "narrow")).body).toMatchObject({
      error: { error_subcode: 33 },
    });
    const said = await graph<{ data: { granular_scopes: { scope: string; target_ids?: string[] }[] } }>(
      "GET",
      "debug_token?input_token=narrow",
      undefined,
      "1234|test-meta-secret",
    );
    expect(said.body.data.granular_scopes).toContainEqual({
      scope: "whatsapp_business_messaging",
      target_ids: ["201"],
    });
  });

  it("keeps the PIN that a number was registered with", async () => {
    const register = (pin: string) => graph("POST", `${SEED.phoneNumberId}/register`, { pin });
    expect((await register("12345")).status).toBe(400);
    expect((await register("123456")).body).toEqual({ success: true });
    expect((await register("654321")).body).toMatchObject({ error: { code: 133005 } });
    expect((await register("123456")).status).toBe(200);
  });

  it("answers with a fault that was scripted", async () => {
    world.faults.add({ match: "node.get", times: 1, code: 4 });
    expect(await graph("GET", SEED.wabaId)).toMatchObject({ status: 429, body: { error: { code: 4 } } });
    expect((await graph("GET", SEED.wabaId)).status).toBe(200);
  });
});
