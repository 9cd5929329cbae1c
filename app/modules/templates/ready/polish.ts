import { examplesWith, type ReadyWords } from "./words.ts";

export const polish: ReadyWords = {
  bodies: {
    cart_reminder_1:
      "Cześć {{first_name}}, Twój koszyk w sklepie {{shop_name}} nadal czeka: {{cart_total}}. Możesz wrócić do zakupów w tym samym miejscu.",
    cart_reminder_2:
      "Cześć {{first_name}}, wciąż trzymamy Twój koszyk w sklepie {{shop_name}}. Jeśli coś stanęło na przeszkodzie, odpisz tutaj, chętnie pomożemy.",
    order_confirmed:
      "Cześć {{first_name}}, dziękujemy. Zamówienie {{order_name}} ({{order_total}}) jest u nas. Napiszemy ponownie, gdy wyruszy w drogę.",
    order_shipped:
      "Cześć {{first_name}}, zamówienie {{order_name}} jest już w drodze. Przewoźnik: {{tracking_company}}. Numer przesyłki: {{tracking_number}}, gdyby był potrzebny.",
    order_out_for_delivery:
      "Cześć {{first_name}}, zamówienie {{order_name}} jest w doręczeniu i powinno dotrzeć dzisiaj.",
    order_delivered:
      "Cześć {{first_name}}, zamówienie {{order_name}} zostało doręczone. Jeśli czegoś brakuje albo coś jest uszkodzone, odpisz tutaj.",
    order_cancelled:
      "Cześć {{first_name}}, zamówienie {{order_name}} zostało anulowane. Jeśli jest już opłacone, pieniądze wrócą tą samą drogą.",
    order_refunded:
      "Cześć {{first_name}}, zwróciliśmy {{refund_amount}} za zamówienie {{order_name}}. W banku zwykle widać to po kilku dniach.",
    conversation_reopen:
      "Cześć {{first_name}}, to wiadomość ze sklepu {{shop_name}}. Mamy odpowiedź na Twoją wiadomość. Odpisz tutaj, a wrócimy do rozmowy.",
  },
  reminderFooter: "Piszemy, bo mamy zgodę na przypomnienia.",
  labels: {
    cart: "Wróć do koszyka",
    finish: "Dokończ zamówienie",
    order: "Zobacz zamówienie",
    parcel: "Śledź paczkę",
    stop: "Stop promocjom",
  },
  fallbacks: {
    first_name: "ponownie",
    shop_name: "online",
    cart_total: "wszystkie wybrane produkty",
    item_count: "kilka produktów",
    order_name: "z naszego sklepu",
    order_total: "uzgodniona kwota",
    tracking_company: "firma kurierska",
    tracking_number: "na stronie zamówienia",
    refund_amount: "zapłaconą kwotę",
  },
  examples: examplesWith((whole) => `${whole},00 zł`),
};
