import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorld } from "#sandbox/kernel/world.ts";
import { createMeta, type Meta, SEED } from "#sandbox/meta/index.ts";
import { EXAMPLE_TEMPLATES } from "#sandbox/meta/rules/message-rules.ts";
import { createPhone } from "./index.ts";
import type { ChatView, PhoneView } from "./view.ts";

const GIULIA = "+393331234567";

let meta: Meta;
let routes: ReturnType<typeof createPhone>["routes"];

beforeEach(async () => {
  const world = createWorld({ origin: "http://localhost:4000", plan: "plus" });
  meta = createMeta(world);
  Object.assign(meta.behaviour, { reviewDelayMs: 0, sentAfterMs: 0, deliveredAfterMs: 0 });
  routes = createPhone(world, meta).routes;
  for (const template of EXAMPLE_TEMPLATES) await graph(`${SEED.wabaId}/message_templates`, template);
});
afterEach(() => meta.stop());

const graph = (path: string, body: object) =>
  meta.routes.request(`/v26.0/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${SEED.token}` },
    body: JSON.stringify(body),
  });

async function receive(message: object): Promise<void> {
  await graph(`${SEED.phoneNumberId}/messages`, { messaging_product: "whatsapp", to: GIULIA, ...message });
  await meta.settle();
}

const cart = {
  type: "template",
  template: {
    name: "cart",
    language: { code: "it" },
    components: [
      { type: "body", parameters: [{ type: "text", parameter_name: "first_name", text: "Giulia" }] },
      { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "abc" }] },
      {
        type: "button",
        sub_type: "quick_reply",
        index: "1",
        parameters: [{ type: "payload", payload: "STOP_PROMOTIONS" }],
      },
    ],
  },
};

async function call(path: string, body: object) {
  const answer = await routes.request(`/api/${path}`, {
    method: "POST",
    body: JSON.stringify({ number: GIULIA, ...body }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

async function look(number = GIULIA): Promise<ChatView> {
  const answer = await routes.request(`/api/chats?number=${encodeURIComponent(number)}`);
  const [chat] = ((await answer.json()) as PhoneView).chats;
  if (!chat) throw new Error("the phone has no chat");
  return chat;
}

/** What the person sent last, as the webhook has it. */
function lastSaid() {
  const person = meta.people.ofNumber(GIULIA);
  const said = meta.chats
    .of(person)
    .flatMap(({ messages }) => messages)
    .filter((one) => one.from === "person");
  return said.at(-1)?.payload;
}

describe("the phone", () => {
  it("shows a template as its reader sees it", async () => {
    await receive(cart);
    const { messages, unread } = await look();
    expect(unread).toBe(1);
    expect(messages).toMatchObject([
      {
        from: "business",
        text: "Ciao Giulia, il tuo carrello ti aspetta da noi.",
        buttons: [
          { kind: "url", label: "Carrello", url: "https://a.example/l/abc" },
          { kind: "reply", label: "Stop promozioni", tapped: false },
        ],
      },
    ]);
  });

  it("answers a tap on a link with its address, and says nothing to the business", async () => {
    await receive(cart);
    const [message] = (await look()).messages;
    const { body } = await call("tap", { wamid: message?.wamid, button: 0 });
    expect(body).toMatchObject({ kind: "url", url: "https://a.example/l/abc" });
    expect(lastSaid()).toBeUndefined();
  });

  it("sends a quick reply's payload with its context, once", async () => {
    await receive(cart);
    const [message] = (await look()).messages;
    expect((await call("tap", { wamid: message?.wamid, button: 1 })).status).toBe(200);
    expect(lastSaid()).toMatchObject({
      from: "393331234567",
      type: "button",
      button: { payload: "STOP_PROMOTIONS", text: "Stop promozioni" },
      context: { from: "390255501234", id: message?.wamid },
    });
    expect((await call("tap", { wamid: message?.wamid, button: 1 })).status).toBe(400);
    expect((await look()).unread).toBe(0);
  });

  it("sends the row of a list", async () => {
    await call("text", { text: "Ciao" });
    await receive({
      type: "interactive",
      interactive: {
        type: "list",
        body: { text: "Scegli" },
        action: { button: "Opzioni", sections: [{ rows: [{ id: "fast", title: "Veloce" }] }] },
      },
    });
    const message = (await look()).messages.at(-1);
    expect(message).toMatchObject({ listLabel: "Opzioni", buttons: [{ label: "Veloce" }] });
    await call("tap", { wamid: message?.wamid, button: 0 });
    const list_reply = { id: "fast", title: "Veloce" };
    expect(lastSaid()).toMatchObject({ interactive: { type: "list_reply", list_reply } });
  });

  it("sends a picture that the business can fetch with its token, for a while", async () => {
    const form = new FormData();
    form.set("number", GIULIA);
    form.set("file", new File([new Uint8Array([0x89, 0x50])], "a.png", { type: "image/png" }));
    expect((await routes.request("/api/media", { method: "POST", body: form })).status).toBe(200);
    const said = lastSaid();
    if (!said) throw new Error("nothing was sent");
    const { id } = said.image as { id: string };
    const headers = { authorization: `Bearer ${SEED.token}` };
    const described = await (await meta.routes.request(`/v26.0/${id}`, { headers })).json();
    const { pathname, search } = new URL(described.url);
    const address = pathname.replace("/graph", "") + search;
    expect((await meta.routes.request(address, { headers })).status).toBe(200);
    expect((await meta.routes.request(address)).status).toBe(404);
  });

  it("can't write to a business that it blocked", async () => {
    await call("block", {});
    expect(await call("text", { text: "Ciao" })).toMatchObject({
      status: 400,
      body: { error: expect.any(String) },
    });
    await call("block", { blocked: false });
    expect((await call("text", { text: "Ciao" })).status).toBe(200);
  });

  it("belongs to people without a number, too", async () => {
    const lucia = "ES.20000000000000000002";
    await call("text", { number: lucia, text: "Hola" });
    expect((await look(lucia)).messages).toMatchObject([{ from: "person", text: "Hola" }]);
  });

  it("tells its page when something arrives", async () => {
    const answer = await routes.request(`/api/events?number=${encodeURIComponent(GIULIA)}`);
    const reader = answer.body?.getReader();
    const read = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await read()).toContain("event: ready");
    await receive(cart);
    expect(await read()).toContain("event: message");
    await reader?.cancel();
  });
});
