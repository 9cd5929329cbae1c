import type { ChatView, PersonView } from "../view.ts";
import { avatarOf } from "./chat-screen.ts";
import { element, pictogram } from "./element.ts";
import { formatted } from "./format.ts";
import type { Words } from "./words.ts";

export interface ListScreenContext {
  readonly words: Words;
  readonly person: PersonView;
  time(iso: string): string;
  open(chat: ChatView): void;
  menu(): void;
}

function chatRow(chat: ChatView, context: ListScreenContext): HTMLElement {
  const { words } = context;
  const last = chat.messages.at(-1);
  const preview = element("span", { class: "preview" });
  if (last?.from === "person") {
    const ticks = pictogram("ticks", last.seen ? words.readBy : words.delivered);
    if (last.seen) ticks.classList.add("seen");
    preview.append(ticks);
  }
  const first = last ? (last.picture ? "📷 " : "") + (last.text || last.attachment || "") : words.empty;
  preview.append(...formatted(first.replaceAll("\n", " ").slice(0, 120)));
  const unread = chat.unread > 0;
  const label = `${chat.unread} ${words.unread}`;
  return element(
    "button",
    { class: unread ? "row unread" : "row", type: "button", click: () => context.open(chat) },
    avatarOf(chat.name),
    element(
      "span",
      { class: "names" },
      element("strong", {}, chat.name, pictogram("verified")),
      chat.typing ? element("span", { class: "preview typing" }, words.typing) : preview,
    ),
    element(
      "span",
      { class: "aside" },
      last && element("time", { datetime: last.at }, context.time(last.at)),
      unread && element("span", { class: "count", "aria-label": label }, String(chat.unread)),
    ),
  );
}

/** All chats of the phone, newest first. */
export function listScreen(chats: readonly ChatView[], context: ListScreenContext): HTMLElement {
  const { words, person } = context;
  const menu = { class: "icon", type: "button", "aria-label": words.menu, click: context.menu };
  return element(
    "section",
    { class: "screen list" },
    element(
      "header",
      { class: "bar" },
      element("h1", {}, words.chats),
      element("span", { class: "owner" }, person.name),
      element("button", menu, pictogram("menu")),
    ),
    element("div", { class: "rows" }, ...chats.map((chat) => chatRow(chat, context))),
  );
}
