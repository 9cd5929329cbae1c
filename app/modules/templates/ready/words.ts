import type { Meaning, TemplatePurpose } from "../purposes.ts";

/** All that the ready texts say in one language. Variables stand in a body as `{{meaning}}`. */
export interface ReadyWords {
  readonly bodies: Readonly<Record<TemplatePurpose, string>>;
  /** Under a reminder: why they get it. */
  readonly reminderFooter: string;
  readonly labels: {
    readonly cart: string;
    readonly finish: string;
    readonly order: string;
    readonly parcel: string;
    readonly stop: string;
  };
  /** What a variable reads as when nothing is known: it has to fit into every body. */
  readonly fallbacks: Readonly<Record<Meaning, string>>;
  /** What Meta's reviewers see in place of the variables. */
  readonly examples: Readonly<Record<Meaning, string>>;
}

/** Examples in a language that writes amounts in this way. */
export function examplesWith(amount: (whole: string) => string): ReadyWords["examples"] {
  return {
    first_name: "Giulia",
    shop_name: "Casa Aurora",
    cart_total: amount("84"),
    item_count: "3",
    order_name: "#1042",
    order_total: amount("84"),
    tracking_company: "DHL",
    tracking_number: "JD014600003",
    refund_amount: amount("20"),
  };
}

/** "84,00 €" */
export const examplesWithComma = examplesWith((whole) => `${whole},00 €`);
