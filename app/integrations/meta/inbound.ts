import { z } from "zod";
import { seconds } from "./schemas.ts";

/** What a person's message holds, as far as it is used. Source: Meta, "messages webhook reference", 2026-10. */

/** A member that is not as documented is left out, not the message: who wrote waits for an answer all the same. */
const lenient = <T extends z.ZodType>(shape: T) => shape.optional().catch(undefined);
const text = lenient(z.string());

const media = lenient(
  z.looseObject({
    id: text,
    mime_type: text,
    sha256: text,
    caption: text,
    filename: text,
    voice: lenient(z.boolean()),
  }),
);

const chosen = lenient(z.looseObject({ id: text, title: text }));

const orderItem = z.looseObject({
  product_retailer_id: z.string(),
  quantity: z.coerce.number().int(),
  /** In whole units of the currency, such as 12.5. */
  item_price: z.coerce.number(),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

const content = z.looseObject({
  type: z.string(),
  text: lenient(z.looseObject({ body: z.string() })),
  image: media,
  video: media,
  audio: media,
  document: media,
  sticker: media,
  location: lenient(
    z.looseObject({ name: text, address: text, latitude: z.coerce.number(), longitude: z.coerce.number() }),
  ),
  contacts: lenient(
    z.array(
      z.looseObject({
        name: lenient(z.looseObject({ formatted_name: text })),
        phones: lenient(z.array(z.looseObject({ phone: text }))),
      }),
    ),
  ),
  order: lenient(z.looseObject({ text, product_items: z.array(orderItem) })),
  button: lenient(z.looseObject({ text, payload: text })),
  interactive: lenient(
    z.looseObject({
      type: text,
      button_reply: chosen,
      list_reply: chosen,
      nfm_reply: lenient(z.looseObject({ name: text, body: text, response_json: text })),
      payment_method: lenient(z.looseObject({ reference_id: text })),
    }),
  ),
  context: lenient(z.looseObject({ id: text })),
});
export type InboundContent = z.infer<typeof content>;

export const inboundPayload = content.extend({
  id: z.string(),
  /** Absent for a person who has a user name and hides the number. */
  from: z.string().optional(),
  from_user_id: z.string().optional(),
  timestamp: seconds,
  /** The ad that the chat began with: opens the free entry point of 72 hours. */
  referral: lenient(z.looseObject({ source_type: text })),
  /** Without an emoji, or with an empty one, a reaction is taken back. */
  reaction: lenient(z.looseObject({ message_id: z.string(), emoji: text })),
  edit: lenient(z.looseObject({ original_message_id: z.string(), message: lenient(content) })),
  revoke: lenient(z.looseObject({ original_message_id: z.string() })),
  /** `new_wa_id` is how older versions name the new number. The members for a user id are not verified. */
  system: lenient(
    z.looseObject({
      type: text,
      body: text,
      wa_id: text,
      new_wa_id: text,
      user_id: text,
      previous_user_id: text,
    }),
  ),
});
export type InboundPayload = z.infer<typeof inboundPayload>;

/** What the shop wrote on the phone itself, in coexistence. Source: Meta, "smb_message_echoes". */
export const echoPayload = content.extend({
  id: z.string(),
  to: z.string().optional(),
  to_user_id: z.string().optional(),
  timestamp: seconds,
});
export type EchoPayload = z.infer<typeof echoPayload>;
