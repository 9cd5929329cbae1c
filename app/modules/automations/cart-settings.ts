import { z } from "zod";
import { PURPOSES, type TemplatePurpose } from "#app/modules/templates/index.ts";
import type { AutomationKind } from "./kinds.ts";

const step = z.object({
  /** Minutes after the last activity for the first message, after the one before for the others. */
  delayMinutes: z
    .number()
    .int()
    .min(15)
    .max(7 * 24 * 60),
  purpose: z.enum(PURPOSES),
});

export const cartSettings = z.object({
  steps: z
    .array(step)
    .min(1)
    .max(3)
    .default([
      { delayMinutes: 60, purpose: "cart_reminder_1" },
      { delayMinutes: 24 * 60, purpose: "cart_reminder_2" },
    ]),
  /** Carts below this, in minor units of the shop's currency, get nothing. */
  minimumMinor: z.number().int().min(0).default(0),
  /** A person gets at most one run in so many days. */
  oncePerDays: z.number().int().min(1).max(30).default(7),
});
export type CartSettings = z.infer<typeof cartSettings>;

/** Stored settings, whatever earlier version wrote them. */
export function readCartSettings(stored: unknown): CartSettings {
  const parsed = cartSettings.safeParse(stored ?? {});
  return parsed.success ? parsed.data : cartSettings.parse({});
}

/** The texts that an automation sends, in the order of its steps. */
export function purposesOf(kind: AutomationKind, settings: unknown): TemplatePurpose[] {
  if (kind === "cart_recovery") return readCartSettings(settings).steps.map(({ purpose }) => purpose);
  return [kind];
}
