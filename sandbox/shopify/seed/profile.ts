import type { ShopProfile } from "../model.ts";
import { DAY } from "../time.ts";

/** Casa Aurora, as it is before anything happens. */
export function seedProfile(now: Date): ShopProfile {
  return {
    id: "548380009",
    domain: "casa-aurora.myshopify.com",
    handle: "casa-aurora",
    name: "Casa Aurora",
    email: "ciao@casa-aurora.example",
    owner: "Elena Ferri",
    phone: "+390255501234",
    address1: "Via Tortona 27",
    city: "Milano",
    zip: "20144",
    province: "Milano",
    provinceCode: "MI",
    country: "Italy",
    countryCode: "IT",
    currency: "EUR",
    presentmentCurrencies: ["EUR", "USD", "JPY"],
    timeZone: "Europe/Rome",
    primaryLocale: "it",
    locales: ["it", "en"],
    createdAt: new Date(now.getTime() - 900 * DAY),
    updatedAt: new Date(now.getTime() - 40 * DAY),
  };
}
