import { gid } from "../ids.ts";
import type { Address, Amount, Currency, MarketingConsent } from "../model.ts";
import { graphDecimal } from "../money.ts";
import type { ShopState } from "../state.ts";
import { utcSeconds } from "../time.ts";

/** An object of the Admin API: what the sandbox knows of it, ready or to be asked. A member that is absent is not played. */
export type View = { readonly [field: string]: unknown };

export function moneyBag(state: ShopState, amount: Amount, currency: Currency): View {
  const shopCurrency = state.profile.currency;
  return {
    shopMoney: { amount: graphDecimal(amount.shop, shopCurrency), currencyCode: shopCurrency },
    presentmentMoney: { amount: graphDecimal(amount.presentment, currency), currencyCode: currency },
  };
}

export function at(time: Date | null): string | null {
  return time === null ? null : utcSeconds(time);
}

/**
 * An address. Phone, name and street are protected customer data, level 2: null without Shopify's approval.
 * Source: shopify.dev, "Protected customer data".
 */
export function addressView(state: ShopState, address: Address | null): View | null {
  if (!address) return null;
  const open = <T>(value: T): T | null => (state.protectedDataApproved ? value : null);
  return {
    id: gid("MailingAddress", address.id),
    firstName: open(address.firstName),
    lastName: open(address.lastName),
    name: open([address.firstName, address.lastName].filter(Boolean).join(" ")),
    company: open(address.company),
    address1: open(address.address1),
    address2: open(address.address2),
    city: address.city,
    zip: address.zip,
    province: address.province,
    provinceCode: address.provinceCode,
    country: address.country,
    countryCodeV2: address.countryCode,
    phone: open(address.phone),
  };
}

export function consentView(consent: MarketingConsent): View {
  return {
    state: consent.state === "not_subscribed" ? "NEVER_SUBSCRIBED" : consent.state.toUpperCase(),
    optInLevel: consent.optInLevel?.toUpperCase() ?? "UNKNOWN",
    updatedAt: at(consent.updatedAt),
    collectedFrom: consent.collectedFrom.toUpperCase(),
  };
}
