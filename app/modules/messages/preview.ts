import { z } from "zod";
import type { MessagePreview } from "#app/modules/templates/index.ts";

const preview = z.object({
  picture: z.string().nullable().default(null),
  body: z.string().default(""),
  footer: z.string().nullable().default(null),
  buttons: z
    .array(
      z.object({
        kind: z.enum(["link", "reply"]),
        label: z.string(),
        url: z.string().nullable().default(null),
      }),
    )
    .default([]),
});

/** What the shopper reads, as it was kept with the message. */
export function readPreview(stored: unknown): MessagePreview {
  const parsed = preview.safeParse(stored);
  return parsed.success ? parsed.data : preview.parse({});
}
