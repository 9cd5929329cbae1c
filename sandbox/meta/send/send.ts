import type { World } from "#sandbox/kernel/world.ts";
import { type Behaviour, takeFailure } from "../behaviour.ts";
import type { BusinessMessage, Chat, Chats } from "../chats.ts";
import { isE164 } from "../countries.ts";
import type { PhoneNumber } from "../directory.ts";
import { GraphRefusal } from "../errors.ts";
import { type People, type Person, waIdOf } from "../people.ts";
import type { TemplateShelf } from "../templates/shelf.ts";
import type { Template } from "../templates/template.ts";
import { newWamid } from "../wamid.ts";
import { lifetimeOf } from "./lifetime.ts";
import { isWindowOpen, type Throughput, takePair } from "./limits.ts";
import { checkEndpoint } from "./marketing-messages.ts";
import { CONTENTS, type Envelope, parsed, parseEnvelope, sentTemplate } from "./payload.ts";
import type { Progress } from "./progress.ts";
import { checkParameters, checkSendable, componentsToSend } from "./template-parameters.ts";

interface Needs {
  readonly world: World;
  readonly behaviour: Behaviour;
  readonly people: People;
  readonly chats: Chats;
  readonly templates: TemplateShelf;
  readonly throughput: Throughput;
  readonly progress: Progress;
}

const HOUR_MS = 3_600_000;
/** A click on an ad must be answered within a day; then messages are free for 72 hours. */
const ANSWER_AD_WITHIN_MS = 24 * HOUR_MS;
const FREE_AFTER_AD_MS = 72 * HOUR_MS;

/** POST /{phone number}/messages and /marketing_messages: everything that a business sends. */
export class Sender {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /**
   * @returns the body of the answer
   * @throws GraphRefusal
   */
  send(number: PhoneNumber, body: unknown, viaMarketingApi: boolean): object {
    if (!number.registered) throw new GraphRefusal(133010);
    if (!this.#needs.throughput.take(number)) throw new GraphRefusal(130429);
    const payload = asRecord(body);
    if (payload.status === "read") return this.#markRead(number, payload);
    const envelope = parseEnvelope(payload);
    const person = this.#recipient(number, envelope);
    const chat = this.#needs.chats.between(person, number);
    if (!takePair(chat)) throw new GraphRefusal(131056);
    const template = this.#checkContent(number, payload, envelope, viaMarketingApi);
    if (!template) this.#checkWindow(chat);
    const scripted = takeFailure(this.#needs.behaviour, "answer");
    if (scripted !== undefined) throw new GraphRefusal(scripted);
    if (envelope.type === "reaction") return this.#react(chat, payload, envelope);
    return this.#accept(chat, payload, envelope, template, viaMarketingApi);
  }

  #recipient(number: PhoneNumber, { to, recipient }: Envelope): Person {
    if (to !== undefined) {
      // Without a plus Meta may take the number for a national one; it is read as international here.
      const e164 = `+${to.replaceAll(/[^\d]/g, "")}`;
      if (!isE164(e164)) throw new GraphRefusal(131009, "The parameter to is no phone number.");
      if (e164 === number.number) throw new GraphRefusal(131021);
      return this.#needs.people.ofNumber(e164);
    }
    if (recipient === undefined) throw new GraphRefusal(131008, "The parameter to is required.");
    const person = this.#needs.people.ofUserId(recipient);
    if (!person) throw new GraphRefusal(131009, "The parameter recipient is no user of this business.");
    return person;
  }

  /** @returns the template that the message is made of, if it is of one */
  #checkContent(
    number: PhoneNumber,
    payload: Readonly<Record<string, unknown>>,
    { type }: Envelope,
    viaMarketingApi: boolean,
  ): Template | undefined {
    if (type === "template") {
      const sent = parsed(sentTemplate, payload.template, "template");
      const language = sent.language.code.replace("-", "_");
      const template = checkSendable(this.#needs.templates.find(number.waba, sent.name, language), sent);
      checkEndpoint(template, payload, viaMarketingApi, this.#shopNow());
      checkParameters(template, sent);
      return template;
    }
    checkEndpoint(undefined, payload, viaMarketingApi, this.#shopNow());
    const shape = CONTENTS[type];
    if (!shape) throw new GraphRefusal(131051, `The type ${type} is not supported.`);
    parsed(shape, payload[type], type);
    return undefined;
  }

  #checkWindow(chat: Chat): void {
    if (this.#needs.behaviour.windowClosed === "status") return;
    if (!isWindowOpen(chat, this.#shopNow())) throw new GraphRefusal(131047);
  }

  #accept(
    chat: Chat,
    payload: Readonly<Record<string, unknown>>,
    envelope: Envelope,
    template: Template | undefined,
    viaMarketingApi: boolean,
  ): object {
    const at = this.#shopNow();
    const message: BusinessMessage = {
      from: "business",
      wamid: newWamid(),
      chat,
      at,
      payload,
      type: envelope.type,
      template: template && {
        name: template.name,
        language: template.language,
        category: template.category,
        components: componentsToSend(template),
      },
      viaMarketingApi,
      callbackData: envelope.biz_opaque_callback_data,
      status: "accepted",
      code: undefined,
      livesUntil: at + lifetimeOf(template, viaMarketingApi),
      lost: false,
      deliveredAt: undefined,
      readAt: undefined,
      tapped: [],
    };
    chat.typingUntil = 0;
    if (chat.referralAt > at - ANSWER_AD_WITHIN_MS && chat.freeUntil === 0) {
      chat.freeUntil = at + FREE_AFTER_AD_MS;
    }
    this.#needs.chats.keep(message);
    this.#needs.progress.begin(message);
    return answerOf(chat.person, envelope, message);
  }

  #react(chat: Chat, payload: Readonly<Record<string, unknown>>, envelope: Envelope): object {
    const reaction = asRecord(payload.reaction);
    const wamid = String(reaction.message_id);
    if (this.#needs.chats.message(wamid)?.chat !== chat) {
      throw new GraphRefusal(131009, "The message to react to is not known.");
    }
    if (reaction.emoji === "") chat.reactions.delete(wamid);
    else chat.reactions.set(wamid, String(reaction.emoji));
    this.#needs.chats.tell({ kind: "chat", chat });
    return answerOf(chat.person, envelope, { wamid: newWamid() });
  }

  /** The person sees that the message was read, and perhaps that somebody is typing: 25 seconds at most. */
  #markRead(number: PhoneNumber, payload: Readonly<Record<string, unknown>>): object {
    const message = this.#needs.chats.message(String(payload.message_id));
    if (message?.from !== "person" || message.chat.number !== number) {
      throw new GraphRefusal(131009, "The message to mark as read is not known.");
    }
    for (const earlier of message.chat.messages) {
      if (earlier.from === "person" && earlier.at <= message.at) earlier.readByBusiness = true;
    }
    if (payload.typing_indicator !== undefined) message.chat.typingUntil = Date.now() + 25_000;
    this.#needs.chats.tell({ kind: "status", chat: message.chat });
    return { success: true };
  }

  #shopNow(): number {
    return this.#needs.world.clock.now().getTime();
  }
}

function answerOf(
  person: Person,
  envelope: Envelope,
  message: Pick<BusinessMessage, "wamid"> & Partial<Pick<BusinessMessage, "template" | "status">>,
): object {
  const waId = waIdOf(person);
  const status = message.status === "held" ? "held_for_quality_assessment" : "accepted";
  return {
    messaging_product: "whatsapp",
    contacts: [
      {
        input: envelope.to ?? envelope.recipient,
        ...(waId ? { wa_id: waId } : {}),
        user_id: person.userId,
      },
    ],
    messages: [{ id: message.wamid, ...(message.template ? { message_status: status } : {}) }],
  };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new GraphRefusal(100, "The body must be a JSON object.");
  }
  return value as Record<string, unknown>;
}
