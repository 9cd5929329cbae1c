import { examplesWithComma, type ReadyWords } from "./words.ts";

export const portuguese: ReadyWords = {
  bodies: {
    cart_reminder_1:
      "Olá {{first_name}}, o seu carrinho em {{shop_name}} continua aqui: {{cart_total}}. Pode retomá-lo onde o deixou.",
    cart_reminder_2:
      "Olá {{first_name}}, ainda estamos a guardar o seu carrinho em {{shop_name}}. Se alguma coisa o fez parar, responda aqui e ajudamos.",
    order_confirmed:
      "Olá {{first_name}}, obrigado. Recebemos a encomenda {{order_name}} ({{order_total}}) e voltamos a escrever quando for enviada.",
    order_shipped:
      "Olá {{first_name}}, a encomenda {{order_name}} vai a caminho com {{tracking_company}}. O número de seguimento é {{tracking_number}}, caso precise.",
    order_out_for_delivery:
      "Olá {{first_name}}, a encomenda {{order_name}} saiu para entrega e deve chegar hoje.",
    order_delivered:
      "Olá {{first_name}}, a encomenda {{order_name}} foi entregue. Se faltar alguma coisa ou algo chegou partido, responda aqui.",
    order_cancelled:
      "Olá {{first_name}}, a encomenda {{order_name}} foi cancelada. Se já pagou, o valor é devolvido pelo mesmo meio de pagamento.",
    order_refunded:
      "Olá {{first_name}}, reembolsámos {{refund_amount}} da encomenda {{order_name}}. O banco costuma demorar alguns dias a mostrar.",
    conversation_reopen:
      "Olá {{first_name}}, uma mensagem de {{shop_name}}. Escreveu-nos e gostávamos de lhe responder. Responda aqui e continuamos a conversa.",
  },
  reminderFooter: "Recebe isto porque pediu lembretes.",
  labels: {
    cart: "Voltar ao carrinho",
    finish: "Concluir a encomenda",
    order: "Ver a encomenda",
    parcel: "Seguir a encomenda",
    stop: "Parar promoções",
  },
  fallbacks: {
    first_name: "de novo",
    shop_name: "nossa loja",
    cart_total: "tudo o que escolheu",
    item_count: "alguns artigos",
    order_name: "que fez",
    order_total: "valor combinado",
    tracking_company: "a transportadora",
    tracking_number: "o que está na página da encomenda",
    refund_amount: "o valor pago",
  },
  examples: examplesWithComma,
};
