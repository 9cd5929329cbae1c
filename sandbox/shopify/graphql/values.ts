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

/** An address as a whole; what of it needs Shopify's approval is refused field by field (access.ts). */
export function addressView(address: Address | null): View | null {
  if (!address) return null;
  return {
    id: gid("MailingAddress", address.id),
    firstName: address.firstName,
    lastName: address.lastName,
    name: [address.firstName, address.lastName].filter(Boolean).join(" "),
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    zip: address.zip,
    province: address.province,
    provinceCode: address.provinceCode,
    country: address.country,
    countryCodeV2: address.countryCode,
    phone: address.phone,
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
