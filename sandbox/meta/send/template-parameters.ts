import { GraphRefusal } from "../errors.ts";
import {
  buttonsOf,
  componentOf,
  type Template,
  type TemplateComponent,
  variablesOf,
} from "../templates/template.ts";
import type { SentComponent, SentParameter, SentTemplate } from "./payload.ts";

const MEDIA = ["IMAGE", "VIDEO", "DOCUMENT"];

/** What is sent of a template: its approved text, also while an edit of it is under review. */
export function componentsToSend(template: Template): readonly TemplateComponent[] {
  return template.live ?? template.components;
}

/** @throws GraphRefusal 132001, 132015 or 132016 where this text can't be sent now */
export function checkSendable(template: Template | undefined, sent: SentTemplate): Template {
  const missing = `template name (${sent.name}) does not exist in ${sent.language.code}`;
  if (!template) throw new GraphRefusal(132001, missing);
  if (template.status === "PAUSED") throw new GraphRefusal(132015);
  if (template.status === "DISABLED") throw new GraphRefusal(132016);
  if (template.status !== "APPROVED" && !template.live) throw new GraphRefusal(132001, missing);
  return template;
}

function countRefusal(where: string, given: number, expected: number): GraphRefusal {
  return new GraphRefusal(
    132000,
    `${where}: number of localizable_params (${given}) does not match the expected number of params (${expected})`,
  );
}

function checkText(parameter: SentParameter, where: string): void {
  if (parameter.type !== "text") {
    throw new GraphRefusal(132012, `${where}: expected a text, received ${parameter.type}`);
  }
  const text = parameter.text ?? "";
  if (text === "") throw new GraphRefusal(131008, "Parameter of type text is missing text value");
  if (/[\n\t]| {5}/.test(text)) {
    throw new GraphRefusal(
      132018,
      "Param text cannot have new-line/tab characters or more than 4 consecutive spaces",
    );
  }
}

function checkTexts(
  template: Template,
  text: string | undefined,
  parameters: readonly SentParameter[],
  where: string,
): void {
  const variables = variablesOf(text);
  if (parameters.length !== variables.length) {
    throw countRefusal(where, parameters.length, variables.length);
  }
  for (const parameter of parameters) checkText(parameter, where);
  if (template.parameterFormat === "POSITIONAL") return;
  for (const name of variables) {
    if (!parameters.some((parameter) => parameter.parameter_name === name)) {
      throw new GraphRefusal(100, `${where}: Parameter name is missing or empty: ${name}`);
    }
  }
}

function checkHeader(
  template: Template,
  header: TemplateComponent | undefined,
  sent: SentComponent | undefined,
): void {
  const parameters = sent?.parameters ?? [];
  const format = header?.format;
  if (format && MEDIA.includes(format)) {
    const [parameter] = parameters;
    if (parameter?.type !== format.toLowerCase()) {
      const received = parameter?.type.toUpperCase() ?? "UNKNOWN";
      throw new GraphRefusal(132012, `header: Format mismatch, expected ${format}, received ${received}`);
    }
    const media = parameter.image ?? parameter.video ?? parameter.document;
    if (!media?.link && !media?.id) throw new GraphRefusal(131008, "header: link or id is required");
    return;
  }
  // Other headers (location, product) are taken as they come.
  if (format === undefined || format === "TEXT") checkTexts(template, header?.text, parameters, "header");
}

/** The text that the person reads. */
export function filledText(text: string, parameters: readonly SentParameter[]): string {
  let position = 0;
  const byVariable = new Map<string, string>();
  for (const variable of variablesOf(text)) {
    const named = parameters.find((parameter) => parameter.parameter_name === variable);
    byVariable.set(variable, (named ?? parameters[position])?.text ?? "");
    position += 1;
  }
  return text.replaceAll(/\{\{\s*([^{}]*?)\s*\}\}/g, (whole, name: string) => byVariable.get(name) ?? whole);
}

function checkButtons(components: readonly TemplateComponent[], sent: SentTemplate): void {
  const buttons = buttonsOf(components);
  const given = sent.components.filter((component) => component.type === "button");
  for (const { index = -1, sub_type } of given) {
    const type = buttons[index]?.type.toLowerCase();
    if (type === undefined) throw new GraphRefusal(131009, `buttons: there is no button at index ${index}`);
    const expected = type === "otp" ? "url" : type;
    if (sub_type !== undefined && sub_type !== expected) {
      throw new GraphRefusal(132012, `buttons: Button at index ${index} is ${type}, not ${sub_type}`);
    }
  }
  buttons.forEach((button, index) => {
    const parameters = given.find((component) => component.index === index)?.parameters ?? [];
    const needsText = button.type === "URL" && variablesOf(button.url).length > 0;
    const needsCode = button.type === "COPY_CODE";
    if ((needsText || needsCode) && parameters.length === 0) {
      throw new GraphRefusal(
        131008,
        `buttons: Button at index ${index} of type ${button.type} requires a parameter`,
      );
    }
    const [parameter] = parameters;
    if (needsText && parameter) checkText(parameter, "buttons");
    if (button.type === "URL" && !needsText && parameters.length > 0) {
      throw countRefusal("buttons", parameters.length, 0);
    }
    if (needsCode && (parameter?.coupon_code ?? "") === "") {
      throw new GraphRefusal(131008, "buttons: coupon_code is required");
    }
  });
}

/**
 * Checks what fills a template against the template.
 * Sources: template messages; error codes 132000, 132005, 132012, 132018 (from v23).
 * @throws GraphRefusal
 */
export function checkParameters(template: Template, sent: SentTemplate): void {
  const components = componentsToSend(template);
  const sentOf = (type: string) => sent.components.find((component) => component.type === type);
  checkHeader(template, componentOf(components, "HEADER"), sentOf("header"));
  const body = componentOf(components, "BODY");
  const parameters = sentOf("body")?.parameters ?? [];
  // The body of an authentication text is Meta's and has one variable: the code.
  if (template.category !== "AUTHENTICATION") checkTexts(template, body?.text, parameters, "body");
  if (filledText(body?.text ?? "", parameters).length > 1_024) throw new GraphRefusal(132005);
  checkButtons(components, sent);
}
