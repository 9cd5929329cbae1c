import type { BusinessMessage, Chat, PersonMessage } from "./chats.ts";
import { statusError } from "./errors.ts";
import { waIdOf } from "./people.ts";
import type { Pricing } from "./send/pricing.ts";

/** Webhook values of the fields `messages` and `user_preferences`. Source: webhook reference, from v24 on. */

function metadataOf({ number }: Chat) {
  return { display_phone_number: number.number.slice(1), phone_number_id: number.id };
}

function contactOf({ person }: Chat) {
  const waId = waIdOf(person);
  return {
    profile: { name: person.profileName, ...(person.username ? { username: `@${person.username}` } : {}) },
    ...(waId ? { wa_id: waId } : {}),
    user_id: person.userId,
  };
}

const seconds = (shopMs: number) => String(Math.floor(shopMs / 1_000));

/** The person as sender of a message. */
export function senderOf({ person }: Chat) {
  const from = waIdOf(person);
  return { ...(from ? { from } : {}), from_user_id: person.userId };
}

export function inboundValue(message: PersonMessage): object {
  const { chat } = message;
  return {
    messaging_product: "whatsapp",
    metadata: metadataOf(chat),
    contacts: [contactOf(chat)],
    messages: [message.payload],
  };
}

export interface StatusReport {
  readonly status: "sent" | "delivered" | "read";
  readonly at: number;
  readonly pricing?: Pricing | undefined;
}

export function statusValue(message: BusinessMessage, report: StatusReport): object {
  const { chat, callbackData } = message;
  const waId = waIdOf(chat.person);
  return {
    messaging_product: "whatsapp",
    metadata: metadataOf(chat),
    contacts: [contactOf(chat)],
    statuses: [
      {
        id: message.wamid,
        status: report.status,
        timestamp: seconds(report.at),
        ...(waId ? { recipient_id: waId } : {}),
        recipient_user_id: chat.person.userId,
        ...(callbackData === undefined ? {} : { biz_opaque_callback_data: callbackData }),
        ...(report.pricing?.type === "free_entry_point" ? { conversation: freeConversation(chat) } : {}),
        ...(report.pricing ? { pricing: report.pricing } : {}),
      },
    ],
  };
}

/** Only the free entry point still has a conversation, from v24. */
function freeConversation(chat: Chat): object {
  return {
    id: Buffer.from(`${chat.person.userId} ${chat.referralAt}`).toString("hex").slice(0, 32),
    expiration_timestamp: seconds(chat.freeUntil),
    origin: { type: "referral_conversion" },
  };
}

/** A failure names no contact, and no user id where it was sent to a number. */
export function failedValue(message: BusinessMessage, code: number, at: number, details?: string): object {
  const { chat, callbackData } = message;
  const waId = waIdOf(chat.person);
  return {
    messaging_product: "whatsapp",
    metadata: metadataOf(chat),
    statuses: [
      {
        id: message.wamid,
        status: "failed",
        timestamp: seconds(at),
        ...(waId ? { recipient_id: waId } : { recipient_user_id: chat.person.userId }),
        ...(callbackData === undefined ? {} : { biz_opaque_callback_data: callbackData }),
        errors: [statusError(code, details)],
      },
    ],
  };
}

export function preferenceValue(chat: Chat, value: "stop" | "resume", at: number): object {
  const waId = waIdOf(chat.person);
  return {
    messaging_product: "whatsapp",
    metadata: metadataOf(chat),
    contacts: [contactOf(chat)],
    user_preferences: [
      {
        ...(waId ? { wa_id: waId } : {}),
        user_id: chat.person.userId,
        detail: `User requested to ${value} marketing messages`,
        category: "marketing_messages",
        value,
        // A number here, a text everywhere else.
        timestamp: Math.floor(at / 1_000),
      },
    ],
  };
}
