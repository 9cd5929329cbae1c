import { currencyExponent } from "#contracts/shopify/currency-exponents.ts";

/** Units that a wait is typed in, by how they stand in the form. */
export const UNITS = { m: 1, h: 60, d: 24 * 60 } as const;
export type Unit = keyof typeof UNITS;

/** One step as it is edited; an amount may be half typed. */
export interface EditedStep {
  readonly amount: string;
  readonly unit: Unit;
  readonly purpose: string;
}

const STEP = /^([^:]*)([mhd]):([a-z0-9_]+)$/;

/** A wait in the unit in which people say it: 24 hours rather than one day, three days rather than 72 hours. */
export function editStep(step: { readonly delayMinutes: number; readonly purpose: string }): EditedStep {
  const { delayMinutes: minutes, purpose } = step;
  const unit: Unit = minutes % UNITS.d === 0 && minutes > UNITS.d ? "d" : minutes % UNITS.h === 0 ? "h" : "m";
  return { amount: String(minutes / UNITS[unit]), unit, purpose };
}

/** Steps as one value of the form: "1h:cart_reminder_1,24h:cart_reminder_2". */
export function writeSteps(steps: readonly EditedStep[]): string {
  return steps.map(({ amount, unit, purpose }) => `${amount}${unit}:${purpose}`).join(",");
}

export function readSteps(text: string): EditedStep[] {
  return text.split(",").flatMap((part) => {
    const [, amount, unit, purpose] = STEP.exec(part) ?? [];
    return unit && purpose ? [{ amount: amount ?? "", unit: unit as Unit, purpose }] : [];
  });
}

/** NaN for what is no whole number of minutes. */
export function minutesOf({ amount, unit }: EditedStep): number {
  if (!/^\d{1,6}([.,]\d{1,2})?$/.test(amount.trim())) return Number.NaN;
  const minutes = Number(amount.trim().replace(",", ".")) * UNITS[unit];
  return Number.isInteger(minutes) ? minutes : Number.NaN;
}

/** @returns minor units, or undefined for what is no amount of that currency */
export function readAmount(text: string, currency: string): number | undefined {
  const exponent = currencyExponent(currency);
  const [, whole, decimals = ""] = /^(\d{1,9})(?:[.,](\d+))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || decimals.length > exponent) return undefined;
  return Number(whole + decimals.padEnd(exponent, "0"));
}

/** The amount as it stands in the field: "20", "19.90". */
export function writeAmount(minor: number, currency: string): string {
  const exponent = currencyExponent(currency);
  const digits = String(minor).padStart(exponent + 1, "0");
  const cut = digits.length - exponent;
  const decimals = digits.slice(cut);
  return /^0*$/.test(decimals) ? digits.slice(0, cut) : `${digits.slice(0, cut)}.${decimals}`;
}

/** What the form says, in the shape that is saved; what can't be read becomes a value that is refused. */
export function readSettingsForm(form: FormData, currency: string) {
  const text = (name: string) => String(form.get(name) ?? "");
  return {
    version: Number(text("version")),
    settings: {
      minimumMinor: readAmount(text("minimum"), currency) ?? -1,
      oncePerDays: /^\d{1,3}$/.test(text("oncePerDays").trim()) ? Number(text("oncePerDays")) : -1,
      steps: readSteps(text("steps")).map((step) => ({
        delayMinutes: minutesOf(step),
        purpose: step.purpose,
      })),
    },
  };
}
