import type { ChangeResult, LiveState, MetafieldChange, PageState, StorageRequest } from "./protocol.ts";
import { Signals } from "./signals.ts";
import { translate } from "./translations.ts";

/** What the frame asks of the page on the extension's behalf. */
export interface Page {
  sessionToken(): Promise<string>;
  changeMetafield(change: MetafieldChange): Promise<ChangeResult>;
  /** The value for `read`, null where there is none. */
  storage(request: StorageRequest): Promise<unknown>;
}

type Render = (...given: unknown[]) => unknown;

export interface ExtensionApi {
  /** The `shopify` global. */
  readonly global: Record<string, unknown>;
  update(live: LiveState): void;
  /** What the bundle registered with `shopify.extend` for this target. */
  registered(): Render | undefined;
}

function group(): Record<string, unknown> {
  return {};
}

function formats(state: PageState, extensionLocale: string) {
  const locale = (options?: { inExtensionLocale?: boolean }): string =>
    options?.inExtensionLocale ? extensionLocale : state.locale;
  type Options = { inExtensionLocale?: boolean };
  return {
    formatNumber: (value: number | bigint, options?: Options & Intl.NumberFormatOptions) =>
      new Intl.NumberFormat(locale(options), options).format(value),
    formatCurrency: (value: number | bigint, options?: Options & Intl.NumberFormatOptions) =>
      new Intl.NumberFormat(locale(options), {
        style: "currency",
        currency: state.currency,
        ...options,
      }).format(value),
    formatDate: (value: Date, options?: Options & Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale(options), { timeZone: state.timeZone, ...options }).format(value),
  };
}

function createStorage(page: Page) {
  return {
    read: (key: string) => page.storage({ action: "read", key }),
    write: async (key: string, value: unknown) => void (await page.storage({ action: "write", key, value })),
    delete: async (key: string) => void (await page.storage({ action: "delete", key })),
  };
}

function defineLocalization(signals: Signals<PageState>, extensionLocale: string) {
  const localization = group();
  signals.define(localization, "language", (state) => ({ isoCode: state.locale }));
  signals.define(localization, "extensionLanguage", () => ({ isoCode: extensionLocale }));
  signals.define(localization, "currency", (state) => ({ isoCode: state.currency }));
  signals.define(localization, "timezone", (state) => state.timeZone);
  signals.define(localization, "country", ({ live }) =>
    live.countryCode ? { isoCode: live.countryCode } : undefined,
  );
  signals.define(localization, "market", () => undefined);
  return localization;
}

function defineBuyer(global: Record<string, unknown>, signals: Signals<PageState>): void {
  const buyer = group();
  signals.define(buyer, "email", ({ live }) => live.email);
  signals.define(buyer, "phone", ({ live }) => live.phone);
  signals.define(buyer, "customer", () => undefined);
  signals.define(buyer, "purchasingCompany", () => undefined);
  global.buyerIdentity = buyer;
  signals.define(global, "shippingAddress", ({ live }) => live.shippingAddress);
  signals.define(global, "billingAddress", () => undefined);
}

function defineCart(global: Record<string, unknown>, signals: Signals<PageState>): void {
  const cost = group();
  signals.define(cost, "subtotalAmount", ({ live }) => live.subtotal);
  signals.define(cost, "totalShippingAmount", ({ live }) => live.shipping);
  signals.define(cost, "totalTaxAmount", ({ live }) => live.tax);
  signals.define(cost, "totalAmount", ({ live }) => live.total);
  global.cost = cost;
  signals.define(global, "lines", ({ lines }) =>
    lines.map((line) => ({
      id: line.id,
      quantity: line.quantity,
      cost: { totalAmount: line.total },
      attributes: [],
      discountAllocations: [],
      lineComponents: [],
      parentRelationship: null,
      merchandise: {
        type: "variant",
        id: line.variantId,
        title: line.title,
        subtitle: line.subtitle,
        sku: line.sku,
        requiresShipping: true,
        selectedOptions: [],
        product: { id: line.productId, vendor: line.vendor, productType: "" },
      },
    })),
  );
  signals.define(global, "discountCodes", ({ live }) =>
    live.discountCode ? [{ code: live.discountCode }] : [],
  );
  for (const name of [
    "appliedGiftCards",
    "attributes",
    "availablePaymentOptions",
    "deliveryGroups",
    "discountAllocations",
    "selectedPaymentOptions",
  ]) {
    signals.define(global, name, () => []);
  }
  signals.define(global, "note", () => undefined);
  signals.define(global, "appMetafields", ({ live, checkoutToken }) =>
    live.metafields.map((metafield) => ({
      target: { type: "cart", id: checkoutToken },
      metafield: { ...metafield, valueType: "string" },
    })),
  );
}

function defineJourney(global: Record<string, unknown>, signals: Signals<PageState>): void {
  const journey: Record<string, unknown> = { intercept: async () => () => undefined };
  signals.define(journey, "completed", ({ order }) => order !== null);
  signals.define(journey, "steps", () => [
    { handle: "checkout", label: "Checkout", to: "/", disabled: false },
  ]);
  signals.define(journey, "activeStep", ({ order }) => ({
    handle: order === null ? "checkout" : "thank-you",
  }));
  global.buyerJourney = journey;
}

function defineCheckoutOnly(global: Record<string, unknown>, page: Page): void {
  const notHere = async (): Promise<ChangeResult> => ({
    type: "error",
    message: "This checkout does not allow it",
  });
  global.applyMetafieldChange = (change: MetafieldChange) => page.changeMetafield(change);
  for (const name of [
    "applyAttributeChange",
    "applyCartLinesChange",
    "applyDiscountCodeChange",
    "applyGiftCardChange",
    "applyNoteChange",
  ]) {
    global[name] = notHere;
  }
}

/** The `shopify` global of one extension. Members: @shopify/ui-extensions 2026.7.4, surfaces/checkout. */
export function createApi(handle: string, target: string, state: PageState, page: Page): ExtensionApi {
  const signals = new Signals(state);
  const own = state.extensions[handle];
  const extensionLocale = own?.locale ?? state.locale;
  const registered = new Map<string, Render>();
  const capabilities = own?.networkAccess ? ["network_access"] : [];
  const extension: Record<string, unknown> = { apiVersion: "2026-07", scriptUrl: "", target };
  signals.define(extension, "capabilities", () => capabilities);
  signals.define(extension, "rendered", () => true);

  const global: Record<string, unknown> = {
    extend: (named: string, render: Render) => registered.set(named, render),
    setSignals: signals.use.bind(signals),
    extension,
    extensionPoint: target,
    shop: state.shop,
    version: "2026-07",
    storage: createStorage(page),
    sessionToken: { get: () => page.sessionToken() },
    analytics: { publish: async () => true, visitor: async () => ({ type: "success" }) },
    localization: defineLocalization(signals, extensionLocale),
    i18n: {
      translate: (key: string, values?: Record<string, unknown>) =>
        translate(own?.texts ?? {}, extensionLocale, key, values),
      ...formats(state, extensionLocale),
    },
  };
  signals.define(global, "settings", () => own?.settings ?? {});
  signals.define(global, "checkoutToken", ({ checkoutToken }) => checkoutToken);
  signals.define(global, "checkoutSettings", () => ({ orderSubmission: "ORDER" }));
  signals.define(global, "instructions", ({ order }) => {
    const open = order === null;
    return {
      attributes: { canUpdateAttributes: open },
      delivery: { canSelectCustomAddress: open },
      discounts: { canUpdateDiscountCodes: open },
      lines: { canAddCartLine: false, canRemoveCartLine: false, canUpdateCartLine: false },
      metafields: { canSetCartMetafields: open, canDeleteCartMetafield: open },
      notes: { canUpdateNote: false },
    };
  });
  // Absent where the app was not approved for protected customer data (the types' StandardApi).
  if (state.protectedData) defineBuyer(global, signals);
  defineCart(global, signals);
  defineJourney(global, signals);
  if (state.order === null) defineCheckoutOnly(global, page);
  else {
    signals.define(global, "orderConfirmation", ({ order }) =>
      order ? { order: { id: order.id }, number: order.number, isFirstOrder: order.isFirstOrder } : undefined,
    );
  }
  return {
    global,
    update: (live) => signals.update((before) => ({ ...before, live })),
    registered: () => registered.get(target),
  };
}
