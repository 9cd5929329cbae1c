import type { TFunction } from "i18next";
import type { Shell } from "#app/routes/app/shell.server.ts";

type Problem = Shell["problems"][number];

export interface ProblemWords {
  readonly title: string;
  readonly meaning: string;
  /** What Meta or Shopify said, verbatim, where they said something. */
  readonly detail: string | null;
  readonly action: { readonly content: string; readonly url: string };
}

/** Meta: the account has no means of payment. */
const NO_PAYMENT = 131042;
const META_BILLING = "https://business.facebook.com/billing_hub/accounts";
const META_BUSINESS = "https://business.facebook.com/wa/manage/home/";

const SHOPIFY_PARTNERS = "https://partners.shopify.com/";

const text = (value: unknown) => (typeof value === "string" ? value : "");

/** One fault may need different words, by what is known of it. */
function variantOf({ kind, facts }: Problem) {
  if (kind === "meta_channel_stopped" && facts.code === NO_PAYMENT) return "meta_no_payment";
  return kind === "budget_used_up" && facts.level === "no_carts" ? "budget_used_up_carts" : kind;
}

/** What happened, since when, what it means for shoppers, and one thing to do. */
export function wordsOf(problem: Problem, since: string, t: TFunction<["problems", "common"]>): ProblemWords {
  const { facts } = problem;
  const detail = text(facts.detail) || text(facts.reason) || null;
  const variant = variantOf(problem);
  const values = { since, number: text(facts.number), text: text(facts.name).replace(/^cartwave_/, "") };
  const name = t(`common:texts.${values.text}` as "common:texts.cart_reminder_1", {
    defaultValue: values.text,
  });
  const code = text(facts.language);
  const language = t(`common:language.${code}` as "common:language.en", { defaultValue: code });
  const textPage = facts.id ? `/app/texts/${text(facts.id)}?language=${code}` : "/app/texts";
  const url = {
    shopify_token_revoked: "/app",
    shopify_access_denied: SHOPIFY_PARTNERS,
    meta_token_revoked: `/app/connect?number=${problem.subject}`,
    meta_token_expires: `/app/connect?number=${problem.subject}`,
    number_quality_low: `/app/numbers/${problem.subject}`,
    number_quality_medium: `/app/numbers/${problem.subject}`,
    meta_channel_stopped: META_BUSINESS,
    meta_no_payment: META_BILLING,
    template_rejected: textPage,
    template_paused: textPage,
    no_number: "/app/connect",
    budget_nearly_used: "/app/settings#costs",
    budget_used_up: "/app/settings#costs",
    budget_used_up_carts: "/app/settings#costs",
    media_space_used: "/app/messages?view=replies",
  }[variant];
  return {
    title: t(`problems:${variant}.title`, { ...values, text: name, language }),
    meaning: t(`problems:${variant}.meaning`, { ...values, text: name, language }),
    detail,
    action: { content: t(`problems:${variant}.action`), url },
  };
}
