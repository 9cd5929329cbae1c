import { SeededRandom } from "./random.ts";

/** Kinds whose ids have 18 digits and more, as Shopify's published samples have: too many for a JavaScript number. */
const LONG_START = {
  Order: 820982911946154508n,
  Customer: 706405506930370084n,
  LineItem: 487817672276298554n,
  MailingAddress: 715243470612851245n,
  Product: 788032119674292922n,
  ProductVariant: 642667041472713922n,
  Refund: 890088186047892319n,
  OrderTransaction: 245135271310201194n,
  AbandonedCheckout: 981820079255243537n,
  ShippingLine: 271878346596883973n,
} as const;

/** Kinds with short ids. */
const SHORT_START = {
  Fulfillment: 4_251_300_001n,
  FulfillmentEvent: 1_234_567n,
  FulfillmentLineItem: 5_310_000_001n,
  DraftOrder: 1_154_000_001n,
  DiscountCodeNode: 1_270_000_001n,
  DiscountRedeemCode: 12_700_000_001n,
  ProductOption: 594_680_001n,
  MediaImage: 850_703_001n,
  InventoryItem: 49_148_001n,
  WebhookSubscription: 4_759_306_001n,
  RefundLineItem: 104_689_001n,
} as const;

export type IdKind = keyof typeof LONG_START | keyof typeof SHORT_START;

/** Gives ids and tokens; the same sequence after each start. Not safe as a secret outside the sandbox. */
export class Ids {
  readonly #next = new Map<IdKind, bigint>();
  readonly #random: SeededRandom;

  constructor(seed: number) {
    this.#random = new SeededRandom(seed);
    for (const [kind, start] of Object.entries({ ...LONG_START, ...SHORT_START }))
      this.#next.set(kind as IdKind, start);
  }

  next(kind: IdKind): string {
    const id = this.#next.get(kind) ?? 1n;
    this.#next.set(kind, id + 1n);
    return id.toString();
  }

  /** 32 hexadecimal digits. */
  token(): string {
    return this.#random.hex(32);
  }
}

export function gid(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`;
}

/** The number at the end of a gid of this type; undefined for anything else. */
export function idOf(type: string, globalId: string): string | undefined {
  return new RegExp(`^gid://shopify/${type}/(\\d+)(?:\\?.*)?$`).exec(globalId)?.[1];
}
