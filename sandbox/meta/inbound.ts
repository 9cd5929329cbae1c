import type { World } from "#sandbox/kernel/world.ts";
import type { BusinessMessage, Chat, Chats, PersonMessage } from "./chats.ts";
import type { Person } from "./people.ts";
import { isWindowOpen, type Throughput } from "./send/limits.ts";
import type { Progress } from "./send/progress.ts";
import { inboundValue, preferenceValue, senderOf } from "./values.ts";
import { newWamid } from "./wamid.ts";
import type { Webhooks } from "./webhooks.ts";

interface Needs {
  readonly world: World;
  readonly chats: Chats;
  readonly webhooks: Webhooks;
  readonly progress: Progress;
  readonly throughput: Throughput;
}

/** Something that this person can't do now. */
export class PhoneRefusal extends Error {}

/** What a message of a person's holds: its type, and a member of that name. */
export interface Said {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** What people do on their phones. */
export class Inbound {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /**
   * The person sends something to the number: opens or renews the window.
   * @param answered the message that is replied to
   * @throws PhoneRefusal while the person has blocked the number
   */
  say(chat: Chat, said: Said, answered?: BusinessMessage): PersonMessage {
    if (chat.blocked) throw new PhoneRefusal("This business is blocked. Unblock it to write.");
    const at = this.#needs.world.clock.now().getTime();
    const wamid = newWamid();
    const context = answered && { from: chat.number.number.slice(1), id: answered.wamid };
    const { type, ...content } = said;
    const message: PersonMessage = {
      from: "person",
      wamid,
      chat,
      at,
      payload: {
        ...senderOf(chat),
        id: wamid,
        timestamp: String(Math.floor(at / 1_000)),
        ...(context ? { context } : {}),
        type,
        ...content,
      },
      readByBusiness: false,
    };
    if (said.referral && !isWindowOpen(chat, at)) chat.referralAt = at;
    chat.lastInboundAt = at;
    this.#needs.throughput.take(chat.number);
    this.#needs.chats.keep(message);
    this.#tell(chat, "messages", "messages.inbound", inboundValue(message));
    this.#needs.chats.tell({ kind: "message", chat });
    return message;
  }

  /** Opens the chat: everything in it is read. */
  read(chat: Chat): void {
    const unread = chat.messages.filter(
      (message): message is BusinessMessage => message.from === "business" && message.status === "delivered",
    );
    if (unread.length === 0) return;
    this.#needs.progress.read(unread);
    this.#needs.chats.tell({ kind: "status", chat });
  }

  /** Nobody is told: messages just stop arriving. */
  block(chat: Chat, blocked: boolean): void {
    chat.blocked = blocked;
    this.#needs.chats.tell({ kind: "chat", chat });
  }

  /** WhatsApp's own control in a business chat: no more promotions, or again. */
  preferMarketing(chat: Chat, value: "stop" | "resume"): void {
    chat.stoppedMarketing = value === "stop";
    const at = this.#needs.world.clock.now().getTime();
    this.#tell(chat, "user_preferences", "user_preferences", preferenceValue(chat, value, at));
    this.#needs.chats.tell({ kind: "chat", chat });
  }

  setOnline(person: Person, online: boolean): void {
    person.online = online;
    if (online) this.#needs.progress.cameOnline(person);
  }

  #tell(chat: Chat, field: string, name: string, value: object): void {
    this.#needs.webhooks.tell({ waba: chat.number.waba, field, value, name });
  }
}
