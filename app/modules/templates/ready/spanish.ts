import { examplesWithComma, type ReadyWords } from "./words.ts";

export const spanish: ReadyWords = {
  bodies: {
    cart_reminder_1:
      "Hola {{first_name}}, tu carrito en {{shop_name}} sigue aquí: {{cart_total}}. Puedes retomarlo donde lo dejaste.",
    cart_reminder_2:
      "Hola {{first_name}}, todavía guardamos tu carrito en {{shop_name}}. Si algo te ha frenado, responde aquí y te ayudamos.",
    order_confirmed:
      "Hola {{first_name}}, gracias. Hemos recibido el pedido {{order_name}} por {{order_total}} y te escribiremos cuando salga.",
    order_shipped:
      "Hola {{first_name}}, el pedido {{order_name}} ya está en camino con {{tracking_company}}. El número de seguimiento es {{tracking_number}}, por si lo necesitas.",
    order_out_for_delivery:
      "Hola {{first_name}}, el pedido {{order_name}} está en reparto y debería llegarte hoy.",
    order_delivered:
      "Hola {{first_name}}, el pedido {{order_name}} se ha entregado. Si falta algo o ha llegado roto, responde aquí.",
    order_cancelled:
      "Hola {{first_name}}, el pedido {{order_name}} se ha cancelado. Si ya has pagado, el dinero vuelve por el mismo medio de pago.",
    order_refunded:
      "Hola {{first_name}}, hemos reembolsado {{refund_amount}} del pedido {{order_name}}. El banco suele tardar unos días en mostrarlo.",
    conversation_reopen:
      "Hola {{first_name}}, te escribe {{shop_name}}. Nos escribiste y nos gustaría responderte. Contesta aquí y seguimos desde ahí.",
  },
  reminderFooter: "Lo recibes porque pediste recordatorios.",
  labels: {
    cart: "Volver a mi carrito",
    finish: "Terminar mi pedido",
    order: "Ver mi pedido",
    parcel: "Seguir el paquete",
    stop: "Parar promociones",
  },
  fallbacks: {
    first_name: "de nuevo",
    shop_name: "nuestra tienda",
    cart_total: "todo lo que elegiste",
    item_count: "algunos artículos",
    order_name: "que hiciste",
    order_total: "el importe acordado",
    tracking_company: "la empresa de transporte",
    tracking_number: "el que aparece en la página del pedido",
    refund_amount: "el importe",
  },
  examples: examplesWithComma,
};
