import { CART, CHECKOUT, COMPLETE, CONTACT, ORDER, type Rule, type Step } from "./rule.ts";

const CHECKOUT_DOCS = "help.shopify.com, Checkout";
const ORDER_DOCS = "help.shopify.com, Managing orders";

const start: Step = { call: "POST /control/shop/checkouts", body: { cartToken: "<cart.token>" } };
const refund = (amountMinor: number): Step => ({
  call: "POST /control/shop/orders/<order.id>/refund",
  body: { amountMinor },
});
const fulfill: Step = { call: "POST /control/shop/orders/<order.id>/fulfill", keep: "parcel" };
const stock = (inventory: number): Step => ({
  call: "PATCH /control/shop/products/<products.0.id>",
  body: { inventory },
});

/** What a shopper and a merchant can do. */
export const SHOP_RULES: readonly Rule[] = [
  {
    id: "checkout-not-empty",
    rule: "A checkout begins with something in the cart.",
    source: CHECKOUT_DOCS,
    accepts: { steps: [...CART, start], status: 201 },
    refuses: { steps: [{ call: "POST /control/shop/carts", keep: "cart" }, start], status: 422 },
  },
  {
    id: "checkout-contact",
    rule: "An order needs an e-mail address or a phone number, and a name to deliver to.",
    source: CHECKOUT_DOCS,
    accepts: { steps: [...CHECKOUT, CONTACT, COMPLETE], status: 201 },
    refuses: { steps: [...CHECKOUT, COMPLETE], status: 422 },
  },
  {
    id: "checkout-paid-once",
    rule: "A checkout is paid once.",
    source: CHECKOUT_DOCS,
    accepts: { steps: ORDER, status: 201 },
    refuses: { steps: [...ORDER, COMPLETE], status: 422 },
  },
  {
    id: "checkout-stock",
    rule: "What is not in stock is not sold, where the variant says deny.",
    source: "help.shopify.com, Continue selling when out of stock",
    accepts: { steps: [...CHECKOUT, CONTACT, stock(2), COMPLETE], status: 201 },
    refuses: { steps: [...CHECKOUT, CONTACT, stock(1), COMPLETE], status: 422 },
  },
  {
    id: "refund-at-most-paid",
    rule: "No more is given back than was paid.",
    source: ORDER_DOCS,
    accepts: { steps: [...ORDER, refund(100)], status: 201 },
    refuses: { steps: [...ORDER, refund(10_000_000)], status: 422 },
  },
  {
    id: "cancelled-not-sent",
    rule: "A cancelled order is not sent.",
    source: ORDER_DOCS,
    accepts: { steps: [...ORDER, fulfill], status: 201 },
    refuses: {
      steps: [...ORDER, { call: "POST /control/shop/orders/<order.id>/cancel" }, fulfill],
      status: 422,
    },
  },
  {
    id: "consent-needs-phone",
    rule: "WhatsApp consent belongs to a customer's phone number.",
    source: "shopify.dev, customerWhatsAppMarketingConsentUpdate",
    accepts: {
      steps: [
        ...ORDER,
        {
          call: "POST /control/shop/customers/<order.customerId>/whatsapp-consent",
          body: { state: "subscribed" },
        },
      ],
      status: 200,
    },
    refuses: {
      steps: [
        ...ORDER,
        { call: "PATCH /control/shop/customers/<order.customerId>", body: { phone: null } },
        {
          call: "POST /control/shop/customers/<order.customerId>/whatsapp-consent",
          body: { state: "subscribed" },
        },
      ],
      status: 422,
    },
  },
];
