import type { PhoneNumber } from "./directory.ts";
import type { Person } from "./people.ts";
import type { Template } from "./templates/template.ts";

export type MessageStatus = "accepted" | "held" | "sent" | "delivered" | "read" | "failed";

/** What the business sent. */
export interface BusinessMessage {
  readonly from: "business";
  readonly wamid: string;
  readonly chat: Chat;
  /** Shop time in ms. */
  readonly at: number;
  /** As the API was called. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly type: string;
  /** The approved text that it was made of. */
  readonly template: Pick<Template, "name" | "language" | "components" | "category"> | undefined;
  readonly viaMarketingApi: boolean;
  readonly callbackData: string | undefined;
  status: MessageStatus;
  /** What failed it. */
  code: number | undefined;
  /** Shop time in ms after which it is not delivered any more. */
  readonly livesUntil: number;
  /** Sent while the person had blocked the number, or older than it may live: it never arrives. */
  lost: boolean;
  deliveredAt: number | undefined;
  readAt: number | undefined;
  /** Reply buttons that were tapped. */
  readonly tapped: string[];
}

/** What the person sent: the payload is the element of the webhook's `messages`. */
export interface PersonMessage {
  readonly from: "person";
  readonly wamid: string;
  readonly chat: Chat;
  readonly at: number;
  readonly payload: Readonly<Record<string, unknown>> & { readonly type: string };
  readByBusiness: boolean;
}

export type ChatMessage = BusinessMessage | PersonMessage;

/** One person and one business number. */
export interface Chat {
  readonly person: Person;
  readonly number: PhoneNumber;
  /** Oldest first. */
  messages: ChatMessage[];
  /** Emoji on a message, by its wamid. */
  readonly reactions: Map<string, string>;
  /** The person has blocked the number: nothing comes through, and nobody is told. */
  blocked: boolean;
  stoppedMarketing: boolean;
  /** Shop time in ms; 0 when the person has never written. */
  lastInboundAt: number;
  /** Shop time in ms of the last message out of an ad, and until when messages are free because of it. */
  referralAt: number;
  freeUntil: number;
  /** Machine time in ms up to which the pair's allowance is borrowed. */
  pairBorrowedUntil: number;
  /** Machine time in ms until which "typing…" shows. */
  typingUntil: number;
}

export type ChatNews = { readonly kind: "message" | "status" | "typing" | "chat"; readonly chat: Chat };
type Listener = (news: ChatNews) => void;

/** Beyond so many messages the oldest are forgotten. */
const KEPT = 50_000;

/** All chats, and the messages in them by wamid. */
export class Chats {
  #chats = new Map<string, Map<string, Chat>>();
  #messages = new Map<string, ChatMessage>();
  readonly #listeners = new Map<string, Set<Listener>>();

  /** The chat of two, opened where it is new. */
  between(person: Person, number: PhoneNumber): Chat {
    let ofPerson = this.#chats.get(person.userId);
    if (!ofPerson) {
      ofPerson = new Map();
      this.#chats.set(person.userId, ofPerson);
    }
    const known = ofPerson.get(number.id);
    if (known) return known;
    const chat: Chat = {
      person,
      number,
      messages: [],
      reactions: new Map(),
      blocked: false,
      stoppedMarketing: false,
      lastInboundAt: 0,
      referralAt: 0,
      freeUntil: 0,
      pairBorrowedUntil: 0,
      typingUntil: 0,
    };
    ofPerson.set(number.id, chat);
    return chat;
  }

  of(person: Person): readonly Chat[] {
    return [...(this.#chats.get(person.userId)?.values() ?? [])];
  }

  *all(): IterableIterator<Chat> {
    for (const ofPerson of this.#chats.values()) yield* ofPerson.values();
  }

  message(wamid: string): ChatMessage | undefined {
    return this.#messages.get(wamid);
  }

  keep(message: ChatMessage): void {
    message.chat.messages.push(message);
    this.#messages.set(message.wamid, message);
    if (this.#messages.size > KEPT) this.#forgetOldest();
  }

  /** Tells who looks at this person's phone. */
  tell(news: ChatNews): void {
    for (const listener of this.#listeners.get(news.chat.person.userId) ?? []) listener(news);
  }

  /** @returns ends the listening */
  listen(person: Person, listener: Listener): () => void {
    const listeners = this.#listeners.get(person.userId) ?? new Set();
    this.#listeners.set(person.userId, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  reset(): void {
    this.#chats.clear();
    this.#messages.clear();
  }

  #forgetOldest(): void {
    const [oldest] = this.#messages.values();
    if (!oldest) return;
    this.#messages.delete(oldest.wamid);
    oldest.chat.messages.shift();
  }
}
