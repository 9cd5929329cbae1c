/** What of a text a finding is about, so that its field can be shown. */
export type TextField =
  | "name"
  | "language"
  | "category"
  | "header"
  | "body"
  | "footer"
  | `button.${number}`
  | "buttons";

/** A limit of Meta's that a text breaks, by the limit's name in the sandbox's rules. */
export type TextRule =
  | "template.name"
  | "template.language"
  | "template.category"
  | "template.header.text"
  | "template.header.plain"
  | "template.body.missing"
  | "template.body.length"
  | "template.body.edges"
  | "template.body.adjacent"
  | "template.body.lines"
  | "template.body.words"
  | "template.body.sequence"
  | "template.body.examples"
  | "template.footer"
  | "template.buttons.count"
  | "template.buttons.grouping"
  | "template.buttons.label"
  | "template.buttons.plain"
  | "template.buttons.different"
  | "template.buttons.variable";

export interface Finding {
  readonly rule: TextRule;
  readonly field: TextField;
}

interface Button {
  readonly type: string;
  readonly text?: string | undefined;
  readonly url?: string | undefined;
  readonly example?: unknown;
}

/** A text as it would be sent to Meta. */
export interface TextToCheck {
  readonly name: string;
  readonly language: string;
  readonly category: string;
  readonly parameter_format?: string | undefined;
  readonly components: readonly {
    readonly type: string;
    readonly format?: string | undefined;
    readonly text?: string | undefined;
    readonly example?: unknown;
    readonly buttons?: readonly Button[] | undefined;
  }[];
}

/** Characters. Source: Meta, "Template components". */
export const LIMITS = { header: 60, body: 1_024, footer: 60, label: 25 } as const;
const MOST_BUTTONS = 10;
const MOST_LINKS = 2;

const VARIABLE = /\{\{\s*([^{}]*?)\s*\}\}/g;
const FORMATTING = /[\n*_~`]/;
const EMOJI = /\p{Extended_Pictographic}/u;

const variablesOf = (text: string) => [
  ...new Set([...text.matchAll(VARIABLE)].map((match) => match[1] ?? "")),
];

/** How many of an example's values are there, whichever of Meta's forms they have. */
function exampleCount(example: unknown): number {
  if (Array.isArray(example)) return example.flat().filter((one) => one !== "" && one !== null).length;
  if (typeof example !== "object" || example === null) return typeof example === "string" && example ? 1 : 0;
  return Math.max(0, ...Object.values(example).map(exampleCount));
}

function* checkNames({ name, language, category }: TextToCheck): Generator<Finding> {
  if (!/^[a-z0-9_]{1,512}$/.test(name)) yield { rule: "template.name", field: "name" };
  if (!/^[a-z]{2,3}([_-][A-Z]{2,3})?$/.test(language)) yield { rule: "template.language", field: "language" };
  if (!["MARKETING", "UTILITY", "AUTHENTICATION"].includes(category))
    yield { rule: "template.category", field: "category" };
}

function* checkHeader(text: string): Generator<Finding> {
  if (text.trim() === "" || text.length > LIMITS.header || variablesOf(text).length > 1)
    yield { rule: "template.header.text", field: "header" };
  if (FORMATTING.test(text)) yield { rule: "template.header.plain", field: "header" };
}

/** For x variables Meta wants at least 2x + 1 words beside them, as partners report the rule behind 2388293. */
function hasEnoughWords(text: string): boolean {
  const words = text.replaceAll(VARIABLE, " ").match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length >= 2 * variablesOf(text).length + 1;
}

function isWellFormed(variables: readonly string[], isNamed: boolean): boolean {
  return isNamed
    ? variables.every((name) => /^[a-z][a-z0-9_]*$/.test(name))
    : variables.every((name, index) => name === String(index + 1));
}

function* checkBody(text: string, isNamed: boolean, example: unknown): Generator<Finding> {
  const found = (rule: TextRule): Finding => ({ rule, field: "body" });
  if (text.trim() === "") {
    yield found("template.body.missing");
    return;
  }
  const variables = variablesOf(text);
  if (text.length > LIMITS.body) yield found("template.body.length");
  if (/^\s*\{\{/.test(text) || /\}\}\s*$/.test(text)) yield found("template.body.edges");
  if (/\}\}\s*\{\{/.test(text)) yield found("template.body.adjacent");
  if (/\n{3,}/.test(text)) yield found("template.body.lines");
  if (!isWellFormed(variables, isNamed)) yield found("template.body.sequence");
  else if (exampleCount(example) < variables.length) yield found("template.body.examples");
  if (variables.length > 0 && !hasEnoughWords(text)) yield found("template.body.words");
}

function isGoodAddress({ url = "", example }: Button): boolean {
  const variables = variablesOf(url);
  if (!/^https?:\/\//.test(url) || !URL.canParse(url.replace(/\{\{1\}\}$/, "")) || url.length > 2_000)
    return false;
  if (variables.length === 0) return true;
  return variables.length === 1 && url.endsWith("{{1}}") && exampleCount(example) > 0;
}

function* checkButton(button: Button, field: TextField): Generator<Finding> {
  const { type, text = "" } = button;
  const needsLabel = !["COPY_CODE", "OTP", "REQUEST_CONTACT_INFO", "VOICE_CALL"].includes(type);
  if ((text.trim() === "" && needsLabel) || text.length > LIMITS.label)
    yield { rule: "template.buttons.label", field };
  if (FORMATTING.test(text) || EMOJI.test(text) || variablesOf(text).length > 0)
    yield { rule: "template.buttons.plain", field };
  if (type === "URL" && !isGoodAddress(button)) yield { rule: "template.buttons.variable", field };
}

function* checkButtons(buttons: readonly Button[]): Generator<Finding> {
  const isReply = ({ type }: Button) => type === "QUICK_REPLY";
  if (buttons.length > MOST_BUTTONS || buttons.filter(({ type }) => type === "URL").length > MOST_LINKS)
    yield { rule: "template.buttons.count", field: "buttons" };
  const changes = buttons.filter((one, index) => {
    const before = buttons[index - 1];
    return before !== undefined && isReply(one) !== isReply(before);
  });
  if (changes.length > 1) yield { rule: "template.buttons.grouping", field: "buttons" };
  for (const [index, button] of buttons.entries()) {
    yield* checkButton(button, `button.${index}`);
    const isRepeated = buttons.slice(0, index).some(({ text }) => text !== undefined && text === button.text);
    if (isRepeated) yield { rule: "template.buttons.different", field: `button.${index}` };
  }
}

/**
 * What Meta would refuse of a text, before it is sent there; empty where there is nothing. What only the account knows
 * (whether a name is taken, whether an example was uploaded) is not checked here.
 * Source: Meta, "Template components"; error codes, September 2026.
 */
export function checkText(text: TextToCheck): Finding[] {
  const isNamed = text.parameter_format?.toLowerCase() === "named";
  const part = (type: string) => text.components.find((component) => component.type === type);
  const [header, body, footer] = [part("HEADER"), part("BODY"), part("FOOTER")];
  const findings = [...checkNames(text)];
  if (header?.format === "TEXT") findings.push(...checkHeader(header.text ?? ""));
  findings.push(...checkBody(body?.text ?? "", isNamed, body?.example));
  if (footer) {
    const said = footer.text ?? "";
    if (said.trim() === "" || said.length > LIMITS.footer || variablesOf(said).length > 0)
      findings.push({ rule: "template.footer", field: "footer" });
  }
  return [...findings, ...checkButtons(part("BUTTONS")?.buttons ?? [])];
}

/** Words for which reviewers file a text under marketing, in the languages that there are ready texts in. */
const PROMOTIONAL =
  /(?<!\p{L})(discounts?|sale|offers?|coupons?|promo|promotions?|vouchers?|deals?|scont[oi]|saldi|offert[ae]|promozion[ei]|rabatte?|angebote?|gutscheine?|ofertas?|descuentos?|descontos?|cup[oó]m|cup[oó]n(es)?|remises?|soldes|r[ée]ductions?|korting(en)?|aanbieding(en)?|zni[żz]k[aię]|promocj[aię]|rabat[uy]?)(?!\p{L})|% ?off(?!\p{L})/iu;

/**
 * The first word for which a text that is said to be utility would be filed under marketing; undefined where there is
 * none. Since 2025-04-09 Meta does so at once. Source: Meta, "Template categorization".
 */
export function promotionalWord(texts: readonly (string | null | undefined)[]): string | undefined {
  for (const text of texts) {
    const found = PROMOTIONAL.exec(text ?? "");
    if (found) return found[0];
  }
  return undefined;
}
