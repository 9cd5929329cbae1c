import {
  type FulfillmentEventPayload,
  type FulfillmentPayload,
  type Recency,
  supersedes,
  toGid,
} from "#app/integrations/shopify/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";

export type FulfillmentRow = NonNullable<Awaited<ReturnType<Transaction["db"]["fulfillment"]["findFirst"]>>>;

/** News of a parcel. @returns the row, or undefined for old news */
export async function saveFulfillment(
  tx: Transaction,
  payload: FulfillmentPayload,
  recency: Recency,
  now: Date,
): Promise<FulfillmentRow | undefined> {
  const shopifyId = payload.admin_graphql_api_id;
  const stored = await tx.db.fulfillment.findFirst({ where: { shopifyId } });
  if (!supersedes(recency, stored)) return undefined;
  const values = {
    orderShopifyId: toGid("Order", payload.order_id),
    status: payload.status ?? null,
    shipmentStatus: payload.shipment_status ?? null,
    trackingCompany: payload.tracking_company ?? null,
    trackingNumber: payload.tracking_number ?? payload.tracking_numbers?.[0] ?? null,
    trackingUrl: payload.tracking_url ?? payload.tracking_urls?.[0] ?? null,
    happenedAt: new Date(payload.created_at),
    ...recency,
    updatedAt: now,
  };
  const id = stored?.id ?? newId();
  if (stored) await tx.db.fulfillment.updateMany({ where: { id }, data: values });
  else await tx.db.fulfillment.create({ data: { shopId: tx.shopId, id, shopifyId, ...values } });
  return tx.db.fulfillment.findFirstOrThrow({ where: { id } });
}

/** One step of a parcel's way. @returns whether it is news */
export async function saveFulfillmentEvent(
  tx: Transaction,
  payload: FulfillmentEventPayload,
): Promise<boolean> {
  const shopifyId = payload.admin_graphql_api_id;
  if (await tx.db.fulfillmentEvent.findFirst({ where: { shopifyId } })) return false;
  await tx.db.fulfillmentEvent.create({
    data: {
      shopId: tx.shopId,
      id: newId(),
      shopifyId,
      fulfillmentShopifyId: toGid("Fulfillment", payload.fulfillment_id),
      orderShopifyId: toGid("Order", payload.order_id),
      status: payload.status,
      message: payload.message ?? null,
      happenedAt: new Date(payload.happened_at),
    },
  });
  return true;
}
