import {
  inboundPayload,
  type MetaDelivery,
  metaDelivery,
  type NumberValue,
  numberValue,
  preferencePayload,
  profilePayload,
  statusPayload,
  templateCategoryValue,
  templateQualityValue,
  templateStatusValue,
} from "#app/integrations/meta/index.ts";
import { applyStatus } from "#app/modules/messages/index.ts";
import { shopsOfWaba } from "#app/modules/numbers/index.ts";
import { shopIn } from "#app/modules/shops/index.ts";
import {
  applyTemplateCategory,
  applyTemplateQuality,
  applyTemplateStatus,
} from "#app/modules/templates/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { asShopId, type ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { hear, heedPreference } from "./hear.ts";

type Change = MetaDelivery["entry"][number]["changes"][number];

interface News {
  readonly now: Date;
  readonly causedBy: string;
}

/** One change of a delivery on its way into one shop's domain. */
type Apply = (tx: Transaction) => Promise<void>;

/** Elements that parse; one that does not is kept in the delivery and changes nothing. */
function parsed<T>(
  list: readonly unknown[] | undefined,
  shape: { safeParse(value: unknown): { success: boolean; data?: T | undefined } },
): T[] {
  return (list ?? []).flatMap((element) => {
    const result = shape.safeParse(element);
    return result.success && result.data !== undefined ? [result.data] : [];
  });
}

function numberNews(value: NumberValue, news: News): Apply {
  return async (tx) => {
    const shop = await shopIn(tx);
    const from = { ...news, shop, phoneNumberId: value.metadata.phone_number_id };
    for (const status of parsed(value.statuses, statusPayload)) await applyStatus(tx, from, status);
    const profiles = parsed(value.contacts, profilePayload);
    for (const message of parsed(value.messages, inboundPayload)) await hear(tx, from, message, profiles);
    for (const preference of parsed(value.user_preferences, preferencePayload)) {
      await heedPreference(tx, from, preference);
    }
  };
}

function templateNews(change: Change, entryTime: number | undefined, news: News): Apply | undefined {
  if (change.field === "message_template_status_update") {
    const value = templateStatusValue.safeParse(change.value);
    if (!value.success) return undefined;
    const occurredAt = entryTime === undefined ? news.now : new Date(entryTime * 1_000);
    return async (tx) => {
      await applyTemplateStatus(tx, value.data, { ...news, occurredAt });
    };
  }
  if (change.field === "message_template_quality_update") {
    const value = templateQualityValue.safeParse(change.value);
    return value.success ? (tx) => applyTemplateQuality(tx, value.data, news.now) : undefined;
  }
  if (change.field === "template_category_update") {
    const value = templateCategoryValue.safeParse(change.value);
    return value.success ? (tx) => applyTemplateCategory(tx, value.data, news.now) : undefined;
  }
  return undefined;
}

type Needs = Pick<PlatformServices, "database">;

async function shopOfNumber(services: Needs, phoneNumberId: string): Promise<ShopId[]> {
  const owner = await services.database.system.phoneNumberOwner.findUnique({ where: { phoneNumberId } });
  return owner ? [asShopId(owner.shopId)] : [];
}

/**
 * What a delivery of Meta's changes, shop by shop. Unknown fields, kinds and numbers change nothing: they stay in
 * the inbox as they came.
 * @throws z.ZodError when the delivery is none of Meta's
 */
export async function readMetaDelivery(
  services: Needs,
  body: unknown,
  news: News,
): Promise<Map<ShopId, Apply[]>> {
  const byShop = new Map<ShopId, Apply[]>();
  const add = (shops: readonly ShopId[], apply: Apply) => {
    for (const shopId of shops) byShop.set(shopId, [...(byShop.get(shopId) ?? []), apply]);
  };
  for (const entry of metaDelivery.parse(body).entry) {
    for (const change of entry.changes) {
      const value = numberValue.safeParse(change.value);
      if (value.success) {
        const shops = await shopOfNumber(services, value.data.metadata.phone_number_id);
        add(shops, numberNews(value.data, news));
        continue;
      }
      const apply = templateNews(change, entry.time, news);
      if (apply) add(await shopsOfWaba(services, entry.id), apply);
    }
  }
  return byShop;
}
