import type { LinkKind, Meaning, TemplatePurpose } from "./purposes.ts";

/** One ready text in one language. Variables stand in it as `{{meaning}}`. */
export interface ReadyText {
  /** `picture`: the cart's first product. */
  readonly header: "picture" | null;
  readonly body: string;
  readonly footer: string | null;
  /** Label of the link button, and where it leads. */
  readonly link: { readonly label: string; readonly kind: LinkKind } | null;
  /** Label of the button that stops promotions: every marketing text has one. */
  readonly stop: string | null;
}

/** What a variable reads as when nothing is known, by language. */
type Fallbacks = Readonly<Record<Meaning, string>>;

interface Library {
  readonly texts: Readonly<Record<TemplatePurpose, ReadyText>>;
  readonly fallbacks: Fallbacks;
  /** What Meta's reviewers see in place of the variables. */
  readonly examples: Fallbacks;
}

const english: Library = {
  texts: {
    cart_reminder_1: {
      header: "picture",
      body: "Hi {{first_name}}, your cart at {{shop_name}} is still here: {{cart_total}}. You can pick it up where you left it.",
      footer: "You get this because you asked for reminders.",
      link: { label: "Back to my cart", kind: "cart" },
      stop: "Stop promotions",
    },
    cart_reminder_2: {
      header: "picture",
      body: "Hi {{first_name}}, we are still keeping your cart at {{shop_name}}. If something held you back, just answer here and we will help.",
      footer: "You get this because you asked for reminders.",
      link: { label: "Finish my order", kind: "cart" },
      stop: "Stop promotions",
    },
    order_confirmed: {
      header: null,
      body: "Hi {{first_name}}, thank you. We have received order {{order_name}} for {{order_total}} and will write again when it ships.",
      footer: null,
      link: { label: "See my order", kind: "order_status" },
      stop: null,
    },
    order_shipped: {
      header: null,
      body: "Hi {{first_name}}, order {{order_name}} is on its way with {{tracking_company}}. The tracking number is {{tracking_number}}, in case you need it.",
      footer: null,
      link: { label: "Track the parcel", kind: "tracking" },
      stop: null,
    },
    order_out_for_delivery: {
      header: null,
      body: "Hi {{first_name}}, order {{order_name}} is out for delivery and should reach you today.",
      footer: null,
      link: { label: "Track the parcel", kind: "tracking" },
      stop: null,
    },
    order_delivered: {
      header: null,
      body: "Hi {{first_name}}, order {{order_name}} has been delivered. If anything is missing or broken, answer here.",
      footer: null,
      link: { label: "See my order", kind: "order_status" },
      stop: null,
    },
    order_cancelled: {
      header: null,
      body: "Hi {{first_name}}, order {{order_name}} has been cancelled. If you have paid already, the money goes back the way it came.",
      footer: null,
      link: { label: "See my order", kind: "order_status" },
      stop: null,
    },
    order_refunded: {
      header: null,
      body: "Hi {{first_name}}, we have refunded {{refund_amount}} for order {{order_name}}. Banks usually take a few days to show it.",
      footer: null,
      link: { label: "See my order", kind: "order_status" },
      stop: null,
    },
    conversation_reopen: {
      header: null,
      body: "Hi {{first_name}}, this is {{shop_name}}. You wrote to us and we would like to answer you. Reply here, and we go on from there.",
      footer: null,
      link: null,
      stop: "Stop promotions",
    },
  },
  fallbacks: {
    first_name: "there",
    shop_name: "our shop",
    cart_total: "everything you chose",
    item_count: "a few things",
    order_name: "your order",
    order_total: "the agreed amount",
    tracking_company: "the carrier",
    tracking_number: "on your order page",
    refund_amount: "your payment",
  },
  examples: {
    first_name: "Giulia",
    shop_name: "Casa Aurora",
    cart_total: "€84.00",
    item_count: "3",
    order_name: "#1042",
    order_total: "€84.00",
    tracking_company: "DHL",
    tracking_number: "JD014600003",
    refund_amount: "€20.00",
  },
};

const italian: Library = {
  texts: {
    cart_reminder_1: {
      header: "picture",
      body: "Ciao {{first_name}}, il tuo carrello da {{shop_name}} ti aspetta: {{cart_total}}. Puoi riprendere da dove avevi lasciato.",
      footer: "Ricevi questo messaggio perché hai chiesto i promemoria.",
      link: { label: "Torna al carrello", kind: "cart" },
      stop: "Stop promozioni",
    },
    cart_reminder_2: {
      header: "picture",
      body: "Ciao {{first_name}}, teniamo ancora da parte il tuo carrello da {{shop_name}}. Se qualcosa ti ha fermato, rispondi qui e ti aiutiamo.",
      footer: "Ricevi questo messaggio perché hai chiesto i promemoria.",
      link: { label: "Completa l'ordine", kind: "cart" },
      stop: "Stop promozioni",
    },
    order_confirmed: {
      header: null,
      body: "Ciao {{first_name}}, grazie. Abbiamo ricevuto l'ordine {{order_name}} di {{order_total}} e ti scriviamo quando parte.",
      footer: null,
      link: { label: "Vedi il mio ordine", kind: "order_status" },
      stop: null,
    },
    order_shipped: {
      header: null,
      body: "Ciao {{first_name}}, l'ordine {{order_name}} è partito con {{tracking_company}}. Il numero di spedizione è {{tracking_number}}, se dovesse servirti.",
      footer: null,
      link: { label: "Segui il pacco", kind: "tracking" },
      stop: null,
    },
    order_out_for_delivery: {
      header: null,
      body: "Ciao {{first_name}}, l'ordine {{order_name}} è in consegna e dovrebbe arrivare oggi.",
      footer: null,
      link: { label: "Segui il pacco", kind: "tracking" },
      stop: null,
    },
    order_delivered: {
      header: null,
      body: "Ciao {{first_name}}, l'ordine {{order_name}} è stato consegnato. Se manca qualcosa o è rovinato, rispondi qui.",
      footer: null,
      link: { label: "Vedi il mio ordine", kind: "order_status" },
      stop: null,
    },
    order_cancelled: {
      header: null,
      body: "Ciao {{first_name}}, l'ordine {{order_name}} è stato annullato. Se hai già pagato, la somma torna da dove è partita.",
      footer: null,
      link: { label: "Vedi il mio ordine", kind: "order_status" },
      stop: null,
    },
    order_refunded: {
      header: null,
      body: "Ciao {{first_name}}, abbiamo rimborsato {{refund_amount}} per l'ordine {{order_name}}. Di solito la banca impiega qualche giorno.",
      footer: null,
      link: { label: "Vedi il mio ordine", kind: "order_status" },
      stop: null,
    },
    conversation_reopen: {
      header: null,
      body: "Ciao {{first_name}}, siamo {{shop_name}}. Ci hai scritto e vorremmo risponderti. Rispondi qui e riprendiamo da lì.",
      footer: null,
      link: null,
      stop: "Stop promozioni",
    },
  },
  fallbacks: {
    first_name: "di nuovo",
    shop_name: "noi",
    cart_total: "tutto quello che hai scelto",
    item_count: "alcuni articoli",
    order_name: "che hai fatto",
    order_total: "importo concordato",
    tracking_company: "il corriere",
    tracking_number: "nella pagina dell'ordine",
    refund_amount: "la somma",
  },
  examples: { ...english.examples, cart_total: "84,00 €", order_total: "84,00 €", refund_amount: "20,00 €" },
};

const LIBRARY: Readonly<Record<string, Library>> = { en: english, it: italian };

/** Languages that there are ready texts in. */
export const READY_LANGUAGES: readonly string[] = Object.keys(LIBRARY);

/** The ready text of a purpose, or undefined where nobody has written it in this language. */
export function readyText(purpose: TemplatePurpose, language: string): ReadyText | undefined {
  return LIBRARY[language]?.texts[purpose];
}

export function fallbackOf(meaning: Meaning, language: string): string {
  return (LIBRARY[language] ?? english).fallbacks[meaning];
}

export function exampleOf(meaning: Meaning, language: string): string {
  return (LIBRARY[language] ?? english).examples[meaning];
}
