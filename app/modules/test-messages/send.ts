import type { Services } from "#app/integrations/services.ts";
import { readPhone, resolveContact } from "#app/modules/contacts/index.ts";
import type { Actor } from "#app/modules/events/index.ts";
import { createLink, newLinkCode } from "#app/modules/links/index.ts";
import { enqueueMessage, isUndeliverableMarketing } from "#app/modules/messages/index.ts";
import { type Sender, senderIn } from "#app/modules/numbers/index.ts";
import { rememberTestPhone, type ShopProfile, shopIn } from "#app/modules/shops/index.ts";
import {
  type ChosenTemplate,
  cartPictureOf,
  chooseTemplate,
  exampleValues,
  PURPOSES,
  renderTemplate,
  straightTo,
  textInLanguage,
} from "#app/modules/templates/index.ts";
import { HOUR, plus } from "#app/platform/clock.ts";
import type { ShopClient, Transaction } from "#app/platform/database/index.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";

/** Why no test can be sent. */
export type TestProblem =
  /** What was typed is no phone number. */
  "no_phone" | "no_number" | "no_text";

export type TestResult =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly problem: TestProblem };

/** Who asked for a test looks at their phone now: an hour later nobody waits for it. */
const LIFE_MS = HOUR;

/** The first of the ready texts that Meta has approved and delivers to this number. */
async function textFor(
  db: ShopClient,
  { wabaId }: Sender,
  shop: ShopProfile,
  person: { readonly countryCode: string | null; readonly recipient: string } | undefined,
): Promise<ChosenTemplate | undefined> {
  for (const purpose of PURPOSES) {
    const chosen = await chooseTemplate(db, purpose, wabaId, null, shop.settings.languages);
    if (typeof chosen === "string") continue;
    if (person && isUndeliverableMarketing(person, chosen.category)) continue;
    return chosen;
  }
  return undefined;
}

/** What hinders a test, whatever number it would go to. */
export async function readyForTest(
  { database }: Pick<Services, "database">,
  shop: ShopProfile,
): Promise<"ready" | "no_number" | "no_text"> {
  const db = database.shop(shop.id);
  const sender = await senderIn(db);
  if (!sender) return "no_number";
  return (await textFor(db, sender, shop, undefined)) ? "ready" : "no_text";
}

interface Asked {
  /** As it was typed. */
  readonly phone: string;
  /** Of the form: sent twice, it is one message. */
  readonly draft: string;
  /** A text of the merchant's choice; the first that can be sent where there is none. */
  readonly text?: { readonly templateId: string; readonly language: string } | undefined;
}

async function queue(
  tx: Transaction,
  services: Pick<Services, "env">,
  actor: Actor,
  { phone: typed, draft, text }: Asked,
  now: Date,
): Promise<TestResult> {
  const shop = await shopIn(tx);
  const phone = readPhone(typed, shop.settings.defaultCountry ?? shop.countryCode);
  if (!phone) return { ok: false, problem: "no_phone" };
  const sender = await senderIn(tx.db);
  if (!sender) return { ok: false, problem: "no_number" };
  const recipient = phone.e164;
  const countryCode = phone.country ?? null;
  const template = text
    ? await textInLanguage(tx.db, sender.wabaId, text.templateId, text.language)
    : await textFor(tx.db, sender, shop, { recipient, countryCode });
  if (!template) return { ok: false, problem: "no_text" };
  const contact = await resolveContact(tx, { phone }, now);
  if (!contact) return { ok: false, problem: "no_phone" };
  await rememberTestPhone(tx, shop, recipient);
  const dedupeKey = `test:${draft}`;
  const known = await tx.db.message.findFirst({ where: { dedupeKey }, select: { id: true } });
  if (known) return { ok: true, id: known.id };
  const id = newId();
  const { link } = template.bindings;
  const target = shop.storefrontUrl ?? `https://${shop.domain}`;
  const code = link && link.base === undefined ? newLinkCode(tx.shopId) : undefined;
  const linkCode = code ?? (link ? straightTo(template, target) || "test" : undefined);
  const picture = cartPictureOf(services.env);
  const values = exampleValues(shop, template.language);
  await enqueueMessage(
    tx,
    {
      id,
      dedupeKey,
      phoneNumberId: sender.phoneNumberId,
      contactId: contact.id,
      recipient,
      countryCode,
      purpose: "test",
      category: template.category,
      templateVersionId: template.versionId,
      automationKind: null,
      enrolmentId: null,
      subject: null,
      step: 0,
      ...renderTemplate(template, { values, picture, linkCode }),
      notBefore: now,
      expiresAt: plus(now, LIFE_MS),
      causedBy: null,
      actor,
    },
    now,
  );
  if (link && code)
    await createLink(tx, { code, messageId: id, kind: link.kind, target, campaign: null }, now);
  return { ok: true, id };
}

/**
 * Sends one of the shop's texts to the merchant's own phone, with invented values. It goes through the lane like any
 * other message, and counts in no figure but what Meta charges for it.
 */
export async function sendTest(
  services: Pick<Services, "database" | "env" | "shopTime" | "signals">,
  shopId: ShopId,
  actor: Actor,
  asked: Asked,
): Promise<TestResult> {
  const result = await services.database.transaction(shopId, (tx) =>
    queue(tx, services, actor, asked, services.shopTime.now()),
  );
  if (result.ok) services.signals.raise("dispatch");
  return result;
}
