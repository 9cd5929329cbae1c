import type { z } from "zod";
import {
  echoPayload,
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
import type { StatusReport } from "#app/modules/messages/index.ts";
import { type ShopProfile, shopIn } from "#app/modules/shops/index.ts";
import {
  applyTemplateCategory,
  applyTemplateQuality,
  applyTemplateStatus,
} from "#app/modules/templates/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { accountNews } from "./account-fields.ts";
import { type From, hear, hearEcho } from "./hear.ts";
import type { Owners } from "./owners.ts";
import { heedPreference } from "./preference.ts";

type Change = MetaDelivery["entry"][number]["changes"][number];

interface News {
  readonly now: Date;
  readonly causedBy: string;
}

/** One piece of news on its way into one shop's domain; each is a transaction of its own. */
type Apply = (tx: Transaction) => Promise<unknown>;

export interface MetaNews {
  readonly changes: readonly { readonly shopId: ShopId; readonly apply: Apply }[];
  /** Reports about messages, by number. */
  readonly statuses: readonly {
    readonly shopId: ShopId;
    readonly phoneNumberId: string;
    readonly reports: readonly StatusReport[];
  }[];
  /** Elements that nobody could read, as errors: the delivery is kept for an operator to see. */
  readonly unreadable: readonly Error[];
}

interface Read {
  readonly changes: { shopId: ShopId; apply: Apply }[];
  readonly statuses: { shopId: ShopId; phoneNumberId: string; reports: StatusReport[] }[];
  readonly unreadable: Error[];
}

/** Elements that parse; the others are set aside. */
function parsed<T>(list: readonly unknown[] | undefined, shape: z.ZodType<T>, read: Read): T[] {
  return (list ?? []).flatMap((element) => {
    const result = shape.safeParse(element);
    if (!result.success) read.unreadable.push(result.error);
    return result.success ? [result.data] : [];
  });
}

/** What concerns one number of one shop. Statuses go together, each person's words and wishes for themselves. */
function numberNews(value: NumberValue, shopId: ShopId, news: News, read: Read): void {
  const phoneNumberId = value.metadata.phone_number_id;
  const add = (work: (tx: Transaction, from: From & { shop: ShopProfile }) => Promise<unknown>) =>
    read.changes.push({
      shopId,
      apply: async (tx) => work(tx, { ...news, shop: await shopIn(tx), phoneNumberId }),
    });
  const statuses = parsed(value.statuses, statusPayload, read);
  if (statuses.length > 0) {
    const { causedBy } = news;
    read.statuses.push({ shopId, phoneNumberId, reports: statuses.map((status) => ({ status, causedBy })) });
  }
  const profiles = parsed(value.contacts, profilePayload, read);
  for (const message of parsed(value.messages, inboundPayload, read))
    add((tx, from) => hear(tx, from, message, profiles));
  for (const preference of parsed(value.user_preferences, preferencePayload, read))
    add((tx, from) => heedPreference(tx, from, preference));
  for (const echo of parsed(value.message_echoes, echoPayload, read))
    add((tx, from) => hearEcho(tx, from, echo));
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

/** What concerns an account, and which one. */
function wabaNews(change: Change, entry: MetaDelivery["entry"][number], news: News) {
  const apply = templateNews(change, entry.time, news);
  if (apply) return { wabaId: entry.id, apply };
  const occurredAt = entry.time === undefined ? news.now : new Date(entry.time * 1_000);
  return accountNews(change, entry.id, { now: news.now, occurredAt });
}

/**
 * What a delivery of Meta's changes, in its order. Unknown fields, kinds and numbers change nothing: they stay in
 * the inbox as they came.
 * @throws z.ZodError when the delivery is none of Meta's
 */
export async function readMetaDelivery(owners: Owners, body: unknown, news: News): Promise<MetaNews> {
  const read: Read = { changes: [], statuses: [], unreadable: [] };
  for (const entry of metaDelivery.parse(body).entry) {
    for (const change of entry.changes) {
      const value = numberValue.safeParse(change.value);
      if (value.success) {
        const shops = await owners.ofNumber(value.data.metadata.phone_number_id);
        for (const shopId of shops) numberNews(value.data, shopId, news, read);
        continue;
      }
      const found = wabaNews(change, entry, news);
      if (!found) continue;
      const { wabaId, apply } = found;
      for (const shopId of await owners.ofWaba(wabaId)) read.changes.push({ shopId, apply });
    }
  }
  return read;
}
