import { examplesWithComma, type ReadyWords } from "./words.ts";

export const italian: ReadyWords = {
  bodies: {
    cart_reminder_1:
      "Ciao {{first_name}}, il tuo carrello da {{shop_name}} ti aspetta: {{cart_total}}. Puoi riprendere da dove avevi lasciato.",
    cart_reminder_2:
      "Ciao {{first_name}}, teniamo ancora da parte il tuo carrello da {{shop_name}}. Se qualcosa ti ha fermato, rispondi qui e ti aiutiamo.",
    order_confirmed:
      "Ciao {{first_name}}, grazie. Abbiamo ricevuto l'ordine {{order_name}} di {{order_total}} e ti scriviamo quando parte.",
    order_shipped:
      "Ciao {{first_name}}, l'ordine {{order_name}} è partito con {{tracking_company}}. Il numero di spedizione è {{tracking_number}}, se dovesse servirti.",
    order_out_for_delivery:
      "Ciao {{first_name}}, l'ordine {{order_name}} è in consegna e dovrebbe arrivare oggi.",
    order_delivered:
      "Ciao {{first_name}}, l'ordine {{order_name}} è stato consegnato. Se manca qualcosa o è rovinato, rispondi qui.",
    order_cancelled:
      "Ciao {{first_name}}, l'ordine {{order_name}} è stato annullato. Se hai già pagato, la somma torna da dove è partita.",
    order_refunded:
      "Ciao {{first_name}}, abbiamo rimborsato {{refund_amount}} per l'ordine {{order_name}}. Di solito la banca impiega qualche giorno.",
    conversation_reopen:
      "Ciao {{first_name}}, siamo {{shop_name}}. Ci hai scritto e vorremmo risponderti. Rispondi qui e riprendiamo da lì.",
  },
  reminderFooter: "Ricevi questo messaggio perché hai chiesto i promemoria.",
  labels: {
    cart: "Torna al carrello",
    finish: "Completa l'ordine",
    order: "Vedi il mio ordine",
    parcel: "Segui il pacco",
    stop: "Stop promozioni",
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
  examples: examplesWithComma,
};
