import { GraphRefusal } from "../errors.ts";
import { componentOf, type NewTemplate, type TemplateComponent, variablesOf } from "./template.ts";
import { checkButtons } from "./validate-buttons.ts";

/** Subcodes of code 100 at creation. Source: error code page, September 2026. */
export const SUBCODE = {
  tooManyTemplates: 2388019,
  beingDeleted: 2388023,
  languageExists: 2388024,
  tooLong: 2388040,
  header: 2388047,
  body: 2388072,
  footer: 2388073,
  tooManyVariables: 2388293,
  variableAtEdge: 2388299,
} as const;

/** Refuses a creation in Meta's way, in words for the person who wrote the text. */
export function refuseTemplate(details: string, subcode?: number): never {
  throw new GraphRefusal(100, details, subcode);
}

const LANGUAGE = /^[a-z]{2,3}([_-][A-Z]{2,3})?$/;
const MEDIA = ["IMAGE", "VIDEO", "DOCUMENT"];
const HEADER_FORMATS = ["TEXT", ...MEDIA, "GIF", "LOCATION", "PRODUCT"];

function checkNames(template: NewTemplate): void {
  if (!/^[a-z0-9_]{1,512}$/.test(template.name)) {
    refuseTemplate("The name can only have lowercase letters, numbers and underscores, 512 at most.");
  }
  if (!LANGUAGE.test(template.language)) refuseTemplate(`The language ${template.language} is not known.`);
  if (!["MARKETING", "UTILITY", "AUTHENTICATION"].includes(template.category)) {
    refuseTemplate("The category must be MARKETING, UTILITY or AUTHENTICATION.");
  }
}

/** Variables of a text must be all named, or 1, 2, 3 …; each needs an example. */
export function checkVariables(
  text: string,
  named: boolean,
  examples: { readonly named: readonly string[]; readonly positional: readonly string[] },
  subcode: number,
): void {
  const variables = variablesOf(text);
  const wellFormed = named
    ? variables.every((name) => /^[a-z][a-z0-9_]*$/.test(name))
    : variables.every((name, index) => name === String(index + 1));
  if (!wellFormed) {
    refuseTemplate(
      named
        ? "Named variables have lowercase letters, numbers and underscores."
        : "Variables must be {{1}}, {{2}} and so on, without a gap.",
      subcode,
    );
  }
  const given = named
    ? variables.every((name) => examples.named.includes(name))
    : examples.positional.filter((one) => one !== "").length === variables.length;
  if (!given) refuseTemplate("Each variable needs an example.", subcode);
}

const namesOf = (list: readonly { readonly param_name: string; readonly example: string }[] | undefined) =>
  (list ?? []).filter((one) => one.example !== "").map((one) => one.param_name);

function checkHeader(header: TemplateComponent, named: boolean, isHandle: (handle: string) => boolean): void {
  const format = header.format ?? "";
  if (!HEADER_FORMATS.includes(format)) refuseTemplate("This header format is not known.", SUBCODE.header);
  if (MEDIA.includes(format)) {
    const [handle] = header.example?.header_handle ?? [];
    if (!handle || !isHandle(handle)) {
      refuseTemplate("A header with media needs an uploaded example: header_handle.", SUBCODE.header);
    }
  }
  if (format !== "TEXT") return;
  const text = header.text ?? "";
  if (text === "") refuseTemplate("A text header needs its text.", SUBCODE.header);
  if (text.length > 60) refuseTemplate("The header can have 60 characters.", SUBCODE.tooLong);
  if (/[\n*_~`]/.test(text)) refuseTemplate("The header has no line breaks or formatting.", SUBCODE.header);
  if (variablesOf(text).length > 1) refuseTemplate("The header can have one variable.", SUBCODE.header);
  const { header_text, header_text_named_params } = header.example ?? {};
  const examples = { named: namesOf(header_text_named_params), positional: header_text ?? [] };
  checkVariables(text, named, examples, SUBCODE.header);
}

/** For x variables Meta wants at least 2x + 1 words beside them, as partners report the rule behind 2388293. */
function hasEnoughWords(text: string): boolean {
  const words = text.replaceAll(/\{\{[^{}]*\}\}/g, " ").match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length >= 2 * variablesOf(text).length + 1;
}

function checkBody(body: TemplateComponent, named: boolean, limit: number): void {
  const text = body.text ?? "";
  if (text === "") refuseTemplate("The body needs a text.", SUBCODE.body);
  if (text.length > limit) refuseTemplate(`The body can have ${limit} characters.`, SUBCODE.tooLong);
  if (/^\s*\{\{/.test(text) || /\}\}\s*$/.test(text)) {
    refuseTemplate("Variables can't be at the start or end of the template.", SUBCODE.variableAtEdge);
  }
  if (/\n{3,}/.test(text)) refuseTemplate("The body has more than two line breaks in a row.", SUBCODE.body);
  const { body_text, body_text_named_params } = body.example ?? {};
  const examples = { named: namesOf(body_text_named_params), positional: body_text?.[0] ?? [] };
  checkVariables(text, named, examples, SUBCODE.body);
  if (variablesOf(text).length > 0 && !hasEnoughWords(text)) {
    refuseTemplate(
      "This template has too many variables for its length. Reduce the number of variables or increase the message length.",
      SUBCODE.tooManyVariables,
    );
  }
}

function checkFooter(footer: TemplateComponent): void {
  const text = footer.text ?? "";
  if (text === "") refuseTemplate("The footer needs a text.", SUBCODE.footer);
  if (text.length > 60) refuseTemplate("The footer can have 60 characters.", SUBCODE.tooLong);
  if (variablesOf(text).length > 0) refuseTemplate("The footer has no variables.", SUBCODE.footer);
}

function checkOffer(components: readonly TemplateComponent[]): void {
  const offer = componentOf(components, "LIMITED_TIME_OFFER");
  if (!offer) return;
  if ((offer.limited_time_offer?.text ?? "").length > 16) {
    refuseTemplate("The text of a limited-time offer can have 16 characters.", SUBCODE.tooLong);
  }
  if (componentOf(components, "FOOTER")) {
    refuseTemplate("A limited-time offer has no footer.", SUBCODE.footer);
  }
}

function checkCarousel(components: readonly TemplateComponent[]): void {
  const cards = componentOf(components, "CAROUSEL")?.cards;
  if (!cards) return;
  if (cards.length < 2 || cards.length > 10) refuseTemplate("A carousel has 2 to 10 cards.");
  const kinds = cards.map((card) => card.components.map((part) => part.type.toUpperCase()).join());
  if (new Set(kinds).size > 1) refuseTemplate("All cards of a carousel have the same components.");
}

/**
 * What Meta checks when a template is created or edited; the rest is for its review.
 * Source: template components and management pages; limits of the components reference.
 * @param isHandle whether an example was uploaded
 * @throws GraphRefusal
 */
export function validateTemplate(template: NewTemplate, isHandle: (handle: string) => boolean): void {
  checkNames(template);
  const { components } = template;
  const named = template.parameter_format === "named";
  for (const type of ["HEADER", "BODY", "FOOTER", "BUTTONS"]) {
    if (components.filter((component) => component.type === type).length > 1) {
      refuseTemplate(`A template has one ${type} at most.`);
    }
  }
  const body = componentOf(components, "BODY");
  if (!body) refuseTemplate("A template needs a body.", SUBCODE.body);
  // Authentication texts are Meta's own: their body has no text of the business.
  if (template.category !== "AUTHENTICATION" || body.text !== undefined) {
    checkBody(body, named, componentOf(components, "LIMITED_TIME_OFFER") ? 600 : 1_024);
  }
  const header = componentOf(components, "HEADER");
  if (header) checkHeader(header, named, isHandle);
  const footer = componentOf(components, "FOOTER");
  if (footer && template.category !== "AUTHENTICATION") checkFooter(footer);
  checkOffer(components);
  checkCarousel(components);
  checkButtons(componentOf(components, "BUTTONS")?.buttons);
}
