import { getCountries } from "libphonenumber-js/min";
import { z } from "zod";
import type { Merchant } from "#app/merchant.server.ts";
import { AWAY_WORDS } from "#app/modules/conversations/index.ts";
import { type MailState, mailState } from "#app/modules/notifications/index.ts";
import { type NumberView, numbersOf } from "#app/modules/numbers/index.ts";
import { saveSettings } from "#app/modules/shops/index.ts";
import { READY_LANGUAGES } from "#app/modules/templates/library.ts";
import { onItsWay } from "#app/routes/app/on-its-way.server.ts";
import { readTexts } from "#app/routes/app/texts.server.ts";

/** JSON's times are text. */
function toRow({ connectedAt, checkedAt, ...number }: NumberView) {
  return {
    ...number,
    connectedAt: connectedAt.toISOString(),
    checkedAt: checkedAt?.toISOString() ?? null,
  };
}
export type NumberRow = ReturnType<typeof toRow>;

async function readTextsSection(merchant: Merchant, numbers: Promise<readonly NumberView[]>) {
  const [texts, known] = await Promise.all([readTexts(merchant), numbers]);
  return { ...texts, connected: known.some(({ state }) => state === "connected") };
}
export type TextsData = Awaited<ReturnType<typeof readTextsSection>>;

function toMail({ last, ...mail }: MailState) {
  return { ...mail, last: last && { ...last, at: last.at.toISOString() } };
}
export type MailData = ReturnType<typeof toMail>;

/** What the settings screen is filled from; numbers and texts are on their way. */
export function readSettingsScreen(merchant: Merchant) {
  const { services, shopId, shop, language } = merchant;
  const numbers = numbersOf(services, shopId);
  const nameOf = new Intl.DisplayNames([language], { type: "region" });
  const countries = getCountries()
    .map((code) => ({ value: code as string, label: nameOf.of(code) ?? code }))
    .sort((left, right) => left.label.localeCompare(right.label, language));
  return {
    numbers: onItsWay(
      merchant,
      "numbers",
      numbers.then((rows) => rows.map(toRow)),
    ),
    texts: onItsWay(merchant, "texts", readTextsSection(merchant, numbers)),
    mail: onItsWay(merchant, "mail", mailState(services, shop).then(toMail)),
    awayWords: AWAY_WORDS,
    settings: shop.settings,
    version: shop.settingsVersion,
    languages: READY_LANGUAGES,
    countries,
    setupDismissed: shop.setupDismissedAt !== null,
  };
}

const yesOrNo = z.enum(["true", "false"]).transform((value) => value === "true");

const form = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("save-hours"),
    version: z.coerce.number().int(),
    from: z.string(),
    to: z.string(),
  }),
  z.object({
    intent: z.literal("save-people"),
    version: z.coerce.number().int(),
    defaultCountry: z.string().transform((code) => code || null),
    languages: z.string().transform((list) => list.split(",").filter(Boolean)),
  }),
  z.object({
    intent: z.literal("save-attribution"),
    version: z.coerce.number().int(),
    attributionDays: z.coerce.number(),
  }),
  z.object({
    intent: z.literal("save-marketing"),
    version: z.coerce.number().int(),
    shares: yesOrNo,
  }),
  z.object({
    intent: z.literal("save-away"),
    version: z.coerce.number().int(),
    on: yesOrNo,
    hours: z.string().transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: "custom", message: "not JSON" });
        return z.NEVER;
      }
    }),
    en: z.string(),
    it: z.string(),
  }),
  z.object({
    intent: z.literal("save-notifications"),
    version: z.coerce.number().int(),
    emails: z.string().transform((list) => list.split(/[\s,;]+/).filter(Boolean)),
    waitingReply: yesOrNo,
    stoppedSending: yesOrNo,
    textTrouble: yesOrNo,
    weekly: yesOrNo,
  }),
]);
type Form = z.infer<typeof form>;

/** What came of a form; `problem` and the names of `fields` are keys of the screen's words. */
export type SettingsResult =
  | { readonly ok: true; readonly intent: string }
  | {
      readonly ok: false;
      readonly intent: string;
      readonly problem: "stale" | "invalid";
      readonly fields: readonly string[];
    };

/** The part of the settings that a section's form holds. */
function partOf(asked: Form) {
  switch (asked.intent) {
    case "save-hours":
      return { quietHours: { from: asked.from, to: asked.to } };
    case "save-people":
      return { defaultCountry: asked.defaultCountry, languages: asked.languages };
    case "save-marketing":
      return { shareMarketingActivity: asked.shares };
    case "save-away": {
      const { on, hours, en, it } = asked;
      return { away: { on, hours, texts: { en, it } } };
    }
    case "save-notifications": {
      const { emails, waitingReply, stoppedSending, textTrouble, weekly } = asked;
      return { notifications: { emails, waitingReply, stoppedSending, textTrouble, weekly } };
    }
    default:
      return { attributionDays: asked.attributionDays };
  }
}

/** Does what a form of the settings asks for. */
export async function actOnSettings(merchant: Merchant, data: FormData): Promise<SettingsResult> {
  const { services, shopId, shop, actor } = merchant;
  const parsed = form.safeParse(Object.fromEntries(data));
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => issue.path.join("."));
    return { ok: false, intent: String(data.get("intent")), problem: "invalid", fields };
  }
  const asked = parsed.data;
  const { intent } = asked;
  const whole = { ...shop.settings, ...partOf(asked) };
  const saved = await saveSettings(services, shopId, actor, whole, asked.version);
  if (saved.ok) return { ok: true, intent };
  return { ok: false, intent, problem: saved.problem, fields: Object.keys(saved.fields ?? {}) };
}
