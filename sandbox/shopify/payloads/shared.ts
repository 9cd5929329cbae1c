import { createHash } from "node:crypto";
import { countryName } from "../countries.ts";
import { gid } from "../ids.ts";
import { rawId } from "../json.ts";
import type { Address, Amount, Currency, Customer } from "../model.ts";
import { decimal } from "../money.ts";
import type { ShopState } from "../state.ts";
import { inShopZone } from "../time.ts";

/** One field of a payload: what JSON holds. */
export type Payload = { readonly [key: string]: unknown };

export function time(state: ShopState, at: Date | null): string | null {
  return at === null ? null : inShopZone(at, state.profile.timeZone);
}

/** Both amounts, as every `…_set` has them. */
export function moneySet(state: ShopState, amount: Amount, currency: Currency): Payload {
  const shopCurrency = state.profile.currency;
  return {
    shop_money: { amount: decimal(amount.shop, shopCurrency), currency_code: shopCurrency },
    presentment_money: { amount: decimal(amount.presentment, currency), currency_code: currency },
  };
}

export function shopAmount(state: ShopState, amount: Amount): string {
  return decimal(amount.shop, state.profile.currency);
}

/** An id and its global id. */
export function identity(type: string, id: string): { id: object; admin_graphql_api_id: string } {
  return { id: rawId(id), admin_graphql_api_id: gid(type, id) };
}

/** 32 hexadecimal digits that stay the same for the same text. */
export function fingerprint(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

function fullName(first: string | null, last: string | null): string {
  return [first, last].filter((part) => part).join(" ");
}

/** An address inside a checkout, an order or a fulfilment. */
export function addressPayload(address: Address | null): Payload | null {
  if (address === null) return null;
  return {
    first_name: address.firstName,
    address1: address.address1,
    phone: address.phone,
    city: address.city,
    zip: address.zip,
    province: address.province,
    country: address.country,
    last_name: address.lastName,
    address2: address.address2,
    company: address.company,
    latitude: null,
    longitude: null,
    name: fullName(address.firstName, address.lastName),
    country_code: address.countryCode,
    province_code: address.provinceCode,
  };
}

function defaultAddress(customer: Customer): Payload | null {
  const address = customer.defaultAddress;
  if (address === null) return null;
  return {
    id: rawId(address.id),
    customer_id: rawId(customer.id),
    first_name: address.firstName,
    last_name: address.lastName,
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    province: address.province,
    country: address.country,
    zip: address.zip,
    phone: address.phone,
    name: fullName(address.firstName, address.lastName),
    province_code: address.provinceCode,
    country_code: address.countryCode,
    country_name: countryName(address.countryCode),
    default: true,
  };
}

/** A customer as checkouts and orders carry it. */
export function customerInside(state: ShopState, customerId: string | null): Payload | null {
  const customer = customerId === null ? undefined : state.customers.get(customerId);
  if (!customer) return null;
  return {
    id: rawId(customer.id),
    created_at: time(state, customer.createdAt),
    updated_at: time(state, customer.updatedAt),
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: customer.state,
    note: customer.note,
    verified_email: customer.email !== null,
    multipass_identifier: null,
    tax_exempt: false,
    email: customer.email,
    phone: customer.phone,
    currency: state.profile.currency,
    tax_exemptions: [],
    admin_graphql_api_id: gid("Customer", customer.id),
    default_address: defaultAddress(customer),
  };
}

/** customers/create and customers/update: as inside an order, with the list of addresses. */
export function customerPayload(state: ShopState, customer: Customer): Payload {
  const address = defaultAddress(customer);
  return { ...customerInside(state, customer.id), addresses: address === null ? [] : [address] };
}

export function customerDeletePayload(customer: Customer): Payload {
  return { ...identity("Customer", customer.id), tax_exemptions: [] };
}
