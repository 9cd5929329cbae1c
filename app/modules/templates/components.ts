import { z } from "zod";
import { exampleOf, fallbackOf, type ReadyText } from "./library.ts";
import { MEANINGS, type Meaning } from "./purposes.ts";

/** A template's components in Meta's shape, as far as we make and render them. */
export const templateComponents = z.array(
  z.discriminatedUnion("type", [
    z.looseObject({ type: z.literal("HEADER"), format: z.string(), text: z.string().optional() }),
    z.looseObject({ type: z.literal("BODY"), text: z.string() }),
    z.looseObject({ type: z.literal("FOOTER"), text: z.string() }),
    z.looseObject({
      type: z.literal("BUTTONS"),
      buttons: z.array(z.looseObject({ type: z.string(), text: z.string(), url: z.string().optional() })),
    }),
  ]),
);
export type TemplateComponents = z.infer<typeof templateComponents>;

/** How each parameter is filled. */
export const templateBindings = z.object({
  body: z.array(z.object({ parameter: z.string(), meaning: z.enum(MEANINGS), fallback: z.string().min(1) })),
  header: z.enum(["picture"]).nullable(),
  /** The link button with a variable, if there is one. */
  link: z.object({ button: z.number().int(), kind: z.enum(["cart", "order_status", "tracking"]) }).nullable(),
  /** Quick reply that stops promotions. */
  stop: z.object({ button: z.number().int(), payload: z.string() }).nullable(),
});
export type TemplateBindings = z.infer<typeof templateBindings>;

/** What a tap on "Stop promotions" sends back. */
export const STOP_PAYLOAD = "STOP_PROMOTIONS";

const VARIABLE = /\{\{([a-z_]+)\}\}/g;

export function variablesIn(text: string): Meaning[] {
  const names = [...text.matchAll(VARIABLE)].map((match) => match[1] as Meaning);
  return [...new Set(names)];
}

/**
 * A ready text as Meta's components with named parameters, and how they are filled.
 * @param linkUrl where link buttons lead, without the code at its end; it is frozen inside the approved template
 * @param headerHandle handle of the uploaded example picture
 */
export function buildTemplate(
  text: ReadyText,
  language: string,
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
  if (text.stop) buttons.push({ type: "QUICK_REPLY", text: text.stop });
  const components: TemplateComponents = [
    ...(text.header
      ? [
          {
            type: "HEADER" as const,
            format: "IMAGE",
            ...(headerHandle === undefined ? {} : { example: { header_handle: [headerHandle] } }),
          },
        ]
      : []),
    {
      type: "BODY" as const,
      text: text.body,
      example: {
        body_text_named_params: meanings.map((meaning) => ({
          param_name: meaning,
          example: exampleOf(meaning, language),
        })),
      },
    },
    ...(text.footer ? [{ type: "FOOTER" as const, text: text.footer }] : []),
    ...(buttons.length > 0 ? [{ type: "BUTTONS" as const, buttons }] : []),
  ];
  return {
    components,
    bindings: {
      body: meanings.map((meaning) => ({
        parameter: meaning,
        meaning,
        fallback: fallbackOf(meaning, language),
      })),
      header: text.header,
      link: text.link ? { button: 0, kind: text.link.kind } : null,
      stop: text.stop ? { button: text.link ? 1 : 0, payload: STOP_PAYLOAD } : null,
    },
  };
}
