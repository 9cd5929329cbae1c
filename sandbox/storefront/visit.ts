import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { type Language, languageOf } from "#sandbox/page/language.ts";
import type { Cart, Currency, PlayedShop } from "#sandbox/shopify/index.ts";
import { type StoreWords, storeWords } from "./words.ts";

const cartCookie = "store_cart";
const currencyCookie = "store_currency";
const discountCookie = "store_discount";
const kept = { path: "/", sameSite: "Lax", maxAge: 31_536_000 } as const;

/** One shopper's request: language, currency, cart and discount code, as their browser remembers them. */
export interface Visit {
  readonly shop: PlayedShop;
  readonly language: Language;
  readonly words: StoreWords;
  readonly currency: Currency;
  readonly cart: Cart | undefined;
  readonly discountCode: string | undefined;
  /** The page's path, for links that change language or currency. */
  readonly path: string;
  /** An amount of the shop's currency in the shopper's currency and language. */
  price(shopMinor: number): string;
}

export function visitOf(c: Context, shop: PlayedShop): Visit {
  const language = languageOf(c, "locale", "store_locale");
  const currency = currencyOf(c, shop);
  const cartToken = getCookie(c, cartCookie);
  return {
    shop,
    language,
    words: storeWords[language],
    currency,
    cart: cartToken === undefined ? undefined : shop.cart(cartToken),
    discountCode: discountOf(c),
    path: c.req.path,
    price: (minor) => shop.format(shop.convert(minor, currency), currency, language),
  };
}

function currencyOf(c: Context, shop: PlayedShop): Currency {
  const all: readonly Currency[] = [
    ...new Set([shop.profile.currency, ...shop.profile.presentmentCurrencies]),
  ];
  const asked = all.find((currency) => currency === c.req.query("currency"));
  if (asked) setCookie(c, currencyCookie, asked, kept);
  return asked ?? all.find((currency) => currency === getCookie(c, currencyCookie)) ?? shop.profile.currency;
}

function discountOf(c: Context): string | undefined {
  const asked = c.req.query("discount")?.trim();
  if (asked) setCookie(c, discountCookie, asked, { ...kept, maxAge: 86_400 });
  return asked || getCookie(c, discountCookie);
}

export function rememberCart(c: Context, token: string): void {
  setCookie(c, cartCookie, token, kept);
}

/** After the purchase: the next visit begins with an empty cart. */
export function forgetCart(c: Context): void {
  deleteCookie(c, cartCookie, { path: "/" });
  deleteCookie(c, discountCookie, { path: "/" });
}
