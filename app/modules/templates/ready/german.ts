import { examplesWithComma, type ReadyWords } from "./words.ts";

export const german: ReadyWords = {
  bodies: {
    cart_reminder_1:
      "Hallo {{first_name}}, dein Warenkorb bei {{shop_name}} ist noch da: {{cart_total}}. Du kannst dort weitermachen, wo du aufgehört hast.",
    cart_reminder_2:
      "Hallo {{first_name}}, wir heben deinen Warenkorb bei {{shop_name}} noch auf. Falls dich etwas aufgehalten hat, antworte einfach hier, wir helfen gern.",
    order_confirmed:
      "Hallo {{first_name}}, vielen Dank. Die Bestellung {{order_name}} über {{order_total}} ist bei uns eingegangen. Wir schreiben wieder, sobald sie unterwegs ist.",
    order_shipped:
      "Hallo {{first_name}}, die Bestellung {{order_name}} ist mit {{tracking_company}} unterwegs. Die Sendungsnummer ist {{tracking_number}}, falls du sie brauchst.",
    order_out_for_delivery:
      "Hallo {{first_name}}, die Bestellung {{order_name}} wird gerade zugestellt und sollte heute ankommen.",
    order_delivered:
      "Hallo {{first_name}}, die Bestellung {{order_name}} wurde zugestellt. Falls etwas fehlt oder kaputt ist, antworte hier.",
    order_cancelled:
      "Hallo {{first_name}}, die Bestellung {{order_name}} wurde storniert. Falls du schon bezahlt hast, kommt das Geld auf demselben Weg zurück.",
    order_refunded:
      "Hallo {{first_name}}, wir haben {{refund_amount}} für die Bestellung {{order_name}} erstattet. Bei der Bank dauert es meist ein paar Tage, bis du es siehst.",
    conversation_reopen:
      "Hallo {{first_name}}, eine Nachricht von {{shop_name}}. Du hast uns geschrieben und wir möchten dir antworten. Schreib hier zurück, dann machen wir weiter.",
  },
  reminderFooter: "Du bekommst das, weil du Erinnerungen wolltest.",
  labels: {
    cart: "Zurück zum Warenkorb",
    finish: "Bestellung abschließen",
    order: "Bestellung ansehen",
    parcel: "Paket verfolgen",
    stop: "Keine Werbung mehr",
  },
  fallbacks: {
    first_name: "nochmal",
    shop_name: "uns",
    cart_total: "alles, was du ausgesucht hast",
    item_count: "ein paar Artikel",
    order_name: "bei uns",
    order_total: "den vereinbarten Betrag",
    tracking_company: "dem Paketdienst",
    tracking_number: "auf deiner Bestellseite",
    refund_amount: "den Betrag",
  },
  examples: examplesWithComma,
};
