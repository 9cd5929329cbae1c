import { z } from "zod";
import { isStopWord } from "#app/modules/consent/index.ts";
import { type TemplateBindings, templateComponents } from "./components.ts";
import { fallbackOf } from "./library.ts";
import { STOP_PAYLOAD } from "./parts.ts";
import type { LinkKind, Meaning } from "./purposes.ts";

/** What has to be filled in before a text that was made elsewhere can be sent. */
export interface Demands {
  readonly positional: boolean;
  /** Of the body, in their order: `1`, `2` … or names. */
  readonly variables: readonly string[];
  readonly picture: boolean;
  /** The button whose address ends with a variable, and what stands before it. */
  readonly link: { readonly button: number; readonly base: string } | null;
  /** Quick reply by which a person stops promotions. */
  readonly stop: number | null;
}

/** Why a text can't be sent by Cartwave, whatever is said of it. */
export type Unfit = "category" | "header" | "parts" | "buttons";

const VARIABLE = /\{\{\s*([^{}]*?)\s*\}\}/g;
const variablesOf = (text: string) => [
  ...new Set([...text.matchAll(VARIABLE)].map((match) => match[1] ?? "")),
];

const buttonsShape = z.looseObject({
  type: z.literal("BUTTONS"),
  buttons: z.array(
    z.looseObject({ type: z.string(), text: z.string().optional(), url: z.string().optional() }),
  ),
});

type Buttons = z.infer<typeof buttonsShape>["buttons"];

const FILLED = ["QUICK_REPLY", "URL", "PHONE_NUMBER"];

function linkOf(buttons: Buttons): Demands["link"] | "buttons" {
  if (buttons.some(({ type }) => !FILLED.includes(type))) return "buttons";
  const variable = buttons.flatMap(({ url }, button) =>
    url?.includes("{{") ? [{ button, base: url.replace(VARIABLE, "") }] : [],
  );
  return variable.length > 1 ? "buttons" : (variable[0] ?? null);
}

interface AtMeta {
  readonly category: string;
  /** `NAMED` or `POSITIONAL`. */
  readonly parameterFormat: string;
  /** As Meta lists them. */
  readonly components: unknown;
}

/** What a text of the account demands, or why Cartwave can't send it. */
export function demandsOf({ category, parameterFormat, components }: AtMeta): Demands | Unfit {
  if (category !== "MARKETING" && category !== "UTILITY") return "category";
  const list = z.array(z.looseObject({ type: z.string() })).safeParse(components).data ?? [];
  if (list.some(({ type }) => !["HEADER", "BODY", "FOOTER", "BUTTONS"].includes(type))) return "parts";
  const buttons = list.flatMap((one) => buttonsShape.safeParse(one).data?.buttons ?? []);
  const link = linkOf(buttons);
  if (link === "buttons") return link;
  const parsed = templateComponents.safeParse(components);
  if (!parsed.success) return "parts";
  const header = parsed.data.find((one) => one.type === "HEADER");
  const isPlainHeader = !header || (header.format === "TEXT" && variablesOf(header.text ?? "").length === 0);
  if (!isPlainHeader && header.format !== "IMAGE") return "header";
  const body = parsed.data.find((one) => one.type === "BODY");
  const stop = buttons.findIndex(({ type, text }) => type === "QUICK_REPLY" && isStopWord(text ?? ""));
  return {
    positional: parameterFormat.toUpperCase() !== "NAMED",
    variables: variablesOf(body?.text ?? ""),
    picture: header?.format === "IMAGE",
    link,
    stop: stop < 0 ? null : stop,
  };
}

/** What its variables mean, as the merchant said it once for all languages. */
export interface Meant {
  readonly meanings: Readonly<Record<string, Meaning>>;
  readonly link: LinkKind | null;
}

/**
 * How such a text is filled.
 * @param ours where our own links lead: a button made with one of them needs a code of ours at its end
 * @param fallbacks by variable; the ready ones of the language where none is given
 * @returns undefined where a variable has no meaning, or the button nowhere to lead
 */
export function bindingsFor(
  demands: Demands,
  { meanings, link }: Meant,
  language: string,
  ours: readonly string[],
  fallbacks: Readonly<Record<string, string>> = {},
): TemplateBindings | undefined {
  const body = demands.variables.flatMap((parameter) => {
    const meaning = meanings[parameter];
    if (!meaning) return [];
    return [{ parameter, meaning, fallback: fallbacks[parameter]?.trim() || fallbackOf(meaning, language) }];
  });
  if (body.length < demands.variables.length || (demands.link && !link)) return undefined;
  const isOurs = ours.some((linkUrl) => demands.link?.base === `${linkUrl}/l/`);
  return {
    body,
    positional: demands.positional,
    header: demands.picture ? "picture" : null,
    link:
      demands.link && link
        ? { button: demands.link.button, kind: link, ...(isOurs ? {} : { base: demands.link.base }) }
        : null,
    stop: demands.stop === null ? null : { button: demands.stop, payload: STOP_PAYLOAD },
  };
}
