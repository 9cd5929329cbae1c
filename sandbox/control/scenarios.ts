import type { Hono } from "hono";
import { z } from "zod";
import { bodyOf, ControlRefusal } from "./answer.ts";

/**
 * Stories of a shopper, as calls of the shop's control: what a tester would type one after another. They end where the
 * app's part begins; consent is the app's to ask for.
 */

const person = z.object({
  phone: z.string().default("+393331234567"),
  firstName: z.string().default("Giulia"),
  lastName: z.string().default("Rossi"),
  email: z.string().default("giulia.rossi@example.com"),
  countryCode: z.string().length(2).default("IT"),
  locale: z.string().default("it"),
});
type Person = z.infer<typeof person>;

const withToken = z.looseObject({ token: z.string() });
const withId = z.looseObject({ id: z.string() });
const products = z.array(z.looseObject({ variants: z.array(z.looseObject({ id: z.string() })) })).min(1);

type Call = (method: string, path: string, body?: object) => Promise<unknown>;

async function leaveCart(call: Call, { locale, ...who }: Person) {
  const [product] = products.parse(await call("GET", "/shop/products"));
  const cart = withToken.parse(await call("POST", "/shop/carts"));
  const line = { variantId: product?.variants[0]?.id, quantity: 1 };
  await call("POST", `/shop/carts/${cart.token}/lines`, line);
  const asked = { cartToken: cart.token, locale };
  const checkout = withToken.parse(await call("POST", "/shop/checkouts", asked));
  await call("PATCH", `/shop/checkouts/${checkout.token}`, who);
  return { checkoutToken: checkout.token };
}

async function buy(call: Call, who: Person) {
  const left = await leaveCart(call, who);
  const order = withId.parse(await call("POST", `/shop/checkouts/${left.checkoutToken}/complete`));
  return { ...left, orderId: order.id };
}

async function ship(call: Call, who: Person) {
  const bought = await buy(call, who);
  const parcel = withId.parse(await call("POST", `/shop/orders/${bought.orderId}/fulfill`, {}));
  return { ...bought, fulfillmentId: parcel.id };
}

async function deliver(call: Call, who: Person) {
  const shipped = await ship(call, who);
  for (const status of ["out_for_delivery", "delivered"])
    await call("POST", `/shop/fulfillments/${shipped.fulfillmentId}/events`, { status });
  return shipped;
}

const SCENARIOS: Readonly<Record<string, (call: Call, who: Person) => Promise<object>>> = {
  "cart-left": leaveCart,
  "order-paid": buy,
  "order-shipped": ship,
  "order-delivered": deliver,
};

/** `GET /scenarios` lists them; `POST /scenarios/{name}` plays one, of the person in its body or of Giulia. */
export function addScenarios(routes: Hono): void {
  const call: Call = async (method, path, body) => {
    const answer = await routes.request(path, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!answer.ok) throw new ControlRefusal(422, `${method} ${path}: ${await answer.text()}`);
    return answer.json();
  };
  routes.get("/scenarios", (context) => context.json(Object.keys(SCENARIOS)));
  routes.post("/scenarios/:name", async (context) => {
    const play = SCENARIOS[context.req.param("name")];
    if (!play) throw new ControlRefusal(404, `Scenarios: ${Object.keys(SCENARIOS).join(", ")}.`);
    return context.json(await play(call, await bodyOf(context, person)), 201);
  });
}
