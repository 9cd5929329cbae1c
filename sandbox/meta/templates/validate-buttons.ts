import { GraphRefusal } from "../errors.ts";
import { type TemplateButton, variablesOf } from "./template.ts";

function refuse(details: string): never {
  throw new GraphRefusal(100, details);
}

/** How many of a type one template may have; of all together ten. */
const AT_MOST: Readonly<Record<string, number>> = {
  QUICK_REPLY: 10,
  URL: 2,
  PHONE_NUMBER: 1,
  COPY_CODE: 1,
  CATALOG: 1,
  MPM: 1,
  SPM: 1,
  FLOW: 1,
  OTP: 1,
  ORDER_DETAILS: 1,
  VOICE_CALL: 1,
  REQUEST_CONTACT_INFO: 1,
};
/** Their label is Meta's. */
const WITHOUT_LABEL = ["COPY_CODE", "OTP", "REQUEST_CONTACT_INFO", "VOICE_CALL"];

function checkLabel(button: TemplateButton): void {
  const text = button.text ?? "";
  if (text === "" && !WITHOUT_LABEL.includes(button.type)) refuse("A button needs its text.");
  if (text.length > 25) refuse("A button's text can have 25 characters.");
  if (variablesOf(text).length > 0 || /[\n*_~`]|\p{Extended_Pictographic}/u.test(text)) {
    refuse("A button's text has no variables, line breaks, emoji or formatting.");
  }
}

function checkUrl(button: TemplateButton): void {
  const url = button.url ?? "";
  if (!URL.canParse(url.replace(/\{\{1\}\}$/, "")) || !/^https?:\/\//.test(url)) {
    refuse("A URL button needs a valid address.");
  }
  if (url.length > 2_000) refuse("A button's address can have 2000 characters.");
  const variables = variablesOf(url);
  if (variables.length === 0) return;
  if (variables.length > 1 || !url.endsWith("{{1}}")) {
    refuse("A button's address has one variable, {{1}}, and only at its end.");
  }
  if ([button.example].flat().every((example) => !example)) refuse("The address needs an example.");
}

function checkGrouping(buttons: readonly TemplateButton[]): void {
  const changes = buttons.filter(
    (button, index) =>
      index > 0 && (button.type === "QUICK_REPLY") !== (buttons[index - 1]?.type === "QUICK_REPLY"),
  );
  if (changes.length > 1) refuse("Quick replies must stand together, not between other buttons.");
}

/** Number, order and content of a template's buttons. Source: template components, "Buttons". */
export function checkButtons(buttons: readonly TemplateButton[] | undefined): void {
  if (buttons === undefined) return;
  if (buttons.length === 0) refuse("Buttons can't be empty.");
  if (buttons.length > 10) refuse("A template can have 10 buttons.");
  for (const [type, limit] of Object.entries(AT_MOST)) {
    if (buttons.filter((button) => button.type === type).length > limit) {
      refuse(`A template can have ${limit} ${type} button${limit === 1 ? "" : "s"}.`);
    }
  }
  for (const button of buttons) {
    if (!(button.type in AT_MOST)) refuse(`The button type ${button.type} is not known.`);
    checkLabel(button);
    if (button.type === "URL") checkUrl(button);
    if (button.type === "PHONE_NUMBER" && !/^\+?\d{7,20}$/.test(button.phone_number ?? "")) {
      refuse("A call button needs a phone number.");
    }
    const [code = ""] = [button.example].flat();
    if (button.type === "COPY_CODE" && (code === "" || code.length > 15)) {
      refuse("A coupon code needs an example of 15 characters at most.");
    }
  }
  checkGrouping(buttons);
  const labels = buttons.map((button) => button.text).filter((text) => text !== undefined);
  if (new Set(labels).size < labels.length) refuse("Two buttons have the same text.");
}
