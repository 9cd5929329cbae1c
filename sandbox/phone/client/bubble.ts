import type { ButtonView, MessageView } from "../view.ts";
import { element, pictogram, type Shape } from "./element.ts";
import { formatted } from "./format.ts";
import { openSheet } from "./sheet.ts";
import type { Words } from "./words.ts";

/** What a bubble needs to know beside its message. */
export interface BubbleContext {
  readonly words: Words;
  time(iso: string): string;
  tap(message: MessageView, button: ButtonView): void;
}

/** With more buttons than this only the first two show; the rest is behind "See all options". */
const MOST_BUTTONS = 3;
/** Where WhatsApp cuts a long text. */
const CUT_AT = 768;

const SHAPE: Readonly<Record<ButtonView["kind"], Shape>> = {
  url: "link",
  reply: "reply",
  call: "call",
  copy: "copy",
  other: "list",
};

function buttonElement(message: MessageView, button: ButtonView, context: BubbleContext): HTMLElement {
  const content = [pictogram(SHAPE[button.kind]), element("span", {}, button.label)];
  const tap = () => context.tap(message, button);
  if (button.kind === "url") {
    const attributes = { class: "action", href: button.url ?? "#", target: "storefront", rel: "opener" };
    return element("a", { ...attributes, click: tap }, ...content);
  }
  const disabled = button.kind === "reply" && button.tapped;
  return element("button", { class: "action", type: "button", disabled, click: tap }, ...content);
}

function listElement(message: MessageView, context: BubbleContext): HTMLElement {
  const open = () =>
    openSheet(
      message.listLabel ?? "",
      message.buttons.map((row) => ({
        label: row.label,
        description: row.description,
        choose: () => context.tap(message, row),
      })),
      context.words,
    );
  const content = [pictogram("list"), element("span", {}, message.listLabel ?? "")];
  return element("button", { class: "action", type: "button", click: open }, ...content);
}

function actionElements(message: MessageView, context: BubbleContext): HTMLElement[] {
  if (message.listLabel) return [listElement(message, context)];
  const { buttons } = message;
  if (buttons.length <= MOST_BUTTONS) return buttons.map((button) => buttonElement(message, button, context));
  const label = context.words.allOptions;
  const openAll = () => {
    const sheet = openSheet(label, [], context.words);
    sheet.append(
      ...buttons.map((button) => {
        const made = buttonElement(message, button, context);
        made.addEventListener("click", () => sheet.closest("dialog")?.close());
        return made;
      }),
    );
  };
  const all = element(
    "button",
    { class: "action", type: "button", click: openAll },
    pictogram("list"),
    label,
  );
  return [...buttons.slice(0, 2).map((button) => buttonElement(message, button, context)), all];
}

function textElement(message: MessageView, words: Words): HTMLElement {
  const holder = element("div", { class: "text" });
  if (message.text.length <= CUT_AT) {
    holder.append(...formatted(message.text));
    return holder;
  }
  const showAll = () => holder.replaceChildren(...formatted(message.text));
  holder.append(
    ...formatted(`${message.text.slice(0, CUT_AT - 40)}… `),
    element("button", { class: "more", type: "button", click: showAll }, words.readMore),
  );
  return holder;
}

function footElement(message: MessageView, context: BubbleContext): HTMLElement {
  const time = element("time", { datetime: message.at }, context.time(message.at));
  const { words } = context;
  const ticks = pictogram("ticks", message.seen ? words.readBy : words.delivered);
  if (message.seen) ticks.classList.add("seen");
  return element("div", { class: "foot" }, time, message.from === "person" && ticks);
}

/** One message, as a bubble with its buttons under it. */
export function bubbleOf(message: MessageView, context: BubbleContext): HTMLElement {
  const bubble = element("div", { class: "bubble" });
  if (message.quoted) bubble.append(element("div", { class: "quoted" }, message.quoted));
  if (message.picture) {
    bubble.append(element("img", { class: "picture", src: message.picture, alt: "" }));
  }
  if (message.attachment) bubble.append(element("div", { class: "attachment" }, message.attachment));
  if (message.heading) bubble.append(element("div", { class: "heading" }, ...formatted(message.heading)));
  if (message.text) bubble.append(textElement(message, context.words));
  if (message.footer) bubble.append(element("div", { class: "footer" }, message.footer));
  bubble.append(footElement(message, context));
  const actions = actionElements(message, context);
  if (actions.length > 0) bubble.append(element("div", { class: "actions" }, ...actions));
  const row = element("div", { class: `message ${message.from}`, "data-wamid": message.wamid }, bubble);
  if (message.reaction) row.append(element("span", { class: "reaction" }, message.reaction));
  return row;
}
