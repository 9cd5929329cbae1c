import { examplesWith, type ReadyWords } from "./words.ts";

export const dutch: ReadyWords = {
  bodies: {
    cart_reminder_1:
      "Hoi {{first_name}}, je winkelwagen bij {{shop_name}} staat nog klaar: {{cart_total}}. Je kunt verder waar je gebleven was.",
    cart_reminder_2:
      "Hoi {{first_name}}, we bewaren je winkelwagen bij {{shop_name}} nog even. Kwam er iets tussen? Antwoord gewoon hier, dan helpen we je.",
    order_confirmed:
      "Hoi {{first_name}}, bedankt. We hebben bestelling {{order_name}} van {{order_total}} ontvangen en sturen je bericht zodra die onderweg is.",
    order_shipped:
      "Hoi {{first_name}}, bestelling {{order_name}} is onderweg met {{tracking_company}}. Het volgnummer is {{tracking_number}}, voor het geval je het nodig hebt.",
    order_out_for_delivery: "Hoi {{first_name}}, bestelling {{order_name}} wordt vandaag bij je bezorgd.",
    order_delivered:
      "Hoi {{first_name}}, bestelling {{order_name}} is bezorgd. Mist er iets of is er iets stuk? Antwoord dan hier.",
    order_cancelled:
      "Hoi {{first_name}}, bestelling {{order_name}} is geannuleerd. Heb je al betaald, dan krijg je het geld op dezelfde manier terug.",
    order_refunded:
      "Hoi {{first_name}}, we hebben {{refund_amount}} terugbetaald voor bestelling {{order_name}}. Bij de bank duurt het meestal een paar dagen.",
    conversation_reopen:
      "Hoi {{first_name}}, een bericht van {{shop_name}}. Je hebt ons geschreven en we willen je graag antwoorden. Reageer hier, dan gaan we verder.",
  },
  reminderFooter: "Je krijgt dit omdat je om herinneringen vroeg.",
  labels: {
    cart: "Terug naar winkelwagen",
    finish: "Bestelling afronden",
    order: "Bestelling bekijken",
    parcel: "Pakket volgen",
    stop: "Stop aanbiedingen",
  },
  fallbacks: {
    first_name: "daar",
    shop_name: "ons",
    cart_total: "alles wat je hebt uitgekozen",
    item_count: "een paar artikelen",
    order_name: "bij ons",
    order_total: "het afgesproken bedrag",
    tracking_company: "de bezorgdienst",
    tracking_number: "te vinden op je bestelpagina",
    refund_amount: "het bedrag",
  },
  examples: examplesWith((whole) => `€ ${whole},00`),
};
