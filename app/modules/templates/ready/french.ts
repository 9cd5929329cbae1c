import { examplesWithComma, type ReadyWords } from "./words.ts";

export const french: ReadyWords = {
  bodies: {
    cart_reminder_1:
      "Bonjour {{first_name}}, votre panier chez {{shop_name}} est toujours là : {{cart_total}}. Vous pouvez le reprendre où vous l'aviez laissé.",
    cart_reminder_2:
      "Bonjour {{first_name}}, nous gardons encore votre panier chez {{shop_name}}. Si quelque chose vous a arrêté en route, répondez ici et nous vous aiderons.",
    order_confirmed:
      "Bonjour {{first_name}}, merci. Nous avons bien reçu la commande {{order_name}} pour {{order_total}} et vous écrirons dès son départ.",
    order_shipped:
      "Bonjour {{first_name}}, la commande {{order_name}} est en route avec {{tracking_company}}. Le numéro de suivi est {{tracking_number}}, si besoin.",
    order_out_for_delivery:
      "Bonjour {{first_name}}, la commande {{order_name}} est en cours de livraison et devrait arriver aujourd'hui.",
    order_delivered:
      "Bonjour {{first_name}}, la commande {{order_name}} a été livrée. S'il manque quelque chose ou si un article est abîmé, répondez ici.",
    order_cancelled:
      "Bonjour {{first_name}}, la commande {{order_name}} a été annulée. Si vous avez déjà payé, la somme revient sur le moyen de paiement utilisé.",
    order_refunded:
      "Bonjour {{first_name}}, nous avons remboursé {{refund_amount}} pour la commande {{order_name}}. La banque met en général quelques jours à l'afficher.",
    conversation_reopen:
      "Bonjour {{first_name}}, c'est {{shop_name}}. Vous nous avez écrit et nous aimerions vous répondre. Répondez ici et nous reprendrons.",
  },
  reminderFooter: "Vous recevez ceci car vous avez demandé des rappels.",
  labels: {
    cart: "Revenir à mon panier",
    finish: "Terminer ma commande",
    order: "Voir ma commande",
    parcel: "Suivre le colis",
    stop: "Stop promotions",
  },
  fallbacks: {
    first_name: "à vous",
    shop_name: "nous",
    cart_total: "tout ce que vous avez choisi",
    item_count: "quelques articles",
    order_name: "que vous avez passée",
    order_total: "le montant convenu",
    tracking_company: "le transporteur",
    tracking_number: "celui de la page de commande",
    refund_amount: "le montant payé",
  },
  examples: examplesWithComma,
};
