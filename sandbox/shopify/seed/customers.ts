import { parsePhoneNumberFromString } from "libphonenumber-js";
import { countryName } from "../countries.ts";
import type { Address, Customer, MarketingConsent } from "../model.ts";
import type { SeededRandom } from "../random.ts";
import type { ShopState } from "../state.ts";
import { DAY } from "../time.ts";
import { COUNTRIES, type PeopleOf } from "./countries.ts";

export const NOT_SUBSCRIBED: MarketingConsent = {
  state: "not_subscribed",
  optInLevel: null,
  updatedAt: null,
  collectedFrom: "other",
};

/** The number of the person whom the guide's story is about: nobody else has it. */
const TAKEN = "+393331234567";

function pickCountry(random: SeededRandom): PeopleOf {
  let left = random.between(1, 100);
  for (const country of COUNTRIES) {
    left -= country.share;
    if (left <= 0) return country;
  }
  return random.pick(COUNTRIES);
}

function inventPhone(random: SeededRandom, country: PeopleOf, used: Set<string>): string {
  for (;;) {
    const [prefix, digits] = random.pick(country.mobiles);
    let phone: string = prefix;
    while (phone.length < prefix.length + digits) phone += random.between(0, 9);
    const parsed = parsePhoneNumberFromString(phone);
    if (phone === TAKEN || used.has(phone) || !parsed?.isValid()) continue;
    used.add(phone);
    return phone;
  }
}

function inventAddress(
  state: ShopState,
  random: SeededRandom,
  country: PeopleOf,
  person: { firstName: string; lastName: string; phone: string | null },
): Address {
  const [city, zip, province, provinceCode] = random.pick(country.places);
  const street = random.pick(country.streets);
  const number = random.between(1, 180);
  return {
    id: state.ids.next("MailingAddress"),
    firstName: person.firstName,
    lastName: person.lastName,
    company: null,
    address1: country.numberLast ? `${street} ${number}` : `${number} ${street}`,
    address2: null,
    city,
    zip,
    province,
    provinceCode,
    country: countryName(country.countryCode),
    countryCode: country.countryCode,
    phone: person.phone,
  };
}

function consent(random: SeededRandom, likelihood: number, since: Date): MarketingConsent {
  if (!random.chance(likelihood)) return NOT_SUBSCRIBED;
  const state = random.chance(0.93) ? "subscribed" : "unsubscribed";
  return { state, optInLevel: "single_opt_in", updatedAt: since, collectedFrom: "shopify" };
}

/** An address for e-mail in the domain that is reserved for examples. */
function email(firstName: string, lastName: string, number: number): string {
  const plain = `${firstName}.${lastName}`
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/ß/g, "ss")
    .toLowerCase();
  return `${plain}${number}@posta.example`;
}

function inventCustomer(
  state: ShopState,
  random: SeededRandom,
  used: Set<string>,
  number: number,
  now: Date,
): Customer {
  const country = pickCountry(random);
  const firstName = random.pick(country.firstNames);
  const lastName = random.pick(country.lastNames);
  const phone = random.chance(0.78) ? inventPhone(random, country, used) : null;
  const createdAt = new Date(now.getTime() - random.between(10, 560) * DAY - random.between(0, DAY));
  return {
    id: state.ids.next("Customer"),
    firstName,
    lastName,
    email: email(firstName, lastName, number),
    phone,
    locale: country.locale,
    tags: random.chance(0.08) ? ["vip"] : random.chance(0.15) ? ["newsletter"] : [],
    note: null,
    state: random.chance(0.3) ? "enabled" : "disabled",
    defaultAddress: inventAddress(state, random, country, { firstName, lastName, phone }),
    emailConsent: consent(random, 0.55, createdAt),
    whatsAppConsent: phone === null ? NOT_SUBSCRIBED : consent(random, 0.42, createdAt),
    createdAt,
    updatedAt: createdAt,
  };
}

/** Five hundred people of six countries. */
export function seedCustomers(state: ShopState, random: SeededRandom, now: Date): void {
  const used = new Set<string>();
  for (let number = 1; number <= 500; number++) {
    const customer = inventCustomer(state, random, used, number, now);
    state.customers.set(customer.id, customer);
  }
}
