import type { BusinessMessage } from "#sandbox/meta/index.ts";
import { listAt, member, textAt } from "./json.ts";
import type { ButtonView } from "./view.ts";

/** What a tap on a button sends back, where it sends something. */
export type Reply =
  | { readonly type: "button"; readonly button: { readonly payload: string; readonly text: string } }
  | { readonly type: "interactive"; readonly interactive: object };

export interface Button extends Omit<ButtonView, "tapped"> {
  readonly reply?: Reply | undefined;
}

/** The parameter that a send filled a template's button with. */
function filled({ payload }: BusinessMessage, index: number): unknown {
  const component = listAt(payload, "template", "components").find(
    (one) => String(member(one, "type")).toLowerCase() === "button" && Number(member(one, "index")) === index,
  );
  return listAt(component, "parameters")[0];
}

function templateButton(message: BusinessMessage, button: unknown, index: number): Button {
  const label = textAt(button, "text") ?? "";
  const parameter = filled(message, index);
  switch (textAt(button, "type")) {
    case "URL": {
      const url = textAt(button, "url")?.replace("{{1}}", textAt(parameter, "text") ?? "");
      return { index, kind: "url", label, url };
    }
    case "QUICK_REPLY": {
      const payload = textAt(parameter, "payload") ?? label;
      return { index, kind: "reply", label, reply: { type: "button", button: { payload, text: label } } };
    }
    case "PHONE_NUMBER":
      return { index, kind: "call", label, phone: textAt(button, "phone_number") };
    case "COPY_CODE":
      return { index, kind: "copy", label, code: textAt(parameter, "coupon_code") };
    default:
      return { index, kind: "other", label };
  }
}

function templateButtons(message: BusinessMessage): Button[] {
  const buttons = message.template?.components.find(({ type }) => type === "BUTTONS")?.buttons ?? [];
  return buttons.map((button, index) => templateButton(message, button, index));
}

function replyButton(button: unknown, index: number): Button {
  const id = textAt(button, "reply", "id") ?? "";
  const title = textAt(button, "reply", "title") ?? "";
  const interactive = { type: "button_reply", button_reply: { id, title } };
  return { index, kind: "reply", label: title, reply: { type: "interactive", interactive } };
}

function listRow(row: unknown, index: number): Button {
  const id = textAt(row, "id") ?? "";
  const title = textAt(row, "title") ?? "";
  const description = textAt(row, "description");
  const list_reply = { id, title, ...(description ? { description } : {}) };
  const interactive = { type: "list_reply", list_reply };
  return { index, kind: "reply", label: title, description, reply: { type: "interactive", interactive } };
}

function interactiveButtons(content: unknown): Button[] {
  const action = member(content, "action");
  switch (textAt(content, "type")) {
    case "button":
      return listAt(action, "buttons").map(replyButton);
    case "list":
      return listAt(action, "sections")
        .flatMap((section) => listAt(section, "rows"))
        .map(listRow);
    case "cta_url": {
      const label = textAt(action, "parameters", "display_text") ?? "";
      return [{ index: 0, kind: "url", label, url: textAt(action, "parameters", "url") }];
    }
    default:
      return [];
  }
}

/** The buttons under a message, or the rows of its list, in order. */
export function buttonsOf(message: BusinessMessage): Button[] {
  return message.template ? templateButtons(message) : interactiveButtons(message.payload.interactive);
}
