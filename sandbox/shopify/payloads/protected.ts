import type { Payload } from "./shared.ts";

/** Fields of protected customer data, level 2. Source: shopify.dev, "Protected customer data". */
const PERSONAL = new Set([
  "email",
  "contact_email",
  "phone",
  "phone_number",
  "sms_marketing_phone",
  "first_name",
  "last_name",
  "address1",
  "address2",
  "company",
  "latitude",
  "longitude",
  "browser_ip",
]);

function isPayload(value: unknown): value is Payload {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function masked(key: string, value: unknown, within: Payload): unknown {
  // An order's name is its number; the name beside a last name is a person's.
  if (PERSONAL.has(key) || (key === "name" && "last_name" in within)) return null;
  if (Array.isArray(value)) return value.map((entry) => (isPayload(entry) ? withoutPersons(entry) : entry));
  return isPayload(value) ? withoutPersons(value) : value;
}

/** A payload as an app gets it that was not approved for names, addresses, phones and e-mails: they are null. */
export function withoutPersons(payload: Payload): Payload {
  return Object.fromEntries(
    Object.entries(payload).map(([key, value]) => [key, masked(key, value, payload)]),
  );
}
