import type { ChatView, MessageView, PersonView } from "../view.ts";
import { type BubbleContext, bubbleOf } from "./bubble.ts";
import { element, pictogram } from "./element.ts";
import { dayName, dayOf } from "./times.ts";

export interface ChatScreenContext extends BubbleContext {
  readonly language: PersonView["language"];
  back(): void;
  menu(): void;
  say(text: string): void;
  sendPicture(file: File): void;
}

/** The first letter of a name, on a colour that is always the same for it. */
export function avatarOf(name: string): HTMLElement {
  const hue = [...name].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 360, 7);
  return element(
    "span",
    { class: "avatar", style: `--hue:${hue}`, "aria-hidden": "true" },
    name.slice(0, 1).toUpperCase(),
  );
}

function composer(context: ChatScreenContext): HTMLElement {
  const { words } = context;
  const field = element("textarea", { rows: "1", placeholder: words.message, "aria-label": words.message });
  const picture = element("input", { type: "file", accept: "image/png,image/jpeg", hidden: true });
  picture.addEventListener("change", () => {
    const file = picture.files?.[0];
    if (file) context.sendPicture(file);
    picture.value = "";
  });
  const send = () => {
    const text = field.value.trim();
    if (text === "") return;
    field.value = "";
    context.say(text);
  };
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  const attach = { class: "icon", type: "button", "aria-label": words.attach };
  return element(
    "form",
    {
      class: "composer",
      submit: (event) => {
        event.preventDefault();
        send();
      },
    },
    element(
      "div",
      { class: "field" },
      field,
      element("button", { ...attach, click: () => picture.click() }, pictogram("attach")),
      picture,
    ),
    element("button", { class: "send", type: "submit", "aria-label": words.send }, pictogram("send")),
  );
}

/** An open chat. It is drawn once and then brought up to date, so that nothing flickers and typing is kept. */
export class ChatScreen {
  readonly root: HTMLElement;
  readonly #context: ChatScreenContext;
  readonly #subtitle = element("small");
  readonly #list = element("div", { class: "messages", role: "log" });
  readonly #bottom = element("div", { class: "bottom" });
  readonly #composer: HTMLElement;
  #drawn = new Map<string, { readonly json: string; readonly row: HTMLElement }>();
  #days = new Set<string>();

  constructor(chat: ChatView, context: ChatScreenContext) {
    this.#context = context;
    this.#composer = composer(context);
    const { words } = context;
    const title = element(
      "span",
      { class: "names" },
      element("strong", {}, chat.name, pictogram("verified")),
      this.#subtitle,
    );
    const icon = (label: string, click: () => void, shape: "back" | "menu") =>
      element("button", { class: "icon", type: "button", "aria-label": label, click }, pictogram(shape));
    this.#list.append(element("p", { class: "notice" }, words.meta));
    this.root = element(
      "section",
      { class: "screen chat" },
      element(
        "header",
        { class: "bar" },
        icon(words.back, context.back, "back"),
        avatarOf(chat.name),
        title,
        icon(words.menu, context.menu, "menu"),
      ),
      this.#list,
      this.#bottom,
    );
  }

  /** Brings the chat up to date; scrolls down where the person was at the end. */
  update(chat: ChatView, now: string): void {
    const { words, language } = this.#context;
    this.#subtitle.textContent = chat.typing ? words.typing : words.business;
    const wasAtEnd = this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight < 80;
    let added = false;
    for (const message of chat.messages) {
      this.#drawDay(message, dayName(message.at, now, language, words));
      added = this.#draw(message) || added;
    }
    this.#drawBottom(chat);
    if (wasAtEnd || added) this.#scrollDown();
  }

  #drawDay(message: MessageView, name: string): void {
    const day = dayOf(message.at);
    if (this.#drawn.has(message.wamid)) return;
    if (this.#days.has(day)) return;
    this.#days.add(day);
    this.#list.append(element("p", { class: "day" }, name));
  }

  /** @returns whether the message is new on the screen */
  #draw(message: MessageView): boolean {
    const json = JSON.stringify(message);
    const known = this.#drawn.get(message.wamid);
    if (known?.json === json) return false;
    const row = bubbleOf(message, this.#context);
    this.#drawn.set(message.wamid, { json, row });
    if (known) known.row.replaceWith(row);
    else {
      row.querySelector("img")?.addEventListener("load", () => this.#scrollDown());
      this.#list.append(row);
    }
    return known === undefined;
  }

  #drawBottom(chat: ChatView): void {
    const { words } = this.#context;
    const notice = chat.blocked ? words.blocked : chat.stoppedMarketing ? words.promotionsStopped : "";
    const wanted = `${notice}|${chat.blocked}`;
    if (this.#bottom.dataset.shows === wanted) return;
    this.#bottom.dataset.shows = wanted;
    this.#bottom.replaceChildren(
      ...(notice ? [element("p", { class: "notice" }, notice)] : []),
      ...(chat.blocked ? [] : [this.#composer]),
    );
  }

  #scrollDown(): void {
    this.#list.scrollTop = this.#list.scrollHeight;
  }
}
