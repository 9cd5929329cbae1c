import { type Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { z } from "zod";
import type { World } from "#sandbox/kernel/world.ts";
import {
  type BusinessMessage,
  type Chat,
  type Meta,
  type Person,
  PhoneRefusal,
  SEED,
} from "#sandbox/meta/index.ts";
import { buttonsOf } from "./buttons.ts";
import { presentPerson, presentPhone } from "./present.ts";

const who = z.object({
  /** E.164, or the user id of somebody without a number. */
  number: z.string().min(1),
  phoneNumberId: z.string().default(SEED.phoneNumberId),
});
const spoken = who.extend({
  text: z.string().min(1).max(4_096),
  /** The message that is answered. */
  answers: z.string().optional(),
  /** The person came from a click on an ad. */
  fromAd: z.boolean().default(false),
});
const tapped = z.object({ number: z.string().min(1), wamid: z.string(), button: z.number().int().min(0) });
const reacted = z.object({ number: z.string().min(1), wamid: z.string(), emoji: z.string() });
const blocked = who.extend({ blocked: z.boolean().default(true) });
const promotions = who.extend({ value: z.enum(["stop", "resume"]).default("stop") });

/** Pictures that a phone can send. Source: supported media types, 5 MB. */
const SENDABLE = ["image/jpeg", "image/png"];
const MAX_PICTURE_BYTES = 5 * 1024 * 1024;
/** How many phones one can choose from. */
const MAX_PEOPLE = 50;

async function bodyOf<T>(context: Context, shape: z.ZodType<T>): Promise<T> {
  const body: unknown = await context.req.json().catch(() => undefined);
  const result = shape.safeParse(body);
  if (!result.success) throw new PhoneRefusal(result.error.issues[0]?.message ?? "The body is not valid.");
  return result.data;
}

const advert = {
  source_url: "https://fb.me/3cr4Wqqkv",
  source_id: "120226305854810726",
  source_type: "ad",
  headline: "Chat with us",
  ctwa_clid: "Aff-n8ZTODiE79d22KtAwQKj9e_m",
};

/** The phone's JSON API, used by its page and by tests. Errors: 400 with a sentence. */
export function createPhoneApi(world: World, meta: Meta): Hono {
  const routes = new Hono();
  const personOf = (number: string): Person => {
    const person = meta.people.find(number.replaceAll(/[ ()-]/g, ""));
    if (!person) throw new PhoneRefusal("Nobody has this number or user id.");
    return person;
  };
  const chatOf = (asked: z.infer<typeof who>): Chat => {
    const number = meta.directory.numbers.get(asked.phoneNumberId);
    if (!number) throw new PhoneRefusal("This business number is not known.");
    return meta.chats.between(personOf(asked.number), number);
  };
  const receivedBy = (number: string, wamid: string): BusinessMessage => {
    const message = meta.chats.message(wamid);
    const isHis = message?.from === "business" && message.chat.person === personOf(number);
    if (!isHis || message.deliveredAt === undefined)
      throw new PhoneRefusal("This phone has no such message.");
    return message;
  };

  routes.onError((error, context) => {
    if (error instanceof PhoneRefusal) return context.json({ error: error.message }, 400);
    throw error;
  });

  routes.get("/people", (context) => context.json(meta.people.all().slice(0, MAX_PEOPLE).map(presentPerson)));
  routes.get("/chats", (context) => {
    const person = personOf(context.req.query("number") ?? "");
    return context.json(presentPhone(meta, person, world.clock.now()));
  });
  routes.get("/events", (context) => {
    const person = personOf(context.req.query("number") ?? "");
    return streamSSE(context, (stream) => streamNews(world, meta, person, stream));
  });

  routes.post("/text", async (context) => {
    const { text, answers, fromAd, ...asked } = await bodyOf(context, spoken);
    const chat = chatOf(asked);
    const answered = answers === undefined ? undefined : receivedBy(asked.number, answers);
    const said = { ...(fromAd ? { referral: advert } : {}), type: "text", text: { body: text } };
    return context.json({ wamid: meta.inbound.say(chat, said, answered).wamid });
  });
  routes.post("/tap", async (context) => {
    const { number, wamid, button: index } = await bodyOf(context, tapped);
    const message = receivedBy(number, wamid);
    const button = buttonsOf(message)[index];
    if (!button) throw new PhoneRefusal("This message has no such button.");
    const { kind, label, url, code, phone, reply } = button;
    // A quick reply of a template can be tapped once.
    if (reply?.type === "button" && message.tapped.includes(label)) {
      throw new PhoneRefusal("This button was tapped already.");
    }
    const sent = reply && meta.inbound.say(message.chat, reply, message);
    message.tapped.push(label);
    meta.inbound.read(message.chat);
    return context.json({ kind, url, code, phone, wamid: sent?.wamid });
  });
  routes.post("/react", async (context) => {
    const { number, wamid, emoji } = await bodyOf(context, reacted);
    const { chat } = receivedBy(number, wamid);
    const reaction = { message_id: wamid, ...(emoji === "" ? {} : { emoji }) };
    return context.json({ wamid: meta.inbound.say(chat, { type: "reaction", reaction }).wamid });
  });
  routes.post("/read", async (context) => {
    meta.inbound.read(chatOf(await bodyOf(context, who)));
    return context.json({ read: true });
  });
  routes.post("/block", async (context) => {
    const asked = await bodyOf(context, blocked);
    meta.inbound.block(chatOf(asked), asked.blocked);
    return context.json({ blocked: asked.blocked });
  });
  routes.post("/stop-promotions", async (context) => {
    const asked = await bodyOf(context, promotions);
    meta.inbound.preferMarketing(chatOf(asked), asked.value);
    return context.json({ value: asked.value });
  });
  routes.post("/media", async (context) => {
    const form = await context.req.parseBody();
    const { number, phoneNumberId = SEED.phoneNumberId, caption, file } = form;
    if (typeof number !== "string" || typeof phoneNumberId !== "string" || !(file instanceof File)) {
      throw new PhoneRefusal("number and file are needed.");
    }
    if (!SENDABLE.includes(file.type)) throw new PhoneRefusal("A picture is a JPEG or a PNG.");
    if (file.size > MAX_PICTURE_BYTES) throw new PhoneRefusal("A picture has 5 MB at most.");
    const kept = meta.media.keep(new Uint8Array(await file.arrayBuffer()), file.type);
    const image = {
      ...(typeof caption === "string" && caption !== "" ? { caption } : {}),
      mime_type: kept.mimeType,
      sha256: kept.sha256,
      id: kept.id,
    };
    const chat = chatOf({ number, phoneNumberId });
    return context.json({ wamid: meta.inbound.say(chat, { type: "image", image }).wamid });
  });
  return routes;
}

type Stream = Parameters<Parameters<typeof streamSSE>[1]>[0];
const LOOK_AT_CLOCK_MS = 500;
const STILL_THERE_MS = 20_000;

/** Tells a page what changed on the phone, and when the clock was moved, until the page is gone. */
async function streamNews(world: World, meta: Meta, person: Person, stream: Stream): Promise<void> {
  const send = (event: string, data: object) => {
    void stream.writeSSE({ event, data: JSON.stringify(data) });
  };
  const end = meta.chats.listen(person, ({ kind, chat }) => send(kind, { phoneNumberId: chat.number.id }));
  let { offsetMs } = world.clock;
  let quietMs = 0;
  send("ready", {});
  while (!stream.aborted && !stream.closed) {
    await stream.sleep(LOOK_AT_CLOCK_MS);
    quietMs += LOOK_AT_CLOCK_MS;
    if (world.clock.offsetMs !== offsetMs) {
      offsetMs = world.clock.offsetMs;
      send("clock", {});
    }
    if (quietMs >= STILL_THERE_MS) {
      quietMs = 0;
      send("still-there", {});
    }
  }
  end();
}
