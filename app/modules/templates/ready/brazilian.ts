import { examplesWith, type ReadyWords } from "./words.ts";

export const brazilian: ReadyWords = {
  bodies: {
    cart_reminder_1:
      "Oi {{first_name}}, seu carrinho em {{shop_name}} continua aqui: {{cart_total}}. É só continuar de onde você parou.",
    cart_reminder_2:
      "Oi {{first_name}}, ainda estamos guardando seu carrinho em {{shop_name}}. Se alguma coisa atrapalhou, responda aqui que a gente ajuda.",
    order_confirmed:
      "Oi {{first_name}}, obrigado. Recebemos o pedido {{order_name}} ({{order_total}}) e avisamos aqui quando ele for enviado.",
    order_shipped:
      "Oi {{first_name}}, o pedido {{order_name}} está a caminho com {{tracking_company}}. O código de rastreio é {{tracking_number}}, caso você precise.",
    order_out_for_delivery:
      "Oi {{first_name}}, o pedido {{order_name}} saiu para entrega e deve chegar hoje.",
    order_delivered:
      "Oi {{first_name}}, o pedido {{order_name}} foi entregue. Se faltou alguma coisa ou algo chegou quebrado, responda aqui.",
    order_cancelled:
      "Oi {{first_name}}, o pedido {{order_name}} foi cancelado. Se você já pagou, o valor volta pelo mesmo meio de pagamento.",
    order_refunded:
      "Oi {{first_name}}, reembolsamos {{refund_amount}} do pedido {{order_name}}. O banco costuma levar alguns dias para mostrar.",
    conversation_reopen:
      "Oi {{first_name}}, aqui é {{shop_name}}. Você escreveu para nós e gostaríamos de responder. Responda aqui e continuamos a conversa.",
  },
  reminderFooter: "Você recebe isto porque pediu lembretes.",
  labels: {
    cart: "Voltar ao carrinho",
    finish: "Finalizar o pedido",
    order: "Ver meu pedido",
    parcel: "Rastrear o pacote",
    stop: "Parar promoções",
  },
  fallbacks: {
    first_name: "de novo",
    shop_name: "nossa loja",
    cart_total: "tudo o que você escolheu",
    item_count: "alguns produtos",
    order_name: "que você fez",
    order_total: "valor combinado",
    tracking_company: "a transportadora",
    tracking_number: "o que está na página do pedido",
    refund_amount: "o valor pago",
  },
  examples: examplesWith((whole) => `R$ ${whole},00`),
};
