import { Ids } from "./ids.ts";
import type {
  Cart,
  Checkout,
  Customer,
  DiscountCode,
  DraftOrder,
  Fulfillment,
  Order,
  Product,
  ShopProfile,
  Variant,
} from "./model.ts";
import { ShopRefusal } from "./played-shop.ts";

/** Everything that the shop holds. Changed by operations only. */
export class ShopState {
  readonly profile: ShopProfile;
  readonly ids: Ids;
  /** Address of the sandbox, for the links that the shop gives out. */
  readonly origin: string;
  readonly products = new Map<string, Product>();
  readonly variants = new Map<string, Variant>();
  readonly customers = new Map<string, Customer>();
  readonly carts = new Map<string, Cart>();
  readonly checkouts = new Map<string, Checkout>();
  readonly orders = new Map<string, Order>();
  readonly drafts = new Map<string, DraftOrder>();
  /** By code in capitals. */
  readonly discounts = new Map<string, DiscountCode>();
  /** Whether the app may see names, addresses, phones and e-mails (Shopify's protected customer data, level 2). */
  protectedDataApproved = true;
  #nextOrderNumber = 1001;

  constructor(profile: ShopProfile, seed: number, origin: string) {
    this.profile = profile;
    this.ids = new Ids(seed);
    this.origin = origin;
  }

  nextOrderNumber(): number {
    return this.#nextOrderNumber++;
  }

  addProduct(product: Product): void {
    this.products.set(product.id, product);
    for (const variant of product.variants) this.variants.set(variant.id, variant);
  }

  discountOf(code: string | null): DiscountCode | undefined {
    return code === null ? undefined : this.discounts.get(code.toUpperCase());
  }

  fulfillment(id: string): { order: Order; fulfillment: Fulfillment } {
    for (const order of this.orders.values())
      for (const fulfillment of order.fulfillments) if (fulfillment.id === id) return { order, fulfillment };
    throw new ShopRefusal("not_found", `no fulfillment ${id}`);
  }

  /** Newest last. */
  ordersOf(customerId: string): Order[] {
    return [...this.orders.values()].filter((order) => order.customerId === customerId);
  }

  customerBy(contact: { email?: string | null; phone?: string | null }): Customer | undefined {
    for (const customer of this.customers.values())
      if (
        (contact.email && customer.email === contact.email) ||
        (contact.phone && customer.phone === contact.phone)
      )
        return customer;
    return undefined;
  }
}

/** The value, or a refusal that names what is missing. */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new ShopRefusal("not_found", `no ${what}`);
  return value;
}
