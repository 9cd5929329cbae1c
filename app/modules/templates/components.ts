import { z } from "zod";
import { LINK_KINDS, MEANINGS } from "./purposes.ts";

/** A template's components in Meta's shape, as far as we make and render them. */
export const templateComponents = z.array(
  z.discriminatedUnion("type", [
    z.looseObject({ type: z.literal("HEADER"), format: z.string(), text: z.string().optional() }),
    z.looseObject({ type: z.literal("BODY"), text: z.string() }),
    z.looseObject({ type: z.literal("FOOTER"), text: z.string() }),
    z.looseObject({
      type: z.literal("BUTTONS"),
      buttons: z.array(
        z.looseObject({
          type: z.string(),
          text: z.string(),
          url: z.string().optional(),
          phone_number: z.string().optional(),
        }),
      ),
    }),
  ]),
);
export type TemplateComponents = z.infer<typeof templateComponents>;

/** How each parameter is filled. */
export const templateBindings = z.object({
  body: z.array(z.object({ parameter: z.string(), meaning: z.enum(MEANINGS), fallback: z.string().min(1) })),
  /** Filled in order, without names: a text that was made elsewhere. */
  positional: z.boolean().default(false),
  header: z.enum(["picture"]).nullable(),
  /**
   * The link button with a variable, if there is one. With `base` it leads straight to where it should, without our link
   * in between: what follows the base is filled in.
   */
  link: z
    .object({ button: z.number().int(), kind: z.enum(LINK_KINDS), base: z.string().optional() })
    .nullable(),
  /** Quick reply that stops promotions. */
  stop: z.object({ button: z.number().int(), payload: z.string() }).nullable(),
});
export type TemplateBindings = z.infer<typeof templateBindings>;
