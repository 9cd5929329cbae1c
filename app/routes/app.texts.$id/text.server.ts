import { z } from "zod";
import type { Merchant } from "#app/merchant.server.ts";
import { type PreviewSubject, previewSubjects, textUsers } from "#app/modules/automations/index.ts";
import { readersOf } from "#app/modules/checkouts/index.ts";
import { accountCurrency, pricesIn } from "#app/modules/costs/index.ts";
import { localDay } from "#app/modules/figures/index.ts";
import {
  type AdoptProblem,
  adoptText,
  type ChangeProblem,
  changeText,
  demandsOf,
  type MessagePreview,
  preferText,
  readText,
  removeText,
  renderTemplate,
  type TextInFull,
  type TextOfLanguage,
  textParts,
  wordsOf,
} from "#app/modules/templates/index.ts";
import { LINK_KINDS, MEANINGS, PURPOSES } from "#app/modules/templates/purposes.ts";
import { isUuid } from "#app/platform/ids.ts";

/** What is shown of a text that we can't change here: as it is, with its variables. */
function previewOf(language: TextOfLanguage, values: object, picture: string): MessagePreview | null {
  if (!language.components) return null;
  const { components, bindings } = language;
  const { preview } = renderTemplate(
    { name: "", language: language.language, components, bindings },
    { values, picture, linkCode: "…" },
  );
  return preview;
}

function toLanguage(merchant: Merchant, language: TextOfLanguage, picture: string) {
  const { services: _, shop } = merchant;
  const words = wordsOf(language.language);
  const examples = { ...words.examples, shop_name: shop.name };
  const { components: __, bindings: ___, submittedAt, decidedAt, pausedUntil, ...shown } = language;
  return {
    ...shown,
    submittedAt: submittedAt?.toISOString() ?? null,
    decidedAt: decidedAt?.toISOString() ?? null,
    pausedUntil: pausedUntil?.toISOString() ?? null,
    words: { ...words, examples },
    preview: previewOf(language, examples, picture),
  };
}

function toSubject({ at, ...subject }: PreviewSubject) {
  return { ...subject, at: at.toISOString() };
}

/** Fewer than this share of the carts say nothing. */
const LEAST_SHARE = 0.05;
const FEWEST_CARTS = 20;

/** The language of most of the carts that would get this text in another one; null where there is none to speak of. */
async function missedReaders({ services, shopId }: Merchant, text: TextInFull) {
  const { looked, languages } = await readersOf(services, shopId);
  if (looked < FEWEST_CARTS) return null;
  const plain = (language: string) => language.split("_")[0];
  const there = text.languages.map(({ language }) => plain(language));
  const missed = languages.find(
    ({ language, count }) => count / looked >= LEAST_SHARE && !there.includes(plain(language)),
  );
  return missed ? { language: missed.language, share: missed.count / looked, looked } : null;
}

/** What one message costs in the shop's own country; null where no price is known. */
async function priceAtHome({ services, shop, now }: Merchant, category: string) {
  const db = services.database.shop(shop.id);
  const currency = await accountCurrency(db);
  const prices = await pricesIn(db, currency, localDay(now, shop.timeZone));
  const micros = prices.priceOf({ countryCode: shop.countryCode, recipient: "" }, category);
  return micros === null ? null : { micros: micros.toString(), currency };
}

/** @returns undefined where the shop has no such text */
export async function readPage(merchant: Merchant, id: string) {
  const { services, shopId, shop } = merchant;
  const [text, users] = await Promise.all([readText(services, shop, id), textUsers(services, shopId)]);
  if (!text) return undefined;
  const languages = [...text.languages, ...text.addable].map(({ language }) => language);
  const subjects = text.purpose ? await previewSubjects(services, shop, text.purpose, languages) : [];
  const picture = `${services.env.APP_URL.replace(/\/$/, "")}/pictures/cart.jpg`;
  const [first] = text.languages;
  const demands =
    text.purpose === null && first?.raw
      ? demandsOf({
          category: first.category,
          parameterFormat: first.parameterFormat,
          components: first.raw,
        })
      : null;
  return {
    id: text.id,
    name: text.name,
    purpose: text.purpose,
    category: text.category,
    each: await priceAtHome(merchant, text.category),
    isPreferred: text.isPreferred,
    others: text.others,
    usedBy: (text.purpose ? (users[text.purpose] ?? []) : []).filter(({ mode }) => mode !== "off"),
    languages: text.languages.map(({ raw: _, ...language }) => toLanguage(merchant, language, picture)),
    addable: text.addable.map((one) => ({
      ...one,
      words: {
        ...wordsOf(one.language),
        examples: { ...wordsOf(one.language).examples, shop_name: shop.name },
      },
    })),
    demands,
    subjects: subjects.map(toSubject),
    missed: text.purpose ? await missedReaders(merchant, text) : null,
    linkUrl: text.linkUrl,
    testPhone: shop.settings.testPhone,
    picture,
  };
}
export type TextPage = NonNullable<Awaited<ReturnType<typeof readPage>>>;
export type PageLanguage = TextPage["languages"][number];

const json = <T>(shape: z.ZodType<T>) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue("not JSON");
        return z.NEVER;
      }
    })
    .pipe(shape);

const intent = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("change"),
    language: z.string().max(10),
    basis: z.string().transform((basis) => basis || null),
    parts: json(textParts),
  }),
  z.object({
    intent: z.literal("adopt"),
    purpose: z.enum(PURPOSES),
    meanings: json(z.record(z.string(), z.enum(MEANINGS))),
    link: z.union([z.enum(LINK_KINDS), z.literal("").transform(() => null)]),
    fallbacks: json(z.record(z.string(), z.record(z.string(), z.string().max(200)))),
  }),
  z.object({ intent: z.literal("prefer") }),
  z.object({ intent: z.literal("remove") }),
]);

/** What came of an intent; `problem` is a key of the screen's words, `detail` what Meta said. */
export type TextAnswer =
  | { readonly ok: true; readonly intent: "change" | "adopt" | "prefer" | "remove" }
  | {
      readonly ok: false;
      readonly intent: string;
      readonly problem: ChangeProblem | AdoptProblem | "invalid";
      readonly detail: string;
    };

export async function actOnText(
  { services, shopId, actor }: Merchant,
  templateId: string,
  form: FormData,
): Promise<TextAnswer> {
  const parsed = intent.safeParse(Object.fromEntries(form));
  if (!parsed.success || !isUuid(templateId))
    return { ok: false, intent: String(form.get("intent")), problem: "invalid", detail: "" };
  const { intent: name, ...asked } = parsed.data;
  const answer = (
    result: { ok: true } | { ok: false; problem: ChangeProblem | AdoptProblem | "invalid"; detail?: string },
  ): TextAnswer => (result.ok ? { ok: true, intent: name } : { detail: "", ...result, intent: name });
  if ("parts" in asked) return answer(await changeText(services, shopId, actor, { templateId, ...asked }));
  if ("meanings" in asked) return answer(await adoptText(services, shopId, actor, { templateId, ...asked }));
  if (name === "remove") return answer(await removeText(services, shopId, actor, templateId));
  const isThere = await preferText(services, shopId, actor, templateId);
  return answer(isThere ? { ok: true } : { ok: false, problem: "not_found" });
}
