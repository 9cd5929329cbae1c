import { setAutomationMode } from "#app/modules/automations/index.ts";
import { connectNumber } from "#app/modules/numbers/index.ts";
import { pauseSending, resumeSending } from "#app/modules/shops/index.ts";
import { HOUR } from "#app/platform/clock.ts";
import { agreeInCheckout } from "#tests/agree.ts";
import type { PlayedShop, SimulatedWorld } from "./world.ts";

const PHONES = Array.from({ length: 12 }, (_, index) => `+3933312345${String(index).padStart(2, "0")}`) as [
  string,
  ...string[],
];

interface Cart {
  readonly shop: PlayedShop;
  readonly token: string;
  readonly startedAt: Date;
  phone: string;
  quantity: number;
}

interface Order {
  readonly id: string;
  readonly cart: Cart;
  readonly placedAt: Date;
}

/** What shoppers and merchants do, one deed at a time, drawn from the world's seed. */
export function createShoppers(world: SimulatedWorld) {
  const { random, truth } = world;
  const carts: Cart[] = [];
  const orders: Order[] = [];
  let made = 0;
  const shopOf = () => random.pick(world.shops as readonly [PlayedShop, ...PlayedShop[]]);
  const address = (phone: string) => ({
    first_name: "Giulia",
    last_name: "Rossi",
    phone,
    country_code: "IT",
  });
  const lines = ({ shop, quantity }: Cart) => [{ product_id: 1, title: shop.mark, quantity, price: "42.00" }];

  function tellCart(cart: Cart): void {
    const at = world.now().toISOString();
    const payload = {
      token: cart.token,
      cart_token: `cart-${cart.token}`,
      currency: "EUR",
      presentment_currency: "EUR",
      total_price: `${cart.quantity * 42}.00`,
      customer_locale: "it",
      created_at: cart.startedAt.toISOString(),
      updated_at: at,
      abandoned_checkout_url: `https://${cart.shop.domain}/checkouts/${cart.token}/recover`,
      shipping_address: address(cart.phone),
      line_items: lines(cart),
    };
    world.post(world.shopify(cart.shop, "checkouts/update", payload));
  }

  function orderPayload({ id, cart, placedAt }: Order): object {
    return {
      admin_graphql_api_id: `gid://shopify/Order/${id}`,
      name: `#${id}`,
      checkout_token: cart.token,
      created_at: placedAt.toISOString(),
      updated_at: world.now().toISOString(),
      currency: "EUR",
      total_price: `${cart.quantity * 42}.00`,
      order_status_url: `https://${cart.shop.domain}/orders/${id}`,
      shipping_address: address(cart.phone),
      line_items: lines(cart),
      // What Shopify tells of a card. None of it may be kept outside of the delivery itself.
      payment_details: {
        credit_card_bin: "424242",
        credit_card_number: "•••• •••• •••• 4242",
        credit_card_company: "Visa",
      },
    };
  }

  async function agree(shop: PlayedShop, phone: string): Promise<void> {
    const now = world.now();
    await agreeInCheckout(world.services.database, shop.id, phone, now);
    truth.agreements.push({ shopId: shop.id, phone, at: now });
  }

  async function leaveCart(): Promise<void> {
    made += 1;
    const shop = shopOf();
    const token = `tok-${shop.mark}-${made}`;
    const cart = {
      shop,
      token,
      startedAt: world.now(),
      phone: random.pick(PHONES),
      quantity: random.between(1, 4),
    };
    carts.push(cart);
    if (random.chance(0.8)) await agree(shop, cart.phone);
    tellCart(cart);
  }

  function aCart(): Cart | undefined {
    return carts.length === 0 ? undefined : carts[random.between(0, carts.length - 1)];
  }

  async function changeCart(): Promise<void> {
    const cart = aCart();
    if (!cart) return;
    cart.quantity = random.between(1, 6);
    tellCart(cart);
  }

  async function changePhone(): Promise<void> {
    const cart = aCart();
    if (!cart) return;
    cart.phone = random.pick(PHONES);
    tellCart(cart);
  }

  async function buy(): Promise<void> {
    const cart = aCart();
    if (!cart || truth.orderedCheckouts.has(cart.token)) return;
    made += 1;
    const order = { id: `${made}`, cart, placedAt: world.now() };
    orders.push(order);
    const { phone, token, shop } = cart;
    truth.orderedCheckouts.add(token);
    world.post(world.shopify(shop, "orders/create", orderPayload(order)), () =>
      truth.purchases.push({ shopId: shop.id, phone, token, at: world.now() }),
    );
  }

  async function cancel(): Promise<void> {
    const order = orders[random.between(0, Math.max(0, orders.length - 1))];
    if (!order) return;
    const cancelled_at = world.now().toISOString();
    world.post(world.shopify(order.cart.shop, "orders/cancelled", { ...orderPayload(order), cancelled_at }));
  }

  function write(shop: PlayedShop, phone: string, text: string, told?: () => void): void {
    made += 1;
    const timestamp = String(Math.floor(world.now().getTime() / 1_000));
    const message = {
      id: `wamid.in-${made}`,
      from: phone.slice(1),
      timestamp,
      type: "text",
      text: { body: text },
    };
    world.post(world.metaTells(shop, { messages: [message] }), told);
  }

  async function reply(): Promise<void> {
    write(shopOf(), random.pick(PHONES), "Quando arriva?");
  }

  async function stop(): Promise<void> {
    const shop = shopOf();
    const phone = random.pick(PHONES);
    write(shop, phone, "STOP", () => truth.stops.push({ shopId: shop.id, phone, at: world.now() }));
  }

  const deeds: readonly (readonly [number, string, () => Promise<void>])[] = [
    [30, "left a cart", leaveCart],
    [12, "changed a cart", changeCart],
    [6, "changed the phone", changePhone],
    [16, "bought", buy],
    [4, "cancelled", cancel],
    [8, "replied", reply],
    [6, "wrote STOP", stop],
    [
      3,
      "paused",
      () =>
        pauseSending(world.services, shopOf().id, "staff:1", {
          scope: random.pick(["all", "marketing"]),
          reason: null,
        }),
    ],
    [5, "resumed", resumeAll],
    [
      2,
      "watches",
      () => setAutomationMode(world.services, shopOf().id, "staff:1", "cart_recovery", "watching"),
    ],
    [3, "is live", () => setAutomationMode(world.services, shopOf().id, "staff:1", "cart_recovery", "live")],
    [2, "number revoked", async () => void world.meta.revoked.add(shopOf().phoneNumberId)],
    [4, "number connected again", reconnect],
    [
      3,
      "worker is to die",
      async () =>
        world.dieAt(random.pick(["dispatch.after_claim", "dispatch.after_call", "dispatch.after_record"])),
    ],
    [4, "restarts", async () => world.restart()],
    [2, "clock leaps", () => world.leap(random.between(1, 9) * HOUR)],
  ];

  async function resumeAll(): Promise<void> {
    for (const shop of world.shops) await resumeSending(world.services, shop.id, "staff:1");
  }

  async function reconnect(): Promise<void> {
    world.meta.revoked.clear();
    for (const shop of world.shops) {
      await connectNumber(world.services, shop.id, "staff:1", { ...shop, token: "token" });
    }
  }

  return {
    /** One deed of somebody's. */
    async act(): Promise<void> {
      let drawn = random.between(
        1,
        deeds.reduce((sum, [weight]) => sum + weight, 0),
      );
      for (const [weight, name, deed] of deeds) {
        drawn -= weight;
        if (drawn > 0) continue;
        world.count(name);
        return deed();
      }
    },
    /** The merchant mends everything. */
    async mend(): Promise<void> {
      await resumeAll();
      await reconnect();
      for (const shop of world.shops) {
        await setAutomationMode(world.services, shop.id, "staff:1", "cart_recovery", "live");
      }
    },
  };
}
