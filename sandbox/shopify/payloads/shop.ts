import type { Plan } from "#sandbox/kernel/world.ts";
import { rawId } from "../json.ts";
import type { Customer, MarketingConsent } from "../model.ts";
import type { ShopState } from "../state.ts";
import { type Payload, time } from "./shared.ts";

/** The names of the plans in Shopify's payloads and API. */
export const PLAN_NAMES: Readonly<Record<Plan, { readonly shown: string; readonly internal: string }>> = {
  plus: { shown: "Shopify Plus", internal: "enterprise" },
  basic: { shown: "Basic", internal: "basic" },
};

function place(state: ShopState): Payload {
  const { profile } = state;
  return {
    province: profile.province,
    country: profile.countryCode,
    address1: profile.address1,
    zip: profile.zip,
    city: profile.city,
    phone: profile.phone,
    latitude: null,
    longitude: null,
    address2: null,
    country_code: profile.countryCode,
    country_name: profile.country,
    province_code: profile.provinceCode,
  };
}

/** shop/update and app/uninstalled. */
export function shopPayload(state: ShopState, plan: Plan): Payload {
  const { profile } = state;
  return {
    ...place(state),
    id: rawId(profile.id),
    name: profile.name,
    email: profile.email,
    domain: profile.domain,
    source: null,
    primary_locale: profile.primaryLocale,
    created_at: time(state, profile.createdAt),
    updated_at: time(state, profile.updatedAt),
    currency: profile.currency,
    customer_email: profile.email,
    timezone: "(GMT+01:00) Europe/Rome",
    iana_timezone: profile.timeZone,
    shop_owner: profile.owner,
    money_format: "€{{amount_with_comma_separator}}",
    money_with_currency_format: "€{{amount_with_comma_separator}} EUR",
    weight_unit: "kg",
    taxes_included: true,
    auto_configure_tax_inclusivity: null,
    tax_shipping: null,
    county_taxes: true,
    plan_display_name: PLAN_NAMES[plan].shown,
    plan_name: PLAN_NAMES[plan].internal,
    has_discounts: state.discounts.size > 0,
    has_gift_cards: false,
    myshopify_domain: profile.domain,
    google_apps_domain: null,
    google_apps_login_enabled: null,
    money_in_emails_format: "€{{amount_with_comma_separator}}",
    money_with_currency_in_emails_format: "€{{amount_with_comma_separator}} EUR",
    eligible_for_payments: true,
    requires_extra_payments_agreement: false,
    password_enabled: false,
    has_storefront: true,
    finances: true,
    primary_location_id: 655441491,
    checkout_api_supported: true,
    multi_location_enabled: true,
    setup_required: false,
    pre_launch_enabled: false,
    enabled_presentment_currencies: profile.presentmentCurrencies,
    marketing_sms_consent_enabled_at_checkout: false,
    transactional_sms_disabled: false,
  };
}

function consentPayload(state: ShopState, consent: MarketingConsent): Payload {
  return {
    state: consent.state,
    opt_in_level: consent.optInLevel,
    updated_at: time(state, consent.updatedAt),
    collected_from: consent.collectedFrom,
  };
}

/** customers_whats_app_marketing_consent/update. It has no global id: only the number with all its digits. */
export function whatsAppConsentPayload(state: ShopState, customer: Customer): Payload {
  return {
    customer_id: rawId(customer.id),
    phone_number: customer.phone,
    whats_app_marketing_consent: consentPayload(state, customer.whatsAppConsent),
  };
}

interface Concerned {
  readonly customer: Customer;
  readonly orderIds: readonly string[];
}

function concerned(state: ShopState, { customer }: Concerned): Payload {
  return {
    shop_id: rawId(state.profile.id),
    shop_domain: state.profile.domain,
    customer: { id: rawId(customer.id), email: customer.email, phone: customer.phone },
  };
}

/** customers/data_request. */
export function dataRequestPayload(state: ShopState, about: Concerned, requestId: number): Payload {
  return {
    ...concerned(state, about),
    orders_requested: about.orderIds.map(rawId),
    data_request: { id: requestId },
  };
}

/** customers/redact. */
export function customerRedactPayload(state: ShopState, about: Concerned): Payload {
  return { ...concerned(state, about), orders_to_redact: about.orderIds.map(rawId) };
}

/** shop/redact, which Shopify sends 48 hours after an uninstall. */
export function shopRedactPayload(state: ShopState): Payload {
  return { shop_id: rawId(state.profile.id), shop_domain: state.profile.domain };
}
