import { uuidv7 } from "uuidv7";

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** The tenant. Every read and write of a tenant's data is made with one. */
export type ShopId = Branded<"ShopId">;
export type ContactId = Branded<"ContactId">;
export type MessageId = Branded<"MessageId">;
/** Meta's id of a phone number: an opaque string of digits. */
export type PhoneNumberId = Branded<"PhoneNumberId">;
/** Meta's id of a message. */
export type Wamid = Branded<"Wamid">;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A new id, UUIDv7. It sorts roughly by creation and must never be read as a time. */
export function newId(): string {
  return uuidv7();
}

export function isUuid(value: string): boolean {
  return UUID.test(value);
}

/** Vouches that a string from our own tables is a shop's id. @throws TypeError if it is no UUID. */
export function asShopId(value: string): ShopId {
  if (!isUuid(value)) throw new TypeError("not a shop id");
  return value as ShopId;
}
