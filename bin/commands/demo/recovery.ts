import { z } from "zod";
import type { LocalRun } from "./addresses.ts";
import { call, LocalRunError } from "./http.ts";
import type { Merchant } from "./merchant.ts";

/**
 * The story of a recovered cart over HTTP alone: the same calls that a shopper's browser, phone and checkout
 * extension make.
 */

export interface RecoveryResult {
  readonly scenario: "recovery";
  /** Messages that Meta accepted. */
  readonly sent: number;
  readonly recovered: number;
  /** Minor units by currency. */
  readonly revenue: Readonly<Record<string, string>>;
  /** Millionths by currency. */
  readonly cost: Readonly<Record<string, string>>;
  readonly duplicates: number;
  readonly seconds: number;
}

const GIULIA = {
  phone: "+393331234567",
  firstName: "Giulia",
  lastName: "Rossi",
  email: "giulia.rossi@example.com",
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** On basic the checkout has no extensions; the thank-you page has. */
type Plan = "plus" | "basic";

const placed = z.looseObject({ id: z.string() });
const withToken = z.looseObject({ token: z.string() });
const products = z.array(
  z.looseObject({
    title: z.unknown(),
    variants: z.array(z.looseObject({ id: z.union([z.string(), z.number()]) })),
  }),
);
const phone = z.looseObject({
  chats: z.array(
    z.looseObject({
      messages: z.array(
        z.looseObject({
          wamid: z.string(),
          buttons: z.array(z.looseObject({ kind: z.string(), index: z.number() })),
        }),
      ),
    }),
  ),
});
const tapped = z.object({ url: z.string() });
const ledger = z.array(z.looseObject({ status: z.number().optional(), request: z.unknown() }));
const sentRequest = z.looseObject({ biz_opaque_callback_data: z.string() });
const total = z.looseObject({ currency: z.string(), amount: z.string() });
const home = z.looseObject({
  figures: z.looseObject({ orders: z.array(total), sales: z.array(total), cost: z.array(total) }),
});

const byCurrency = (totals: z.infer<typeof total>[]) =>
  Object.fromEntries(
    totals.filter(({ amount }) => amount !== "0").map(({ currency, amount }) => [currency, amount]),
  );

const WORDING =
  "Sì, scrivetemi su WhatsApp per il carrello, le offerte e gli ordini. Posso smettere quando voglio.";

async function leaveCart(run: LocalRun): Promise<string> {
  const shop = `${run.sandboxUrl}/control/shop`;
  const [product] = products.parse(await call("GET", `${shop}/products`));
  const variantId = product?.variants[0]?.id;
  if (variantId === undefined) throw new LocalRunError("The shop has no products.");
  const cart = withToken.parse(await call("POST", `${shop}/carts`));
  await call("POST", `${shop}/carts/${cart.token}/lines`, { variantId: String(variantId), quantity: 1 });
  const checkout = withToken.parse(
    await call("POST", `${shop}/checkouts`, { cartToken: cart.token, locale: "it" }),
  );
  await call("PATCH", `${shop}/checkouts/${checkout.token}`, { ...GIULIA, countryCode: "IT" });
  return checkout.token;
}

/** @param orderId of an order that was placed already: the thank-you page asks instead of the checkout */
async function optIn(run: LocalRun, checkoutToken: string, orderId?: string): Promise<void> {
  const minted = await call("POST", `${run.sandboxUrl}/control/shop/session-token`);
  const { token } = withToken.parse(minted);
  await call(
    "POST",
    `${run.appUrl}/api/consent`,
    {
      surface: orderId === undefined ? "checkout" : "thank-you",
      checkoutToken,
      orderId: orderId === undefined ? null : `gid://shopify/Order/${orderId}`,
      phone: GIULIA.phone,
      countryCode: "IT",
      granted: true,
      locale: "it",
      wording: WORDING,
      wordingVersion: "scenario-1",
    },
    { authorization: `Bearer ${token}` },
  );
}

/** A cart is left by somebody who agreed to be reminded: in checkout, or after an earlier purchase. */
async function leaveCartWithConsent(run: LocalRun, plan: Plan): Promise<string> {
  const settle = () => call("POST", `${run.sandboxUrl}/control/settle`);
  const first = await leaveCart(run);
  if (plan === "plus") {
    await optIn(run, first);
    await settle();
    return first;
  }
  const address = `${run.sandboxUrl}/control/shop/checkouts/${first}/complete`;
  const { id } = placed.parse(await call("POST", address));
  await settle();
  await optIn(run, first, id);
  await settle();
  await call("POST", `${run.sandboxUrl}/control/clock`, { advanceMs: HOUR_MS });
  const second = await leaveCart(run);
  await settle();
  return second;
}

const ENTITY = /&amp;/g;

/** Goes where a browser would: on from a page that moves on by itself. */
async function follow(url: string): Promise<Response> {
  const headers = { "user-agent": "Mozilla/5.0 (Android 16; Mobile)" };
  const landed = await fetch(url, { headers });
  const [, on] = /http-equiv="refresh" content="0;url=([^"]*)"/.exec(await landed.clone().text()) ?? [];
  return on === undefined ? landed : fetch(on.replace(ENTITY, "&"), { headers });
}

/** Taps the link of the newest message and follows it as the phone's browser would. */
async function tapLink(run: LocalRun): Promise<void> {
  const number = encodeURIComponent(GIULIA.phone);
  const view = phone.parse(await call("GET", `${run.sandboxUrl}/phone/api/chats?number=${number}`));
  const messages = view.chats.flatMap((chat) => chat.messages);
  const message = messages.findLast(({ buttons }) => buttons.some(({ kind }) => kind === "url"));
  const button = message?.buttons.find(({ kind }) => kind === "url")?.index;
  if (!message) throw new LocalRunError("No message with a link has come to the phone.");
  const { url } = tapped.parse(
    await call("POST", `${run.sandboxUrl}/phone/api/tap`, {
      number: GIULIA.phone,
      wamid: message.wamid,
      button,
    }),
  );
  const landed = await follow(url);
  if (!landed.ok || !landed.url.startsWith(`${run.sandboxUrl}/store/`))
    throw new LocalRunError(`The message's link led to ${landed.url}, which answers ${landed.status}.`);
}

async function messagesSent(run: LocalRun): Promise<{ sent: number; duplicates: number }> {
  const address = `${run.sandboxUrl}/control/ledger?system=meta&name=messages.send`;
  const calls = ledger.parse(await call("GET", address)).filter((entry) => entry.status === 200);
  const ids = calls.map((entry) => sentRequest.parse(entry.request).biz_opaque_callback_data);
  return { sent: ids.length, duplicates: ids.length - new Set(ids).size };
}

export async function playRecovery(
  run: LocalRun,
  merchant: Merchant,
  plan: Plan,
  started: number,
): Promise<RecoveryResult> {
  const shop = `${run.sandboxUrl}/control/shop`;
  const settle = () => call("POST", `${run.sandboxUrl}/control/settle`);
  const checkoutToken = await leaveCartWithConsent(run, plan);
  await call("POST", `${run.sandboxUrl}/control/clock`, { advanceMs: HOUR_MS });
  await tapLink(run);
  await call("POST", `${shop}/checkouts/${checkoutToken}/complete`);
  await settle();
  // The order's confirmation is sent by the loop that the webhook wakes; moving the clock waits for it.
  await call("POST", `${run.sandboxUrl}/control/clock`, { advanceMs: MINUTE_MS });
  const { figures } = home.parse(await merchant.read("/app?index", "routes/app._index"));
  return {
    scenario: "recovery",
    ...(await messagesSent(run)),
    recovered: Number(figures.orders[0]?.amount ?? 0),
    revenue: byCurrency(figures.sales),
    cost: byCurrency(figures.cost),
    seconds: Math.round((performance.now() - started) / 100) / 10,
  };
}

/**
 * Whether the story ended as it should: a reminder and a confirmation of each order, one order recovered, money earned
 * and spent in one currency each, nothing twice.
 */
export function succeeded(result: RecoveryResult, plan: Plan): boolean {
  // On basic there is an order before, after which the shopper agreed.
  const orders = plan === "plus" ? 1 : 2;
  return (
    result.sent === orders + 1 &&
    result.recovered === 1 &&
    result.duplicates === 0 &&
    Object.keys(result.revenue).length === 1 &&
    Object.keys(result.cost).length === 1
  );
}
