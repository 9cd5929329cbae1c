import type { Customer, MarketingConsent } from "../model.ts";
import { customerDeletePayload, customerPayload } from "../payloads/shared.ts";
import {
  customerRedactPayload,
  dataRequestPayload,
  shopPayload,
  shopRedactPayload,
  whatsAppConsentPayload,
} from "../payloads/shop.ts";
import { type PlayedShop, ShopRefusal } from "../played-shop.ts";
import { found } from "../state.ts";
import type { Engine } from "./engine.ts";

type PeopleOperations = Pick<
  PlayedShop,
  | "customer"
  | "customers"
  | "updateCustomer"
  | "deleteCustomer"
  | "setWhatsAppConsent"
  | "requestCustomerData"
  | "redactCustomer"
  | "redactShop"
  | "renameShop"
>;

/** Sets a customer's WhatsApp consent and tells of it. */
export function recordWhatsAppConsent(
  engine: Engine,
  customer: Customer,
  consent: MarketingConsent,
): Customer {
  if (customer.phone === null) throw new ShopRefusal("invalid", "the customer has no phone number");
  customer.whatsAppConsent = consent;
  customer.updatedAt = engine.now();
  const payload = whatsAppConsentPayload(engine.state, customer);
  engine.tell("customers_whats_app_marketing_consent/update", payload);
  return customer;
}

export function peopleOperations(engine: Engine): PeopleOperations {
  let requests = 1;
  const existing = (id: string): Customer => found(engine.state.customers.get(id), `customer ${id}`);
  const concerned = (id: string) => ({
    customer: existing(id),
    orderIds: engine.state.ordersOf(id).map((order) => order.id),
  });
  return {
    customer: (id) => engine.state.customers.get(id),
    customers: () => [...engine.state.customers.values()],
    updateCustomer(id, patch) {
      const customer = existing(id);
      const given = Object.entries(patch).filter(([, value]) => value !== undefined);
      Object.assign(customer, Object.fromEntries(given), { updatedAt: engine.now() });
      engine.tell("customers/update", customerPayload(engine.state, customer));
      return customer;
    },
    deleteCustomer(id) {
      const customer = existing(id);
      engine.state.customers.delete(id);
      engine.tell("customers/delete", customerDeletePayload(customer));
    },
    setWhatsAppConsent(customerId, state) {
      return recordWhatsAppConsent(engine, existing(customerId), {
        state,
        optInLevel: state === "subscribed" ? "single_opt_in" : null,
        updatedAt: engine.now(),
        collectedFrom: "shopify",
      });
    },
    requestCustomerData: (id) =>
      engine.tell("customers/data_request", dataRequestPayload(engine.state, concerned(id), requests++)),
    redactCustomer: (id) =>
      engine.tell("customers/redact", customerRedactPayload(engine.state, concerned(id))),
    redactShop: () => engine.tell("shop/redact", shopRedactPayload(engine.state)),
    renameShop(name) {
      const { profile } = engine.state;
      profile.name = name;
      profile.updatedAt = engine.now();
      engine.tell("shop/update", shopPayload(engine.state, engine.world.plan));
      return profile;
    },
  };
}
