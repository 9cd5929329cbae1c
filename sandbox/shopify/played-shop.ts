import type { Plan } from "#sandbox/kernel/world.ts";
import type {
  CancelReason,
  Cart,
  Checkout,
  ConsentState,
  Currency,
  Customer,
  DiscountCode,
  Fulfillment,
  FulfillmentEventStatus,
  Localized,
  Order,
  Product,
  Refund,
  ShopProfile,
  Variant,
} from "./model.ts";

/** Something that can't be done with this shop: an unknown id, an empty cart, a second payment. */
export class ShopRefusal extends Error {
  readonly reason: "not_found" | "invalid";

  constructor(reason: "not_found" | "invalid", message: string) {
    super(message);
    this.reason = reason;
  }
}

/** What a shopper may type into the checkout; absent means unchanged, an empty text clears. */
export interface CheckoutPatch {
  readonly email?: string | undefined;
  /** As typed, in national or international form. */
  readonly phone?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly company?: string | undefined;
  readonly address1?: string | undefined;
  readonly address2?: string | undefined;
  readonly city?: string | undefined;
  readonly zip?: string | undefined;
  readonly province?: string | undefined;
  /** ISO 3166-1 alpha-2 */
  readonly countryCode?: string | undefined;
  readonly locale?: string | undefined;
  readonly discountCode?: string | undefined;
  readonly acceptsMarketing?: boolean | undefined;
}

export interface CustomerPatch {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly email?: string | null | undefined;
  /** E.164 */
  readonly phone?: string | null | undefined;
  readonly locale?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly note?: string | null | undefined;
}

export interface ProductPatch {
  readonly title?: Localized | undefined;
  readonly description?: Localized | undefined;
  readonly status?: Product["status"] | undefined;
  /** Of every variant, or of the one named. */
  readonly variantId?: string | undefined;
  readonly priceMinor?: number | undefined;
  readonly compareAtMinor?: number | null | undefined;
  readonly inventory?: number | undefined;
}

export interface Tracking {
  readonly trackingCompany?: string | undefined;
  readonly trackingNumber?: string | undefined;
  readonly trackingUrl?: string | undefined;
}

/**
 * The shop as its shoppers and its merchant use it. Every change sends the webhooks that Shopify would,
 * to the installed app, without waiting for them. All throw ShopRefusal for what can't be done.
 */
export interface PlayedShop {
  readonly profile: ShopProfile;
  readonly plan: Plan;
  /** Whether the app has a token and was not uninstalled. */
  readonly installed: boolean;
  /** Whether the app may see names, addresses, phones and e-mails. */
  readonly protectedDataApproved: boolean;

  /** Products of the storefront, newest last. */
  products(): readonly Product[];
  /** By id or handle. */
  product(idOrHandle: string): Product | undefined;
  variant(id: string): Variant | undefined;
  updateProduct(id: string, patch: ProductPatch): Product;
  deleteProduct(id: string): void;
  /** An amount of the shop's currency in another one, by the shop's fixed rates; minor units. */
  convert(minor: number, currency: Currency): number;
  /** "1.234,50 €" in the reader's language. */
  format(minor: number, currency: Currency, locale: string): string;

  createCart(): Cart;
  cart(token: string): Cart | undefined;
  addToCart(cartToken: string, variantId: string, quantity: number): Cart;
  /** Quantity 0 removes the line. */
  setQuantity(cartToken: string, variantId: string, quantity: number): Cart;

  /** The cart's open checkout, brought up to date, or a new one. */
  startCheckout(
    cartToken: string,
    options?: {
      currency?: Currency | undefined;
      locale?: string | undefined;
      discountCode?: string | undefined;
    },
  ): Checkout;
  checkout(token: string): Checkout | undefined;
  updateCheckout(token: string, patch: CheckoutPatch): Checkout;
  /** The checkout behind a recovery address; undefined if the key is wrong or it is gone. */
  recoverCheckout(token: string, key: string): Checkout | undefined;
  deleteCheckout(token: string): void;
  /** Pays and places the order; refused without contact, address or stock, and the second time. */
  completeCheckout(token: string): Order;

  order(id: string): Order | undefined;
  /** Newest first. */
  orders(): readonly Order[];
  cancelOrder(id: string, reason?: CancelReason): Order;
  deleteOrder(id: string): void;
  /** Everything, or so many minor units of the order's presentment currency. */
  refund(orderId: string, options?: { amountMinor?: number | undefined; note?: string | undefined }): Refund;
  fulfill(orderId: string, tracking?: Tracking): Fulfillment;
  updateTracking(fulfillmentId: string, tracking: Tracking): Fulfillment;
  fulfillmentEvent(fulfillmentId: string, status: FulfillmentEventStatus): Fulfillment;

  customer(id: string): Customer | undefined;
  customers(): readonly Customer[];
  updateCustomer(id: string, patch: CustomerPatch): Customer;
  deleteCustomer(id: string): void;
  /** As the merchant or Shopify's own forms would; through the API use customerWhatsAppMarketingConsentUpdate. */
  setWhatsAppConsent(customerId: string, state: ConsentState): Customer;

  discount(code: string): DiscountCode | undefined;
  renameShop(name: string): ShopProfile;

  /** Gives the app its scopes as an install does; a token exchange does so too. */
  install(): void;
  /** Revokes every token and sends app/uninstalled. */
  uninstall(): void;
  /** The compliance topics of the toml. */
  requestCustomerData(customerId: string): void;
  redactCustomer(customerId: string): void;
  redactShop(): void;

  /**
   * The token that a UI extension gets from `shopify.sessionToken.get()`: HS256 by the client secret, five
   * minutes of machine time; `sub` only for a customer who is logged in.
   */
  sessionToken(options?: { customerId?: string | undefined; ttlSeconds?: number | undefined }): string;
}
