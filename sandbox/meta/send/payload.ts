import { z } from "zod";
import { GraphRefusal } from "../errors.ts";

const index = z.union([z.string(), z.number()]).transform(Number);
const media = z.looseObject({ link: z.string().optional(), id: z.string().optional() });

export const sentParameter = z.looseObject({
  type: z.string().transform((type) => type.toLowerCase()),
  parameter_name: z.string().optional(),
  text: z.string().optional(),
  payload: z.string().optional(),
  coupon_code: z.string().optional(),
  image: media.optional(),
  video: media.optional(),
  document: media.optional(),
});
export type SentParameter = z.infer<typeof sentParameter>;

const sentComponent = z.looseObject({
  type: z.string().transform((type) => type.toLowerCase()),
  sub_type: z
    .string()
    .transform((type) => type.toLowerCase())
    .optional(),
  index: index.optional(),
  parameters: z.array(sentParameter).default([]),
  cards: z.array(z.unknown()).optional(),
});
export type SentComponent = z.infer<typeof sentComponent>;

export const sentTemplate = z.looseObject({
  name: z.string(),
  language: z.looseObject({ code: z.string() }),
  components: z.array(sentComponent).default([]),
});
export type SentTemplate = z.infer<typeof sentTemplate>;

const header = z.looseObject({ type: z.string(), text: z.string().max(60).optional() });
const body = (limit: number) => z.looseObject({ text: z.string().min(1).max(limit) });
const footer = z.looseObject({ text: z.string().max(60) });
const label = (limit: number) => z.string().min(1).max(limit);

const replyButton = z.looseObject({
  type: z.literal("reply"),
  reply: z.looseObject({ id: z.string().min(1).max(256), title: label(20) }),
});
const listRow = z.looseObject({
  id: z.string().min(1).max(200),
  title: label(24),
  description: z.string().max(72).optional(),
});
const listSection = z.looseObject({
  title: z.string().max(24).optional(),
  rows: z.array(listRow).min(1).max(10),
});

/** Interactive messages with their limits. Source: reply buttons, lists, call-to-action URL buttons. */
export const interactive = z.discriminatedUnion("type", [
  z.looseObject({
    type: z.literal("button"),
    header: header.optional(),
    body: body(1_024),
    footer: footer.optional(),
    action: z.looseObject({
      buttons: z
        .array(replyButton)
        .min(1)
        .max(3)
        .refine((list) => new Set(list.map((one) => one.reply.id)).size === list.length, "ids must differ"),
    }),
  }),
  z.looseObject({
    type: z.literal("list"),
    header: header.optional(),
    body: body(4_096),
    footer: footer.optional(),
    action: z.looseObject({
      button: label(20),
      sections: z
        .array(listSection)
        .min(1)
        .max(10)
        .refine((list) => list.flatMap((one) => one.rows).length <= 10, "10 rows in all at most"),
    }),
  }),
  z.looseObject({
    type: z.literal("cta_url"),
    header: header.optional(),
    body: body(1_024),
    footer: footer.optional(),
    action: z.looseObject({
      name: z.literal("cta_url"),
      parameters: z.looseObject({ display_text: label(20), url: z.url() }),
    }),
  }),
  ...(
    ["product", "product_list", "catalog_message", "carousel", "flow", "location_request_message"] as const
  ).map((type) => z.looseObject({ type: z.literal(type), action: z.looseObject({}) })),
]);
export type Interactive = z.infer<typeof interactive>;

const linkedMedia = media
  .extend({ caption: z.string().max(1_024).optional(), filename: z.string().optional() })
  .refine((one) => one.link !== undefined || one.id !== undefined, "link or id is needed");

/** What a message may hold beside a template, by its type. */
export const CONTENTS: Readonly<Record<string, z.ZodType>> = {
  text: z.looseObject({ body: z.string().min(1).max(4_096), preview_url: z.boolean().optional() }),
  image: linkedMedia,
  video: linkedMedia,
  document: linkedMedia,
  audio: linkedMedia,
  sticker: linkedMedia,
  reaction: z.looseObject({ message_id: z.string(), emoji: z.string() }),
  location: z.looseObject({ latitude: z.coerce.number(), longitude: z.coerce.number() }),
  contacts: z.array(z.looseObject({})).min(1),
  interactive,
};

/** Who a message is for and how it is marked, common to all types. */
const envelope = z.looseObject({
  messaging_product: z.literal("whatsapp"),
  recipient_type: z.literal("individual").optional(),
  to: z.string().optional(),
  recipient: z.string().optional(),
  type: z.string().default("text"),
  biz_opaque_callback_data: z.string().max(512).optional(),
  context: z.looseObject({ message_id: z.string() }).optional(),
});
export type Envelope = z.infer<typeof envelope>;

/** @throws GraphRefusal 131008 for what is missing, 100 for what is wrong */
export function parsed<T>(shape: z.ZodType<T>, value: unknown, at = ""): T {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = [at, ...(issue?.path ?? [])].filter((part) => part !== "").join(".");
  const missing = issue?.code === "invalid_type" && issue.message.includes("received undefined");
  if (missing) throw new GraphRefusal(131008, `The parameter ${path} is required.`);
  throw new GraphRefusal(100, `Invalid parameter ${path}: ${issue?.message ?? ""}`);
}

export function parseEnvelope(payload: unknown): Envelope {
  return parsed(envelope, payload);
}
