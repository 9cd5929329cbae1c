import { z } from "zod";
import type { World } from "#sandbox/kernel/world.ts";
import { gid, idOf } from "../ids.ts";
import type { Customer, Order } from "../model.ts";
import type { Engine } from "../operations/engine.ts";
import { recordWhatsAppConsent } from "../operations/people.ts";
import { ShopRefusal } from "../played-shop.ts";
import type { ShopState } from "../state.ts";
import { DAY } from "../time.ts";
import { connection, type PageArguments } from "./connection.ts";
import { createDiscount, discountView } from "./discounts.ts";
import { createDraft, draftView } from "./draft-orders.ts";
import { search } from "./search.ts";
import { sorted } from "./sort.ts";
import { at, consentView, type View } from "./values.ts";
import { createViews } from "./views.ts";

type Arguments = Readonly<Record<string, unknown>>;
export type Roots = Readonly<Record<string, (args: Arguments) => unknown>>;

const searched = z.looseObject({ query: z.string().nullish() });
const byId = z.object({ id: z.string() });
const pages = (args: Arguments) => args as PageArguments;
const queryOf = (args: Arguments) => searched.parse(args).query;

const times = {
  created_at: (item: { createdAt: Date }) => item.createdAt,
  updated_at: (item: { updatedAt: Date }) => item.updatedAt,
};

const identifier = z.object({
  identifier: z.object({
    id: z.string().nullish(),
    phoneNumber: z.string().nullish(),
    emailAddress: z.string().nullish(),
  }),
});

function customerBy(state: ShopState, args: Arguments): Customer | undefined {
  const { id, phoneNumber, emailAddress } = identifier.parse(args).identifier;
  if (id) return state.customers.get(idOf("Customer", id) ?? "");
  return state.customerBy({ phone: phoneNumber ?? null, email: emailAddress ?? null });
}

/** The root fields of QueryRoot that the sandbox plays. */
export function queryRoots(world: World, state: ShopState, scopes: readonly string[]): Roots {
  const views = createViews(world, state);
  const orNull = <Item>(item: Item | undefined, view: (item: Item) => View) => (item ? view(item) : null);
  const installation = () => ({
    id: gid("AppInstallation", "1"),
    accessScopes: scopes.map((handle) => ({ handle, description: handle })),
    activeSubscriptions: [],
  });
  // Without read_all_orders an app sees those of the last sixty days. Source: shopify.dev, "Access scopes".
  const since = scopes.includes("read_all_orders") ? 0 : world.clock.now().getTime() - 60 * DAY;
  const visible = (order: Order | undefined) =>
    order !== undefined && order.createdAt.getTime() >= since ? order : undefined;
  return {
    shop: () => views.shop(),
    product: (args) => orNull(state.products.get(idOf("Product", byId.parse(args).id) ?? ""), views.product),
    products: (args) => {
      const fields = { ...times, status: (one: { status: string }) => one.status };
      return connection(
        search(sorted([...state.products.values()], args), queryOf(args), fields),
        pages(args),
        views.product,
      );
    },
    productVariant: (args) =>
      orNull(state.variants.get(idOf("ProductVariant", byId.parse(args).id) ?? ""), views.variant),
    productVariants: (args) =>
      connection(
        search(sorted([...state.variants.values()], args), queryOf(args), times),
        pages(args),
        views.variant,
      ),
    customer: (args) =>
      orNull(state.customers.get(idOf("Customer", byId.parse(args).id) ?? ""), views.customer),
    customerByIdentifier: (args) => orNull(customerBy(state, args), views.customer),
    customers: (args) => {
      const fields = {
        ...times,
        email: (one: Customer) => one.email,
        phone: (one: Customer) => one.phone,
      };
      return connection(
        search(sorted([...state.customers.values()], args), queryOf(args), fields),
        pages(args),
        views.customer,
      );
    },
    order: (args) => orNull(visible(state.orders.get(idOf("Order", byId.parse(args).id) ?? "")), views.order),
    orders: (args) => {
      const list = sorted([...state.orders.values()].filter(visible), args);
      const found = search(list, queryOf(args), {
        ...times,
        name: (order) => order.name,
        checkout_token: (order) => order.checkoutToken,
        cart_token: (order) => order.cartToken,
      });
      return connection(found, pages(args), views.order);
    },
    abandonedCheckouts: (args) => {
      // A checkout counts as abandoned once it has a contact and was not paid.
      const list = sorted([...state.checkouts.values()], args).filter(
        (checkout) => checkout.completedAt === null && (checkout.email !== null || checkout.phone !== null),
      );
      return connection(search(list, queryOf(args), times), pages(args), views.checkout);
    },
    currentAppInstallation: installation,
    appInstallation: (args) => (args.id == null || args.id === installation().id ? installation() : null),
    draftOrder: (args) =>
      orNull(state.drafts.get(idOf("DraftOrder", byId.parse(args).id) ?? ""), (draft) =>
        draftView(state, views, draft),
      ),
    codeDiscountNodeByCode: (args) =>
      orNull(state.discountOf(z.object({ code: z.string() }).parse(args).code), (discount) =>
        discountView(state, discount, world.clock.now()),
      ),
    // Those that the toml declares belong to the app, not to the shop: this list has only the shop's.
    webhookSubscriptions: (args) => connection([], pages(args), () => ({})),
  };
}

const consentUpdate = z.object({
  input: z.object({
    customerId: z.string(),
    whatsAppMarketingConsent: z.object({
      state: z.string(),
      optInLevel: z.string().nullish(),
      updatedAt: z.union([z.string(), z.date()]).nullish(),
    }),
  }),
});

const STATES = {
  SUBSCRIBED: "subscribed",
  UNSUBSCRIBED: "unsubscribed",
  PENDING: "pending",
} as const;

/** The root fields of Mutation that the sandbox plays. */
export function mutationRoots(engine: Engine): Roots {
  return {
    draftOrderCreate: (args) => createDraft(engine, createViews(engine.world, engine.state), args),
    discountCodeBasicCreate: (args) => createDiscount(engine, args),
    customerWhatsAppMarketingConsentUpdate(args) {
      const { customerId, whatsAppMarketingConsent: wanted } = consentUpdate.parse(args).input;
      const refuse = (field: string, message: string) => ({
        customerPhoneNumber: null,
        userErrors: [{ field: ["input", field], message, code: "INVALID" }],
      });
      const customer = engine.state.customers.get(idOf("Customer", customerId) ?? "");
      if (!customer) return refuse("customerId", "Customer not found");
      const state = STATES[wanted.state as keyof typeof STATES];
      if (!state) return refuse("whatsAppMarketingConsent", `${wanted.state} can't be set`);
      try {
        recordWhatsAppConsent(engine, customer, {
          state,
          optInLevel: wanted.optInLevel === "CONFIRMED_OPT_IN" ? "confirmed_opt_in" : "single_opt_in",
          updatedAt: wanted.updatedAt ? new Date(wanted.updatedAt) : engine.now(),
          collectedFrom: "other",
        });
      } catch (error) {
        if (error instanceof ShopRefusal) return refuse("customerId", error.message);
        throw error;
      }
      return {
        customerPhoneNumber: {
          phoneNumber: customer.phone,
          whatsAppMarketingConsent: {
            ...consentView(customer.whatsAppConsent),
            updatedAt: at(customer.updatedAt),
          },
        },
        userErrors: [],
      };
    },
  };
}
