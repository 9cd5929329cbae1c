import type { Texts } from "./translations.ts";

export interface Money {
  readonly amount: number;
  readonly currencyCode: string;
}

export interface ShownAddress {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly company?: string;
  readonly address1?: string;
  readonly address2?: string;
  readonly city?: string;
  readonly zip?: string;
  readonly provinceCode?: string;
  readonly countryCode?: string;
  readonly phone?: string;
}

export interface CartMetafield {
  readonly namespace: string;
  readonly key: string;
  readonly type: string;
  readonly value: string;
}

/** What an extension may know of the checkout or order that it stands in; the parts that change while one types. */
export interface LiveState {
  readonly email: string | undefined;
  /** E.164 */
  readonly phone: string | undefined;
  readonly shippingAddress: ShownAddress | undefined;
  readonly countryCode: string | undefined;
  readonly discountCode: string | null;
  readonly metafields: readonly CartMetafield[];
  readonly subtotal: Money;
  readonly shipping: Money | undefined;
  readonly tax: Money | undefined;
  readonly total: Money;
}

export interface PlacedOrder {
  readonly id: string;
  readonly number: string;
  readonly isFirstOrder: boolean;
}

export interface ShownLine {
  readonly id: string;
  readonly variantId: string;
  readonly productId: string;
  readonly title: string;
  readonly subtitle: string | undefined;
  readonly sku: string;
  readonly vendor: string;
  readonly quantity: number;
  readonly total: Money;
}

/** The page's facts for all its extensions. */
export interface PageState {
  readonly live: LiveState;
  /** Whether the app was approved for protected customer data. */
  readonly protectedData: boolean;
  readonly checkoutToken: string;
  /** Unique also where a token comes again: what extensions store is kept under it. */
  readonly checkoutKey: string;
  readonly order: PlacedOrder | null;
  readonly lines: readonly ShownLine[];
  readonly locale: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly shop: {
    readonly id: string;
    readonly name: string;
    readonly myshopifyDomain: string;
    readonly storefrontUrl: string;
  };
  readonly extensions: Readonly<
    Record<
      string,
      {
        readonly settings: Readonly<Record<string, string>>;
        readonly locale: string;
        readonly texts: Texts;
        readonly networkAccess: boolean;
      }
    >
  >;
}

/** `shopify.applyMetafieldChange`'s argument (@shopify/ui-extensions 2026.7, MetafieldChange). */
export type MetafieldChange =
  | {
      readonly type: "updateCartMetafield";
      readonly metafield: Omit<CartMetafield, "namespace"> & { readonly namespace?: string };
    }
  | { readonly type: "removeCartMetafield"; readonly key: string; readonly namespace?: string };

export type ChangeResult =
  | { readonly type: "success" }
  | { readonly type: "error"; readonly message: string };

/** What an extension asks of `shopify.storage`. */
export type StorageRequest =
  | { readonly action: "read"; readonly key: string }
  | { readonly action: "write"; readonly key: string; readonly value: unknown }
  | { readonly action: "delete"; readonly key: string };

/** From the extension's frame to the page. */
export type FromExtension =
  | { readonly kind: "ready" }
  | { readonly kind: "height"; readonly height: number }
  | { readonly kind: "open"; readonly url: string }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "sessionToken"; readonly id: number }
  | { readonly kind: "storage"; readonly id: number; readonly request: StorageRequest }
  | { readonly kind: "metafield"; readonly id: number; readonly change: MetafieldChange };

/** From the page to the extension's frame. */
export type ToExtension =
  | { readonly kind: "start"; readonly handle: string; readonly target: string; readonly state: PageState }
  | { readonly kind: "live"; readonly live: LiveState }
  | { readonly kind: "answer"; readonly id: number; readonly result: unknown }
  | { readonly kind: "refusal"; readonly id: number; readonly reason: string };
