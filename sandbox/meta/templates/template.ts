import { z } from "zod";
import type { Quality, Waba } from "../directory.ts";

export const CATEGORIES = ["MARKETING", "UTILITY", "AUTHENTICATION"] as const;
export type Category = (typeof CATEGORIES)[number];

/** Buttons as a template is created with them; members that depend on the type are checked by the rules. */
export const templateButton = z.looseObject({
  type: z.string().transform((type) => type.toUpperCase()),
  text: z.string().optional(),
  url: z.string().optional(),
  phone_number: z.string().optional(),
  example: z.union([z.string(), z.array(z.string())]).optional(),
});
export type TemplateButton = z.infer<typeof templateButton>;

const namedExamples = z.array(z.looseObject({ param_name: z.string(), example: z.string() }));

export const templateComponent = z.looseObject({
  type: z.string().transform((type) => type.toUpperCase()),
  format: z
    .string()
    .transform((format) => format.toUpperCase())
    .optional(),
  text: z.string().optional(),
  buttons: z.array(templateButton).optional(),
  example: z
    .looseObject({
      header_handle: z.array(z.string()).optional(),
      header_text: z.array(z.string()).optional(),
      header_text_named_params: namedExamples.optional(),
      body_text: z.array(z.array(z.string())).optional(),
      body_text_named_params: namedExamples.optional(),
    })
    .optional(),
  limited_time_offer: z.looseObject({ text: z.string().optional() }).optional(),
  cards: z
    .array(z.looseObject({ components: z.array(z.looseObject({ type: z.string() })).default([]) }))
    .optional(),
});
export type TemplateComponent = z.infer<typeof templateComponent>;

/** What POST /{waba}/message_templates takes. */
export const newTemplate = z.looseObject({
  name: z.string(),
  language: z.string(),
  category: z.string().transform((category) => category.toUpperCase()),
  parameter_format: z
    .string()
    .transform((format) => format.toLowerCase())
    .optional(),
  components: z.array(templateComponent),
  message_send_ttl_seconds: z.number().int().optional(),
});
export type NewTemplate = z.infer<typeof newTemplate>;

export type TemplateStatus = "PENDING" | "APPROVED" | "REJECTED" | "PAUSED" | "DISABLED";
export type ParameterFormat = "NAMED" | "POSITIONAL";

export interface Template {
  readonly id: string;
  readonly waba: Waba;
  readonly name: string;
  readonly language: string;
  category: Category;
  status: TemplateStatus;
  readonly parameterFormat: ParameterFormat;
  /** What is or was under review. */
  components: readonly TemplateComponent[];
  /** What is sent while an edit is under review. */
  live: readonly TemplateComponent[] | undefined;
  /** `message_send_ttl_seconds`, where it was asked for. */
  ttlSeconds: number | undefined;
  /** Shop time in ms. */
  readonly createdAt: number;
  quality: Quality;
  rejectedReason: string;
  /** How often it was paused for low quality; the third time disables it. */
  pauses: number;
  /** Shop time in ms of the edits since its first approval. */
  readonly edits: number[];
}

const NAMED_VARIABLE = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Every send asks for the variables of the same few texts. */
const known = new Map<string, readonly string[]>();
const KNOWN_TEXTS = 1_000;

/** Names (or numbers) of the variables in a text, in order, once each. */
export function variablesOf(text = ""): readonly string[] {
  const remembered = known.get(text);
  if (remembered) return remembered;
  const variables = [...new Set([...text.matchAll(NAMED_VARIABLE)].map((match) => match[1] ?? ""))];
  if (known.size >= KNOWN_TEXTS) known.clear();
  known.set(text, variables);
  return variables;
}

/** The first component of a type. */
export function componentOf(
  components: readonly TemplateComponent[],
  type: string,
): TemplateComponent | undefined {
  return components.find((component) => component.type === type);
}

export function buttonsOf(components: readonly TemplateComponent[]): readonly TemplateButton[] {
  return componentOf(components, "BUTTONS")?.buttons ?? [];
}
