import { examplesWith, type ReadyWords } from "./words.ts";

export const english: ReadyWords = {
  bodies: {
    cart_reminder_1:
      "Hi {{first_name}}, your cart at {{shop_name}} is still here: {{cart_total}}. You can pick it up where you left it.",
    cart_reminder_2:
      "Hi {{first_name}}, we are still keeping your cart at {{shop_name}}. If something held you back, just answer here and we will help.",
    order_confirmed:
      "Hi {{first_name}}, thank you. We have received order {{order_name}} for {{order_total}} and will write again when it ships.",
    order_shipped:
      "Hi {{first_name}}, order {{order_name}} is on its way with {{tracking_company}}. The tracking number is {{tracking_number}}, in case you need it.",
    order_out_for_delivery:
      "Hi {{first_name}}, order {{order_name}} is out for delivery and should reach you today.",
    order_delivered:
      "Hi {{first_name}}, order {{order_name}} has been delivered. If anything is missing or broken, answer here.",
    order_cancelled:
      "Hi {{first_name}}, order {{order_name}} has been cancelled. If you have paid already, the money goes back the way it came.",
    order_refunded:
      "Hi {{first_name}}, we have refunded {{refund_amount}} for order {{order_name}}. Banks usually take a few days to show it.",
    conversation_reopen:
      "Hi {{first_name}}, this is {{shop_name}}. You wrote to us and we would like to answer you. Reply here, and we go on from there.",
  },
  reminderFooter: "You get this because you asked for reminders.",
  labels: {
    cart: "Back to my cart",
    finish: "Finish my order",
    order: "See my order",
    parcel: "Track the parcel",
    stop: "Stop promotions",
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
  examples: examplesWith((whole) => `€${whole}.00`),
};
