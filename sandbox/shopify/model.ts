/**
 * The shop that the sandbox plays: what it holds.
 * Ids are decimal strings: most of Shopify's have more digits than a JavaScript number keeps.
 * Amounts are integers of minor units. Times are shop time.
 */

export type Currency = "EUR" | "USD" | "JPY";
export type Locale = "it" | "en";

/** A text in the shop's two languages. */
export interface Localized {
  readonly it: string;
  readonly en: string;
}

/** One amount in the shop's currency and in the currency that the shopper sees; minor units of each. */
export interface Amount {
  readonly shop: number;
  readonly presentment: number;
}

export interface ShopProfile {
  readonly id: string;
  /** casa-aurora.myshopify.com */
  readonly domain: string;
  /** casa-aurora: the shop's part of the admin's address. */
  readonly handle: string;
  readonly email: string;
  readonly owner: string;
  /** E.164 */
  readonly phone: string;
  readonly address1: string;
  readonly city: string;
  readonly zip: string;
  readonly provinceCode: string;
  readonly province: string;
  readonly countryCode: string;
  readonly country: string;
  readonly currency: Currency;
  readonly presentmentCurrencies: readonly Currency[];
  readonly timeZone: string;
  readonly primaryLocale: Locale;
  readonly locales: readonly Locale[];
  readonly createdAt: Date;
  name: string;
  updatedAt: Date;
}

export interface Variant {
  readonly id: string;
  readonly productId: string;
  readonly inventoryItemId: string;
  readonly position: number;
  /** "Rosso / Grande"; "Default Title" for a product without options. */
  readonly title: Localized;
  /** One value for each of the product's options. */
  readonly options: readonly Localized[];
  readonly sku: string;
  readonly barcode: string;
  readonly grams: number;
  readonly createdAt: Date;
  /** Shop currency. */
  priceMinor: number;
  compareAtMinor: number | null;
  inventory: number;
  inventoryPolicy: "deny" | "continue";
  updatedAt: Date;
}

export interface ProductOption {
  readonly id: string;
  readonly name: Localized;
  readonly values: readonly Localized[];
}

export interface Product {
  readonly id: string;
  readonly handle: string;
  readonly vendor: string;
  readonly productType: Localized;
  readonly tags: readonly string[];
  readonly options: readonly ProductOption[];
  readonly variants: readonly Variant[];
  readonly imageId: string;
  /** Address of a PNG of 600 by 600. */
  readonly pictureUrl: string;
  readonly createdAt: Date;
  title: Localized;
  /** Plain text; the API wraps it in a paragraph. */
  description: Localized;
  status: "active" | "draft" | "archived";
  updatedAt: Date;
}

export interface Address {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly company: string | null;
  readonly address1: string;
  readonly address2: string | null;
  readonly city: string;
  readonly zip: string;
  readonly province: string | null;
  readonly provinceCode: string | null;
  /** English name, as Shopify's API gives it. */
  readonly country: string;
  /** ISO 3166-1 alpha-2 */
  readonly countryCode: string;
  /** As it was typed. */
  readonly phone: string | null;
}

export type ConsentState = "subscribed" | "unsubscribed" | "pending" | "not_subscribed" | "redacted";

export interface MarketingConsent {
  readonly state: ConsentState;
  readonly optInLevel: "single_opt_in" | "confirmed_opt_in" | "unknown" | null;
  readonly updatedAt: Date | null;
  readonly collectedFrom: "shopify" | "other";
}

export interface Customer {
  readonly id: string;
  readonly createdAt: Date;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  /** E.164 */
  phone: string | null;
  /** e.g. it, pt-BR */
  locale: string;
  tags: readonly string[];
  note: string | null;
  state: "disabled" | "enabled" | "invited" | "declined";
  defaultAddress: Address | null;
  emailConsent: MarketingConsent;
  whatsAppConsent: MarketingConsent;
  updatedAt: Date;
}

export interface CartLine {
  readonly variantId: string;
  readonly quantity: number;
}

export interface Cart {
  readonly token: string;
  readonly createdAt: Date;
  lines: readonly CartLine[];
  updatedAt: Date;
}

/** What a checkout or an order keeps of a variant: names and prices as they were. */
export interface SoldLine {
  readonly id: string;
  readonly productId: string;
  readonly variantId: string;
  readonly title: Localized;
  /** null for a product without options */
  readonly variantTitle: Localized | null;
  readonly sku: string;
  readonly vendor: string;
  readonly grams: number;
  readonly quantity: number;
  /** For one piece, tax included. */
  readonly unitPrice: Amount;
  readonly compareAt: Amount | null;
}

export interface Totals {
  readonly lines: Amount;
  readonly discount: Amount;
  readonly shipping: Amount;
  /** Contained in the total: the shop's prices include tax. */
  readonly tax: Amount;
  readonly taxRate: number;
  readonly subtotal: Amount;
  readonly total: Amount;
}

export interface Checkout {
  /** Of the abandoned checkout in the Admin API; no payload carries it. */
  readonly id: string;
  readonly token: string;
  readonly cartToken: string;
  /** The secret of the recovery address. */
  readonly key: string;
  /** `{origin}/store/checkouts/{token}/recover?key={key}` */
  readonly recoveryUrl: string;
  readonly currency: Currency;
  readonly createdAt: Date;
  locale: string;
  lines: readonly SoldLine[];
  email: string | null;
  /** As it was typed into the contact field. */
  phone: string | null;
  shippingAddress: Address | null;
  customerId: string | null;
  discountCode: string | null;
  note: string | null;
  acceptsMarketing: boolean;
  totals: Totals;
  updatedAt: Date;
  completedAt: Date | null;
  orderId: string | null;
}

export type FinancialStatus = "pending" | "paid" | "partially_refunded" | "refunded" | "voided";
export type FulfillmentEventStatus =
  | "label_printed"
  | "label_purchased"
  | "attempted_delivery"
  | "ready_for_pickup"
  | "confirmed"
  | "in_transit"
  | "out_for_delivery"
  | "delivered"
  | "failure";

export interface FulfillmentEvent {
  readonly id: string;
  readonly status: FulfillmentEventStatus;
  readonly message: string;
  readonly happenedAt: Date;
  readonly estimatedDeliveryAt: Date | null;
}

export interface Fulfillment {
  readonly id: string;
  readonly orderId: string;
  /** #1001.1 */
  readonly name: string;
  readonly createdAt: Date;
  readonly lines: readonly SoldLine[];
  status: "success" | "cancelled";
  shipmentStatus: FulfillmentEventStatus | null;
  trackingCompany: string | null;
  trackingNumber: string | null;
  trackingUrl: string | null;
  events: readonly FulfillmentEvent[];
  updatedAt: Date;
}

export interface Refund {
  readonly id: string;
  readonly orderId: string;
  readonly transactionId: string;
  readonly amount: Amount;
  readonly note: string | null;
  readonly createdAt: Date;
  readonly lines: readonly { readonly id: string; readonly line: SoldLine; readonly quantity: number }[];
}

export type CancelReason = "customer" | "inventory" | "fraud" | "declined" | "staff" | "other";

export interface Order {
  readonly id: string;
  /** #1001 */
  readonly name: string;
  readonly number: number;
  readonly confirmationNumber: string;
  readonly token: string;
  readonly statusUrl: string;
  /** null for orders that came another way than through a checkout */
  readonly checkoutToken: string | null;
  readonly cartToken: string | null;
  readonly currency: Currency;
  readonly locale: string;
  readonly createdAt: Date;
  readonly lines: readonly SoldLine[];
  readonly discountCode: string | null;
  readonly totals: Totals;
  readonly shippingLineId: string;
  email: string | null;
  /** E.164 where it could be read as a phone number. */
  phone: string | null;
  shippingAddress: Address | null;
  customerId: string | null;
  financialStatus: FinancialStatus;
  cancelledAt: Date | null;
  cancelReason: CancelReason | null;
  closedAt: Date | null;
  fulfillments: readonly Fulfillment[];
  refunds: readonly Refund[];
  updatedAt: Date;
}

export interface DraftOrder {
  readonly id: string;
  /** #D1 */
  readonly name: string;
  readonly invoiceUrl: string;
  readonly customerId: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly lines: readonly SoldLine[];
  readonly currency: Currency;
  readonly totals: Totals;
  readonly note: string | null;
  readonly tags: readonly string[];
  readonly createdAt: Date;
  readonly status: "OPEN" | "INVOICE_SENT" | "COMPLETED";
}

export interface DiscountCode {
  readonly id: string;
  readonly title: string;
  readonly code: string;
  /** 0 to 1, or null when it is an amount. */
  readonly percentage: number | null;
  /** Shop currency; null when it is a percentage. */
  readonly amountMinor: number | null;
  readonly usageLimit: number | null;
  readonly oncePerCustomer: boolean;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly createdAt: Date;
  used: number;
}
