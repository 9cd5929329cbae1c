import type { World } from "#sandbox/kernel/world.ts";
import { gid } from "../ids.ts";
import type {
  Checkout,
  Currency,
  Customer,
  Fulfillment,
  Localized,
  Order,
  Product,
  SoldLine,
  Variant,
} from "../model.ts";
import { decimal, graphDecimal } from "../money.ts";
import { descriptionHtml } from "../payloads/product.ts";
import { PLAN_NAMES } from "../payloads/shop.ts";
import type { ShopState } from "../state.ts";
import { connection, type PageArguments } from "./connection.ts";
import { addressView, at, consentView, moneyBag, type View } from "./values.ts";

/** The shop's objects as the Admin API shows them. */
export interface Views {
  shop(): View;
  product(product: Product): View;
  variant(variant: Variant): View;
  customer(customer: Customer): View;
  order(order: Order): View;
  checkout(checkout: Checkout): View;
}

export function createViews(world: World, state: ShopState): Views {
  const { profile } = state;
  const own = (text: Localized) => text[profile.primaryLocale];
  const image = (product: Product) => ({
    id: gid("MediaImage", product.imageId),
    url: product.pictureUrl,
    altText: own(product.title),
    width: 600,
    height: 600,
  });

  function product(one: Product): View {
    return {
      id: gid("Product", one.id),
      legacyResourceId: one.id,
      handle: one.handle,
      title: own(one.title),
      status: one.status.toUpperCase(),
      vendor: one.vendor,
      productType: own(one.productType),
      tags: one.tags,
      description: own(one.description),
      descriptionHtml: descriptionHtml(one),
      createdAt: at(one.createdAt),
      updatedAt: at(one.updatedAt),
      onlineStoreUrl: `${state.origin}/store/products/${one.handle}`,
      totalInventory: one.variants.reduce((sum, { inventory }) => sum + inventory, 0),
      featuredMedia: {
        __typename: "MediaImage",
        id: gid("MediaImage", one.imageId),
        alt: own(one.title),
        preview: { image: image(one) },
        image: image(one),
      },
      variants: (args: PageArguments) => connection(one.variants, args, variant),
    };
  }

  function variant(one: Variant): View {
    return {
      id: gid("ProductVariant", one.id),
      legacyResourceId: one.id,
      title: own(one.title),
      displayName: own(one.title),
      sku: one.sku,
      barcode: one.barcode,
      price: decimal(one.priceMinor, profile.currency),
      compareAtPrice: one.compareAtMinor === null ? null : decimal(one.compareAtMinor, profile.currency),
      inventoryQuantity: one.inventory,
      inventoryPolicy: one.inventoryPolicy.toUpperCase(),
      availableForSale: one.inventory > 0 || one.inventoryPolicy === "continue",
      createdAt: at(one.createdAt),
      updatedAt: at(one.updatedAt),
      product: () => {
        const parent = state.products.get(one.productId);
        return parent ? product(parent) : null;
      },
    };
  }

  function customer(one: Customer): View {
    const orders = () => state.ordersOf(one.id);
    return {
      id: gid("Customer", one.id),
      legacyResourceId: one.id,
      firstName: one.firstName,
      lastName: one.lastName,
      displayName: [one.firstName, one.lastName].filter(Boolean).join(" "),
      locale: one.locale,
      tags: one.tags,
      note: one.note,
      state: one.state.toUpperCase(),
      createdAt: at(one.createdAt),
      updatedAt: at(one.updatedAt),
      numberOfOrders: () => String(orders().length),
      amountSpent: () => ({
        amount: graphDecimal(
          orders().reduce((sum, order) => sum + order.totals.total.shop, 0),
          profile.currency,
        ),
        currencyCode: profile.currency,
      }),
      lastOrder: () => {
        const last = orders().at(-1);
        return last ? order(last) : null;
      },
      defaultEmailAddress: one.email && {
        emailAddress: one.email,
        marketingState: consentView(one.emailConsent).state,
      },
      defaultPhoneNumber: one.phone && {
        phoneNumber: one.phone,
        whatsAppMarketingConsent: consentView(one.whatsAppConsent),
      },
      defaultAddress: addressView(one.defaultAddress),
    };
  }

  function line(one: SoldLine, currency: Currency, type: "LineItem" | "AbandonedCheckoutLineItem"): View {
    const parent = state.products.get(one.productId);
    const sold = state.variants.get(one.variantId);
    return {
      id: gid(type, one.id),
      title: own(one.title),
      variantTitle: one.variantTitle && own(one.variantTitle),
      sku: one.sku,
      quantity: one.quantity,
      product: parent ? product(parent) : null,
      variant: sold ? variant(sold) : null,
      image: parent ? image(parent) : null,
      originalUnitPriceSet: moneyBag(state, one.unitPrice, currency),
    };
  }

  function order(one: Order): View {
    const buyer = one.customerId ? state.customers.get(one.customerId) : undefined;
    return {
      id: gid("Order", one.id),
      legacyResourceId: one.id,
      name: one.name,
      email: one.email,
      phone: one.phone,
      customerLocale: one.locale,
      cartToken: one.cartToken,
      checkoutToken: one.checkoutToken,
      createdAt: at(one.createdAt),
      processedAt: at(one.createdAt),
      updatedAt: at(one.updatedAt),
      cancelledAt: at(one.cancelledAt),
      closedAt: at(one.closedAt),
      test: false,
      sourceName: "web",
      displayFinancialStatus: one.financialStatus.toUpperCase(),
      displayFulfillmentStatus: one.fulfillments.length > 0 ? "FULFILLED" : "UNFULFILLED",
      statusPageUrl: () => one.statusUrl,
      currencyCode: profile.currency,
      presentmentCurrencyCode: one.currency,
      totalPriceSet: moneyBag(state, one.totals.total, one.currency),
      subtotalPriceSet: moneyBag(state, one.totals.subtotal, one.currency),
      discountCodes: one.discountCode ? [one.discountCode] : [],
      customer: buyer ? customer(buyer) : null,
      shippingAddress: addressView(one.shippingAddress),
      billingAddress: addressView(one.shippingAddress),
      lineItems: (args: PageArguments) =>
        connection(one.lines, args, (sold) => line(sold, one.currency, "LineItem")),
      fulfillments: () => one.fulfillments.map(fulfillment),
    };
  }

  const fulfillment = (one: Fulfillment): View => ({
    id: gid("Fulfillment", one.id),
    name: one.name,
    status: one.status === "success" ? "SUCCESS" : "CANCELLED",
    displayStatus: one.shipmentStatus?.toUpperCase() ?? "FULFILLED",
    createdAt: at(one.createdAt),
    updatedAt: at(one.updatedAt),
    trackingInfo: () => [{ company: one.trackingCompany, number: one.trackingNumber, url: one.trackingUrl }],
  });

  function checkout(one: Checkout): View {
    const buyer = one.customerId ? state.customers.get(one.customerId) : undefined;
    return {
      id: gid("AbandonedCheckout", one.id),
      name: `#${one.id.slice(-6)}`,
      abandonedCheckoutUrl: one.recoveryUrl,
      createdAt: at(one.createdAt),
      updatedAt: at(one.updatedAt),
      completedAt: at(one.completedAt),
      note: one.note ?? "",
      discountCodes: one.discountCode ? [one.discountCode] : [],
      totalPriceSet: moneyBag(state, one.totals.total, one.currency),
      subtotalPriceSet: moneyBag(state, one.totals.subtotal, one.currency),
      customer: buyer ? customer(buyer) : null,
      shippingAddress: addressView(one.shippingAddress),
      billingAddress: addressView(one.shippingAddress),
      lineItems: (args: PageArguments) =>
        connection(one.lines, args, (sold) => line(sold, one.currency, "AbandonedCheckoutLineItem")),
    };
  }

  function shop(): View {
    return {
      id: gid("Shop", profile.id),
      name: profile.name,
      email: profile.email,
      contactEmail: profile.email,
      myshopifyDomain: profile.domain,
      ianaTimezone: profile.timeZone,
      currencyCode: profile.currency,
      enabledPresentmentCurrencies: profile.presentmentCurrencies,
      url: `${state.origin}/store`,
      primaryDomain: {
        id: gid("Domain", "1"),
        host: new URL(state.origin).host,
        url: `${state.origin}/store`,
      },
      billingAddress: {
        country: profile.country,
        countryCodeV2: profile.countryCode,
        city: profile.city,
        zip: profile.zip,
      },
      plan: {
        publicDisplayName: PLAN_NAMES[world.plan].shown,
        shopifyPlus: world.plan === "plus",
        partnerDevelopment: false,
      },
    };
  }

  return { shop, product, variant, customer, order, checkout };
}
