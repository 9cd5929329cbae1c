import { countryName } from "../countries.ts";
import type { Address, Checkout, Currency, Customer, Order, SoldLine } from "../model.ts";
import { checkoutDeletePayload, checkoutPayload } from "../payloads/checkout.ts";
import { orderPayload } from "../payloads/order.ts";
import { productPayload } from "../payloads/product.ts";
import { customerPayload } from "../payloads/shared.ts";
import { toE164 } from "../phone.ts";
import { placeOrder } from "../place-order.ts";
import { type CheckoutPatch, type PlayedShop, ShopRefusal } from "../played-shop.ts";
import { soldLine, totalsOf } from "../pricing.ts";
import { NOT_SUBSCRIBED } from "../seed/customers.ts";
import { found } from "../state.ts";
import type { Engine } from "./engine.ts";

type CheckoutOperations = Pick<
  PlayedShop,
  "startCheckout" | "checkout" | "updateCheckout" | "recoverCheckout" | "deleteCheckout" | "completeCheckout"
>;

/** An empty text clears a field. */
const orNull = (text: string | undefined, before: string | null): string | null =>
  text === undefined ? before : text.trim() || null;

function addressOf(engine: Engine, before: Address | null, patch: CheckoutPatch): Address | null {
  const { firstName, lastName, company, address1, address2, city, zip, province, countryCode, phone } = patch;
  const touched = [firstName, lastName, company, address1, address2, city, zip, province, countryCode, phone];
  if (touched.every((value) => value === undefined)) return before;
  const country = countryCode?.trim().toUpperCase() || before?.countryCode || "IT";
  return {
    id: before?.id ?? engine.state.ids.next("MailingAddress"),
    firstName: orNull(firstName, before?.firstName ?? "") ?? "",
    lastName: orNull(lastName, before?.lastName ?? "") ?? "",
    company: orNull(company, before?.company ?? null),
    address1: orNull(address1, before?.address1 ?? "") ?? "",
    address2: orNull(address2, before?.address2 ?? null),
    city: orNull(city, before?.city ?? "") ?? "",
    zip: orNull(zip, before?.zip ?? "") ?? "",
    province: orNull(province, before?.province ?? null),
    provinceCode: null,
    countryCode: country,
    country: countryName(country),
    phone: orNull(phone, before?.phone ?? null),
  };
}

export function checkoutOperations(engine: Engine): CheckoutOperations {
  const totals = (checkout: Pick<Checkout, "lines" | "currency" | "shippingAddress" | "discountCode">) =>
    totalsOf(
      checkout.lines,
      checkout.currency,
      checkout.shippingAddress?.countryCode ?? null,
      engine.state.discountOf(checkout.discountCode),
    );

  function linesOf(cartToken: string, currency: Currency): SoldLine[] {
    const { state } = engine;
    const cart = found(state.carts.get(cartToken), `cart ${cartToken}`);
    if (cart.lines.length === 0) throw new ShopRefusal("invalid", "the cart is empty");
    return cart.lines.map(({ variantId, quantity }) => {
      const variant = found(state.variants.get(variantId), `variant ${variantId}`);
      const product = found(state.products.get(variant.productId), `product ${variant.productId}`);
      return soldLine(state.ids, product, variant, quantity, currency);
    });
  }

  const open = (token: string): Checkout => {
    const checkout = found(engine.state.checkouts.get(token), `checkout ${token}`);
    if (checkout.completedAt) throw new ShopRefusal("invalid", "this checkout has been paid");
    return checkout;
  };

  function touch(checkout: Checkout): Checkout {
    checkout.totals = totals(checkout);
    checkout.updatedAt = engine.now();
    engine.tell("checkouts/update", checkoutPayload(engine.state, checkout));
    return checkout;
  }

  /** The person who orders: known by e-mail or phone, else new. */
  function customerFor(checkout: Checkout, phone: string | null): Customer {
    const { state } = engine;
    const known =
      (checkout.customerId && state.customers.get(checkout.customerId)) ||
      state.customerBy({ email: checkout.email, phone });
    const at = engine.now();
    const address = checkout.shippingAddress;
    const customer: Customer = known || {
      id: state.ids.next("Customer"),
      createdAt: at,
      firstName: address?.firstName || null,
      lastName: address?.lastName || null,
      email: checkout.email,
      phone,
      locale: checkout.locale,
      tags: [],
      note: null,
      state: "disabled",
      defaultAddress: address,
      emailConsent: NOT_SUBSCRIBED,
      whatsAppConsent: NOT_SUBSCRIBED,
      updatedAt: at,
    };
    if (known) {
      known.defaultAddress = address;
      known.updatedAt = at;
    }
    state.customers.set(customer.id, customer);
    engine.tell(known ? "customers/update" : "customers/create", customerPayload(state, customer));
    return customer;
  }

  function takeFromStock(lines: readonly SoldLine[]): void {
    const { state } = engine;
    const touched = new Set<string>();
    for (const line of lines) {
      const variant = found(state.variants.get(line.variantId), `variant ${line.variantId}`);
      if (variant.inventoryPolicy === "deny" && variant.inventory < line.quantity)
        throw new ShopRefusal("invalid", `${line.title.en} is sold out`);
    }
    for (const line of lines) {
      const variant = found(state.variants.get(line.variantId), `variant ${line.variantId}`);
      variant.inventory -= line.quantity;
      touched.add(line.productId);
    }
    for (const id of touched) {
      const product = found(state.products.get(id), `product ${id}`);
      product.updatedAt = engine.now();
      engine.tell("products/update", productPayload(state, product));
    }
  }

  return {
    startCheckout(cartToken, options = {}) {
      const { state } = engine;
      const known = [...state.checkouts.values()].find(
        (checkout) => checkout.cartToken === cartToken && !checkout.completedAt,
      );
      const currency = options.currency ?? known?.currency ?? state.profile.currency;
      const lines = linesOf(cartToken, currency);
      if (known && known.currency === currency) {
        known.lines = lines;
        if (options.locale) known.locale = options.locale;
        if (options.discountCode) known.discountCode = options.discountCode;
        return touch(known);
      }
      const at = engine.now();
      const token = state.ids.token();
      const key = state.ids.token();
      const begun = { lines, currency, shippingAddress: null, discountCode: options.discountCode ?? null };
      const checkout: Checkout = {
        ...begun,
        id: state.ids.next("AbandonedCheckout"),
        token,
        cartToken,
        key,
        recoveryUrl: `${state.origin}/store/checkouts/${token}/recover?key=${key}`,
        createdAt: at,
        updatedAt: at,
        locale: options.locale ?? state.profile.primaryLocale,
        email: null,
        phone: null,
        customerId: null,
        note: null,
        acceptsMarketing: false,
        totals: totals(begun),
        completedAt: null,
        orderId: null,
      };
      state.checkouts.set(token, checkout);
      engine.tell("checkouts/create", checkoutPayload(state, checkout));
      return checkout;
    },
    checkout: (token) => engine.state.checkouts.get(token),
    updateCheckout(token, patch) {
      const checkout = open(token);
      checkout.email = orNull(patch.email, checkout.email);
      checkout.phone = orNull(patch.phone, checkout.phone);
      checkout.shippingAddress = addressOf(engine, checkout.shippingAddress, patch);
      if (patch.locale) checkout.locale = patch.locale;
      checkout.discountCode = orNull(patch.discountCode, checkout.discountCode);
      checkout.acceptsMarketing = patch.acceptsMarketing ?? checkout.acceptsMarketing;
      return touch(checkout);
    },
    recoverCheckout(token, key) {
      const checkout = engine.state.checkouts.get(token);
      return checkout?.key === key ? checkout : undefined;
    },
    deleteCheckout(token) {
      const checkout = found(engine.state.checkouts.get(token), `checkout ${token}`);
      engine.state.checkouts.delete(token);
      engine.tell("checkouts/delete", checkoutDeletePayload(checkout));
    },
    completeCheckout(token): Order {
      const { state } = engine;
      const checkout = open(token);
      const address = checkout.shippingAddress;
      const phone = toE164(checkout.phone ?? address?.phone ?? null, address?.countryCode ?? null);
      if (!checkout.email && !phone)
        throw new ShopRefusal("invalid", "an e-mail address or a phone number is needed");
      if (!address?.lastName) throw new ShopRefusal("invalid", "a name to deliver to is needed");
      takeFromStock(checkout.lines);
      const customer = customerFor(checkout, phone);
      const at = engine.now();
      const order = placeOrder(state, {
        ...checkout,
        at,
        phone,
        customerId: customer.id,
        checkoutToken: token,
      });
      checkout.customerId = customer.id;
      checkout.completedAt = at;
      checkout.orderId = order.id;
      checkout.updatedAt = at;
      state.carts.delete(checkout.cartToken);
      engine.tell("checkouts/update", checkoutPayload(state, checkout));
      for (const topic of ["orders/create", "orders/paid", "orders/updated"])
        engine.tell(topic, orderPayload(state, order));
      return order;
    },
  };
}
