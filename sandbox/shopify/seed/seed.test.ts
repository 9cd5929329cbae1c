import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import type { ShopState } from "../state.ts";
import { DAY } from "../time.ts";
import { seedShop } from "./index.ts";

const NOW = new Date("2026-11-25T14:30:00Z");
const ORIGIN = "http://localhost:4000";
const shop = seedShop(ORIGIN, NOW);
const people = [...shop.customers.values()];

const all = (state: ShopState) =>
  JSON.stringify(
    [state.products, state.customers, state.orders, state.checkouts].map((map) => [...map.values()]),
  );

describe("Casa Aurora", () => {
  it("is the same shop each time it opens at the same moment", () => {
    expect(all(seedShop(ORIGIN, NOW))).toBe(all(shop));
  });

  it("keeps its people, goods and prices whenever it opens", () => {
    const later = seedShop(ORIGIN, new Date(NOW.getTime() + 400 * DAY));
    const names = (state: ShopState) => [...state.customers.values()].map(({ email }) => email);
    expect(names(later)).toEqual(names(shop));
    expect([...later.variants.values()].map(({ priceMinor }) => priceMinor)).toEqual(
      [...shop.variants.values()].map(({ priceMinor }) => priceMinor),
    );
  });

  it("has forty products, in two languages", () => {
    expect(shop.products.size).toBe(40);
    for (const { title, description } of shop.products.values()) {
      expect(title.it).not.toBe("");
      expect(title.en).not.toBe("");
      expect(description.it).not.toBe(description.en);
    }
  });

  it("has five hundred customers of six countries, with numbers that exist", () => {
    expect(people).toHaveLength(500);
    expect(new Set(people.map(({ defaultAddress }) => defaultAddress?.countryCode))).toEqual(
      new Set(["IT", "DE", "FR", "ES", "GB", "BR"]),
    );
    const phones = people.flatMap(({ phone }) => phone ?? []);
    expect(new Set(phones).size).toBe(phones.length);
    expect(phones.filter((phone) => !parsePhoneNumberFromString(phone)?.isValid())).toEqual([]);
    expect(phones).not.toContain("+393331234567");
  });

  it("has sold for eighteen months, in three currencies, and nothing in the future", () => {
    const orders = [...shop.orders.values()];
    expect(orders).toHaveLength(1500);
    const oldest = Math.min(...orders.map(({ createdAt }) => createdAt.getTime()));
    expect((NOW.getTime() - oldest) / DAY).toBeGreaterThan(500);
    expect(orders.every(({ createdAt, updatedAt }) => createdAt <= NOW && updatedAt <= NOW)).toBe(true);
    expect(new Set(orders.map(({ currency }) => currency))).toEqual(new Set(["EUR", "USD", "JPY"]));
  });

  it("has sixty carts that were left within a month, about seventy of a hundred with a phone number", () => {
    const carts = [...shop.checkouts.values()];
    expect(carts).toHaveLength(60);
    for (const { createdAt, updatedAt, completedAt } of carts) {
      expect((NOW.getTime() - createdAt.getTime()) / DAY).toBeLessThanOrEqual(30);
      expect(updatedAt <= NOW).toBe(true);
      expect(completedAt).toBeNull();
    }
    const withPhone = carts.filter(({ phone }) => phone !== null).length;
    expect(withPhone).toBeGreaterThan(36);
    expect(withPhone).toBeLessThan(48);
  });

  it("has ids that a JavaScript number can't hold", () => {
    for (const id of shop.orders.keys()) expect(Number.isSafeInteger(Number(id))).toBe(false);
  });
});
