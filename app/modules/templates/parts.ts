import type { TemplateBindings, TemplateComponents } from "./components.ts";
import { find } from "./find.ts";
import { type LinkKind, MEANINGS, type Meaning } from "./purposes.ts";

/** What a text is made of. Variables stand in it as `{{meaning}}`. */
export interface TextParts {
  /** `picture`: the cart's first product. */
  readonly header: "picture" | null;
  /** A line above the text, in place of a picture. */
  readonly headerText: string | null;
  readonly body: string;
  readonly footer: string | null;
  /** Label of the link button, and where it leads. */
  readonly link: { readonly label: string; readonly kind: LinkKind } | null;
  /** Label of the button that stops promotions: every marketing text has one. */
  readonly stop: string | null;
  /** What is said where a value is unknown; the ready ones of the language where nothing is said. */
  readonly fallbacks: Partial<Record<Meaning, string>>;
}

/** A language's words for variables: what Meta's reviewers see, and what is said where a value is unknown. */
export interface VariableWords {
  readonly examples: Readonly<Record<Meaning, string>>;
  readonly fallbacks: Readonly<Record<Meaning, string>>;
}

/** What a tap on "Stop promotions" sends back. */
export const STOP_PAYLOAD = "STOP_PROMOTIONS";

const VARIABLE = /\{\{([a-z_]+)\}\}/g;

const isMeaning = (name: string): name is Meaning => (MEANINGS as readonly string[]).includes(name);

/** What is filled in, in the order of the text; a name that means nothing to us is not among them. */
export function variablesIn(text: string): Meaning[] {
  const names = [...text.matchAll(VARIABLE)].map((match) => match[1] ?? "");
  return [...new Set(names)].filter(isMeaning);
}

/** What was made of a text of ours, back from what Meta has. */
export function partsOf(components: TemplateComponents, bindings: TemplateBindings): TextParts {
  const header = find(components, "HEADER");
  const buttons = find(components, "BUTTONS")?.buttons ?? [];
  const { link, stop } = bindings;
  return {
    header: bindings.header,
    headerText: header?.format === "TEXT" ? (header.text ?? "") : null,
    body: find(components, "BODY")?.text ?? "",
    footer: find(components, "FOOTER")?.text ?? null,
    link: link && { label: buttons[link.button]?.text ?? "", kind: link.kind },
    stop: stop ? (buttons[stop.button]?.text ?? "") : null,
    fallbacks: Object.fromEntries(bindings.body.map(({ meaning, fallback }) => [meaning, fallback])),
  };
}

function headerOf({ header, headerText }: TextParts, handle: string | undefined): TemplateComponents {
  if (header) {
    const example = handle === undefined ? {} : { example: { header_handle: [handle] } };
    return [{ type: "HEADER", format: "IMAGE", ...example }];
  }
  return headerText === null ? [] : [{ type: "HEADER", format: "TEXT", text: headerText }];
}

/**
 * A text as Meta's components with named parameters, and how they are filled.
 * @param linkUrl where link buttons lead, without the code at its end; it is frozen inside the approved template
 * @param headerHandle handle of the uploaded example picture
 */
export function buildText(
  text: TextParts,
  words: VariableWords,
  linkUrl: string,
  headerHandle: string | undefined,
): { components: TemplateComponents; bindings: TemplateBindings } {
  const meanings = variablesIn(text.body);
  const buttons: { type: string; text: string; [member: string]: unknown }[] = [];
  if (text.link) {
    buttons.push({
      type: "URL",
      text: text.link.label,
      url: `${linkUrl}/l/{{1}}`,
      example: [`${linkUrl}/l/example`],
    });
  }
  if (text.stop !== null) buttons.push({ type: "QUICK_REPLY", text: text.stop });
  const examples = meanings.map((meaning) => ({ param_name: meaning, example: words.examples[meaning] }));
  return {
    components: [
      ...headerOf(text, headerHandle),
      {
        type: "BODY" as const,
        text: text.body,
        ...(examples.length > 0 ? { example: { body_text_named_params: examples } } : {}),
      },
      ...(text.footer === null ? [] : [{ type: "FOOTER" as const, text: text.footer }]),
      ...(buttons.length > 0 ? [{ type: "BUTTONS" as const, buttons }] : []),
    ],
    bindings: {
      body: meanings.map((meaning) => ({
        parameter: meaning,
        meaning,
        fallback: text.fallbacks[meaning]?.trim() || words.fallbacks[meaning],
      })),
      positional: false,
      header: text.header,
      link: text.link ? { button: 0, kind: text.link.kind } : null,
      stop: text.stop === null ? null : { button: text.link ? 1 : 0, payload: STOP_PAYLOAD },
    },
  };
}
