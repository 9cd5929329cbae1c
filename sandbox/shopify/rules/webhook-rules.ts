import { CHECKOUT, INSTALL, ORDER, type Rule } from "./rule.ts";

const told = (topic: string, times: number) => ({ topic, times });
const FULFILL = { call: "POST /control/shop/orders/<order.id>/fulfill" };
const FIRST_CUSTOMER = { call: "GET /control/shop/customers", keep: "customers" };
const REDACT = { call: "POST /control/shop/customers/<customers.0.id>/redact" };

/** Of what the app is told. */
export const WEBHOOK_RULES: readonly Rule[] = [
  {
    id: "webhook-topic-declared",
    rule: "The app is told of the topics in its configuration, at the address beside them.",
    source: "shopify.dev, App configuration: webhooks",
    // The examples' configuration has fulfillments/create, and not orders/fulfilled.
    accepts: { steps: [INSTALL, ...ORDER, FULFILL], status: 201, told: told("fulfillments/create", 1) },
    refuses: { steps: [INSTALL, ...ORDER, FULFILL], status: 201, told: told("orders/fulfilled", 0) },
  },
  {
    id: "webhook-scope",
    rule: "A topic is delivered where its scope was granted.",
    source: "contracts/shopify/topic-scopes.json",
    accepts: {
      scopes: "read_orders",
      steps: [INSTALL, ...CHECKOUT],
      status: 201,
      told: told("checkouts/create", 1),
    },
    refuses: {
      scopes: "read_products",
      steps: [INSTALL, ...CHECKOUT],
      status: 201,
      told: told("checkouts/create", 0),
    },
  },
  {
    id: "webhook-installed",
    rule: "A shop tells an app that it has installed.",
    source: "shopify.dev, About webhooks",
    accepts: { steps: [INSTALL, ...ORDER], status: 201, told: told("orders/create", 1) },
    refuses: { steps: ORDER, status: 201, told: told("orders/create", 0) },
  },
  {
    id: "webhook-compliance",
    rule: "Compliance topics are told also after an uninstall; others are not.",
    source: "shopify.dev, Privacy law compliance",
    accepts: { steps: [FIRST_CUSTOMER, REDACT], status: 204, told: told("customers/redact", 1) },
    refuses: {
      steps: [
        FIRST_CUSTOMER,
        { call: "PATCH /control/shop/customers/<customers.0.id>", body: { note: "vip" } },
      ],
      status: 200,
      told: told("customers/update", 0),
    },
  },
  {
    id: "webhook-answer",
    rule: "Any 2xx takes a delivery; anything else, a redirect too, has it tried again eight times.",
    source: "shopify.dev, Troubleshoot webhooks: retries (since 2024-09-10)",
    accepts: {
      appAnswers: 204,
      steps: [INSTALL, ...CHECKOUT],
      status: 201,
      told: told("checkouts/create", 1),
    },
    refuses: {
      appAnswers: 302,
      steps: [INSTALL, ...CHECKOUT],
      status: 201,
      told: told("checkouts/create", 9),
    },
  },
];
