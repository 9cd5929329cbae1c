import type { BusinessMessage, Chat, ChatMessage, Meta, Person, PersonMessage } from "#sandbox/meta/index.ts";
import type { SentParameter } from "#sandbox/meta/send/payload.ts";
import { filledText } from "#sandbox/meta/send/template-parameters.ts";
import { buttonsOf } from "./buttons.ts";
import { listAt, member, textAt } from "./json.ts";
import type { ChatView, MessageView, PersonView, PhoneView } from "./view.ts";

const iso = (ms: number) => new Date(ms).toISOString();

/** Types whose content is named instead of drawn. */
const ATTACHMENTS: Readonly<Record<string, string>> = {
  video: "🎬 Video",
  audio: "🎤 Audio",
  document: "📄",
  sticker: "Sticker",
  location: "📍",
  contacts: "👤",
};

/** The address of a picture: a link as it is, or the file that the business uploaded. */
function pictureIn(holder: unknown): string | undefined {
  const link = textAt(holder, "image", "link");
  const id = textAt(holder, "image", "id");
  return link ?? (id && `/phone/media/${id}`);
}

function attachmentIn(holder: unknown, type: string | undefined): string | undefined {
  const label = ATTACHMENTS[type ?? ""];
  if (!label || !type) return undefined;
  const name = textAt(holder, type, "filename") ?? textAt(holder, type, "name");
  return name ? `${label} ${name}` : label;
}

interface Content {
  readonly picture?: string | undefined;
  readonly attachment?: string | undefined;
  readonly heading?: string | undefined;
  readonly text: string;
  readonly footer?: string | undefined;
  readonly listLabel?: string | undefined;
}

function templateContent(message: BusinessMessage): Content {
  const components = message.template?.components ?? [];
  const sent = (type: string) =>
    listAt(message.payload, "template", "components").find(
      (one) => String(member(one, "type")).toLowerCase() === type,
    );
  const parametersOf = (type: string) => listAt(sent(type), "parameters") as readonly SentParameter[];
  const textOf = (type: string) => components.find((component) => component.type === type)?.text;
  const [header] = listAt(sent("header"), "parameters");
  const heading = textOf("HEADER");
  return {
    picture: pictureIn(header),
    attachment: attachmentIn(header, textAt(header, "type")),
    heading: heading && filledText(heading, parametersOf("header")),
    text: filledText(textOf("BODY") ?? "", parametersOf("body")),
    footer: textOf("FOOTER"),
  };
}

function interactiveContent(content: unknown): Content {
  const type = textAt(content, "type");
  return {
    picture: pictureIn(member(content, "header")),
    heading: textAt(content, "header", "text"),
    text: textAt(content, "body", "text") ?? "",
    footer: textAt(content, "footer", "text"),
    listLabel: type === "list" ? textAt(content, "action", "button") : undefined,
    attachment: type?.startsWith("product") || type === "catalog_message" ? "🛍️" : undefined,
  };
}

function freeContent(payload: unknown, type: string): Content {
  const content = member(payload, type);
  return {
    picture: pictureIn(payload),
    attachment: attachmentIn(payload, type),
    text: textAt(content, "body") ?? textAt(content, "caption") ?? "",
  };
}

function businessContent(message: BusinessMessage): Content {
  if (message.template) return templateContent(message);
  if (message.type === "interactive") return interactiveContent(message.payload.interactive);
  return freeContent(message.payload, message.type);
}

function personContent({ payload }: PersonMessage): Content {
  const { interactive } = payload;
  const tapped =
    textAt(payload, "button", "text") ??
    textAt(interactive, "button_reply", "title") ??
    textAt(interactive, "list_reply", "title");
  return tapped === undefined ? freeContent(payload, payload.type) : { text: tapped };
}

function firstWords(message: ChatMessage | undefined): string | undefined {
  if (!message) return undefined;
  return (message.from === "business" ? businessContent(message) : personContent(message)).text.slice(0, 80);
}

function quotedBy(meta: Meta, message: ChatMessage): string | undefined {
  const wamid =
    message.from === "person"
      ? textAt(message.payload, "context", "id")
      : textAt(message.payload, "context", "message_id");
  return wamid === undefined ? undefined : firstWords(meta.chats.message(wamid));
}

function presentMessage(meta: Meta, message: ChatMessage): MessageView {
  const business = message.from === "business";
  const content = business ? businessContent(message) : personContent(message);
  return {
    wamid: message.wamid,
    from: message.from,
    at: iso(business ? (message.deliveredAt ?? message.at) : message.at),
    seen: !business && message.readByBusiness,
    picture: content.picture,
    attachment: content.attachment,
    heading: content.heading,
    text: content.text,
    footer: content.footer,
    listLabel: content.listLabel,
    reaction: message.chat.reactions.get(message.wamid),
    quoted: quotedBy(meta, message),
    buttons: business
      ? buttonsOf(message).map(({ reply: _, ...button }) => ({
          ...button,
          tapped: message.tapped.includes(button.label),
        }))
      : [],
  };
}

function presentChat(meta: Meta, chat: Chat): ChatView {
  const arrived = chat.messages.filter(
    (message) => message.from === "person" || message.deliveredAt !== undefined,
  );
  return {
    phoneNumberId: chat.number.id,
    name: chat.number.verifiedName,
    displayNumber: chat.number.displayPhoneNumber,
    blocked: chat.blocked,
    stoppedMarketing: chat.stoppedMarketing,
    typing: chat.typingUntil > Date.now(),
    unread: arrived.filter((message) => message.from === "business" && message.status === "delivered").length,
    messages: arrived.map((message) => presentMessage(meta, message)),
  };
}

export function presentPerson({ number, userId, profileName, language }: Person): PersonView {
  return { number: number ?? userId, name: profileName, language };
}

/** Everything that a person's phone shows: every business can be written to, so each has its chat. */
export function presentPhone(meta: Meta, person: Person, now: Date): PhoneView {
  const chats = [...meta.directory.numbers.values()].map((number) => meta.chats.between(person, number));
  const lastAt = (chat: Chat) => chat.messages.at(-1)?.at ?? 0;
  return {
    person: presentPerson(person),
    now: now.toISOString(),
    chats: chats
      .toSorted((left, right) => lastAt(right) - lastAt(left))
      .map((chat) => presentChat(meta, chat)),
  };
}
