import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js";
import { currencyExponent } from "#contracts/shopify/currency-exponents.ts";
import type { DeployedExtension } from "#sandbox/kernel/deployment.ts";
import type {
  Address,
  Checkout,
  Currency,
  Order,
  PlayedShop,
  SoldLine,
  Totals,
} from "#sandbox/shopify/index.ts";
import type {
  CartMetafield,
  LiveState,
  Money,
  PageState,
  ShownAddress,
  ShownLine,
} from "./extension/protocol.ts";
import { type Locales, textsFor } from "./extension/translations.ts";
import type { Visit } from "./visit.ts";

/** A typed phone as Shopify's checkout gives it to extensions: E.164, or nothing. */
export function spelledOut(phone: string | null, countryCode: string | undefined): string | undefined {
  if (!phone) return undefined;
  const country = countryCode as CountryCode | undefined;
  const parsed = parsePhoneNumberFromString(phone, country);
  return parsed?.isValid() ? parsed.number : undefined;
}

function money(minor: number, currency: Currency): Money {
  return { amount: minor / 10 ** currencyExponent(currency), currencyCode: currency };
}

function shownAddress(address: Address | null): ShownAddress | undefined {
  if (!address) return undefined;
  const { firstName, lastName, company, address1, address2, city, zip, provinceCode, countryCode } = address;
  const given = { firstName, lastName, company, address1, address2, city, zip, provinceCode, countryCode };
  const known = Object.entries(given).filter(([, value]) => value !== null && value !== "");
  const phone = spelledOut(address.phone, countryCode);
  return { ...Object.fromEntries(known), ...(phone === undefined ? {} : { phone }) };
}

/** The part of a checkout or order that may change, or that only one of the two has. */
interface Subject {
  readonly email: string | null;
  readonly phone: string | null;
  readonly shippingAddress: Address | null;
  readonly discountCode: string | null;
  readonly currency: Currency;
  readonly totals: Totals;
}

/**
 * @param approved whether the app may see protected customer data; where it may not, extensions get nobody's address
 * and contact (shopify.dev, Checkout UI extensions: Addresses, Buyer identity)
 */
export function liveState(
  subject: Subject,
  metafields: readonly CartMetafield[],
  approved: boolean,
): LiveState {
  const { totals, currency, shippingAddress } = subject;
  return {
    email: approved ? (subject.email ?? undefined) : undefined,
    phone: approved ? spelledOut(subject.phone, shippingAddress?.countryCode) : undefined,
    shippingAddress: approved ? shownAddress(shippingAddress) : undefined,
    countryCode: shippingAddress?.countryCode,
    discountCode: subject.discountCode,
    metafields,
    subtotal: money(totals.subtotal.presentment, currency),
    shipping: shippingAddress ? money(totals.shipping.presentment, currency) : undefined,
    tax: money(totals.tax.presentment, currency),
    total: money(totals.total.presentment, currency),
  };
}

function shownLine(visit: Visit, line: SoldLine, currency: Currency): ShownLine {
  return {
    id: `gid://shopify/CartLine/${line.id}`,
    variantId: `gid://shopify/ProductVariant/${line.variantId}`,
    productId: `gid://shopify/Product/${line.productId}`,
    title: line.title[visit.language],
    subtitle: line.variantTitle?.[visit.language],
    sku: line.sku,
    vendor: line.vendor,
    quantity: line.quantity,
    total: money(line.unitPrice.presentment * line.quantity, currency),
  };
}

function isFirstOrder(shop: PlayedShop, order: Order): boolean {
  return !shop.orders().some((other) => other.id !== order.id && other.customerId === order.customerId);
}

/** What the page tells its extensions about a checkout, or about the order that it became. */
export function pageState(
  visit: Visit,
  subject: Checkout | Order,
  checkout: { readonly token: string; readonly key: string },
  extensions: readonly DeployedExtension[],
  metafields: readonly CartMetafield[],
): PageState {
  const { shop, language } = visit;
  const order = "confirmationNumber" in subject ? subject : null;
  return {
    live: liveState(subject, metafields, shop.protectedDataApproved),
    protectedData: shop.protectedDataApproved,
    checkoutToken: checkout.token,
    checkoutKey: checkout.key,
    order: order && {
      id: `gid://shopify/Order/${order.id}`,
      number: order.confirmationNumber,
      isFirstOrder: isFirstOrder(shop, order),
    },
    lines: subject.lines.map((line) => shownLine(visit, line, subject.currency)),
    locale: language,
    currency: subject.currency,
    timeZone: shop.profile.timeZone,
    shop: {
      id: `gid://shopify/Shop/${shop.profile.id}`,
      name: shop.profile.name,
      myshopifyDomain: shop.profile.domain,
      storefrontUrl: `https://${shop.profile.domain}`,
    },
    extensions: Object.fromEntries(
      extensions.map((extension) => {
        const locales: Locales = extension.locales;
        return [
          extension.handle,
          {
            settings: extension.settings,
            ...textsFor(locales, language),
            networkAccess: extension.networkAccess,
          },
        ];
      }),
    ),
  };
}
