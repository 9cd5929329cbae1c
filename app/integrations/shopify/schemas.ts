import { z } from "zod";

/**
 * What Cartwave takes from Shopify's deliveries; everything else is tolerated.
 * Shapes: the published samples of API 2026-07 and 2026-10. Ids come from `admin_graphql_api_id`.
 */

const text = z.string().nullish();
const decimal = z.union([z.string(), z.number()]).nullish();
const id = z.union([z.string(), z.number()]);
const time = z.string().nullish();

const address = z.object({ first_name: text, last_name: text, phone: text, country_code: text }).nullish();

const moneyBag = z
  .object({
    shop_money: z.object({ amount: decimal, currency_code: text }).nullish(),
    presentment_money: z.object({ amount: decimal, currency_code: text }).nullish(),
  })
  .nullish();

const lineItem = z.object({
  product_id: id.nullish(),
  variant_id: id.nullish(),
  quantity: z.number().nullish(),
  title: text,
  presentment_title: text,
  variant_title: text,
  sku: text,
  price: decimal,
  line_price: decimal,
  gift_card: z.boolean().nullish(),
});
export type LineItemPayload = z.infer<typeof lineItem>;

const customerInside = z
  .object({
    id: id.nullish(),
    admin_graphql_api_id: text,
    first_name: text,
    last_name: text,
    email: text,
    phone: text,
    default_address: address,
  })
  .nullish();

const attributes = z.array(z.object({ name: z.string(), value: z.unknown() })).nullish();

export const checkoutPayload = z.object({
  token: z.string().min(1),
  cart_token: text,
  email: text,
  phone: text,
  customer_locale: text,
  created_at: time,
  updated_at: time,
  completed_at: time,
  closed_at: time,
  currency: z.string(),
  presentment_currency: text,
  total_price: decimal,
  total_price_set: moneyBag,
  abandoned_checkout_url: text,
  source_name: text,
  note_attributes: attributes,
  line_items: z.array(lineItem).nullish(),
  billing_address: address,
  shipping_address: address,
  customer: customerInside,
});
export type CheckoutPayload = z.infer<typeof checkoutPayload>;

/** The published sample has no token: such a deletion is known by its cart. */
export const checkoutDeletePayload = z.object({ token: text, cart_token: text });

export const orderPayload = z.object({
  admin_graphql_api_id: z.string(),
  name: z.string(),
  checkout_token: text,
  cart_token: text,
  email: text,
  phone: text,
  customer_locale: text,
  created_at: z.string(),
  processed_at: time,
  updated_at: time,
  cancelled_at: time,
  currency: z.string(),
  presentment_currency: text,
  total_price: decimal,
  current_total_price: decimal,
  total_price_set: moneyBag,
  financial_status: text,
  fulfillment_status: text,
  source_name: text,
  test: z.boolean().nullish(),
  order_status_url: text,
  line_items: z.array(lineItem).nullish(),
  billing_address: address,
  shipping_address: address,
  customer: customerInside,
});
export type OrderPayload = z.infer<typeof orderPayload>;

export const deletePayload = z.object({ id, admin_graphql_api_id: text });

export const fulfillmentPayload = z.object({
  id,
  admin_graphql_api_id: z.string(),
  order_id: id,
  status: text,
  shipment_status: text,
  tracking_company: text,
  tracking_number: text,
  tracking_numbers: z.array(z.string()).nullish(),
  tracking_url: text,
  tracking_urls: z.array(z.string()).nullish(),
  created_at: z.string(),
  updated_at: time,
});
export type FulfillmentPayload = z.infer<typeof fulfillmentPayload>;

export const fulfillmentEventPayload = z.object({
  id,
  admin_graphql_api_id: z.string(),
  fulfillment_id: id,
  order_id: id,
  status: z.string(),
  message: text,
  happened_at: z.string(),
  estimated_delivery_at: time,
});
export type FulfillmentEventPayload = z.infer<typeof fulfillmentEventPayload>;

export const refundPayload = z.object({
  id,
  admin_graphql_api_id: text,
  order_id: id,
  created_at: time,
  processed_at: time,
  transactions: z.array(z.object({ amount: decimal, kind: text, status: text, currency: text })).nullish(),
});
export type RefundPayload = z.infer<typeof refundPayload>;

export const customerPayload = z.object({
  id: id.nullish(),
  admin_graphql_api_id: z.string(),
  first_name: text,
  last_name: text,
  email: text,
  phone: text,
  locale: text,
  state: text,
  tags: text,
  created_at: time,
  updated_at: time,
  default_address: address,
});
export type CustomerPayload = z.infer<typeof customerPayload>;

export const whatsappConsentPayload = z.object({
  customer_id: id,
  phone_number: text,
  whats_app_marketing_consent: z
    .object({ state: text, opt_in_level: text, updated_at: time, collected_from: text })
    .nullish(),
});
export type WhatsappConsentPayload = z.infer<typeof whatsappConsentPayload>;

export const productPayload = z.object({
  admin_graphql_api_id: z.string(),
  handle: z.string(),
  title: z.string(),
  status: text,
  vendor: text,
  product_type: text,
  updated_at: time,
  image: z.object({ src: text }).nullish(),
  images: z.array(z.object({ src: text })).nullish(),
  variants: z
    .array(
      z.object({
        admin_graphql_api_id: text,
        id: id.nullish(),
        title: text,
        sku: text,
        price: decimal,
        compare_at_price: decimal,
        inventory_quantity: z.number().nullish(),
        inventory_policy: text,
      }),
    )
    .nullish(),
});
export type ProductPayload = z.infer<typeof productPayload>;

export const shopPayload = z.object({
  name: z.string(),
  email: text,
  currency: z.string(),
  iana_timezone: text,
  country_code: text,
  primary_locale: text,
  domain: text,
  plan_display_name: text,
});
export type ShopPayload = z.infer<typeof shopPayload>;
