/**
 * Who opens a link: `shopper` tapped it; `unwatched` did too, and asks not to be followed; `program` looks at it
 * without anybody having tapped, to draw a preview or to check it.
 */
export type Visitor = "shopper" | "unwatched" | "program";

/** By which way a link was opened: at the app itself, or through the shop's own domain. */
export type Way = "direct" | "proxied";

/**
 * Names that previewers, crawlers and scanners give themselves. CUBOT makes phones.
 * Source of Meta's: developers.facebook.com, "Meta web crawlers"; WhatsApp's own begins with its name.
 */
const PREVIEWERS =
  /^whatsapp\/|facebookexternalhit|facebookcatalog|meta-external|(?<!cu)bot\b|crawl|spider|preview|scanner|headlesschrome|lighthouse/i;

/** Programs that fetch for somebody. A proxy may be one, so behind it they tell nothing. */
const FETCHERS =
  /^(curl|wget|python[\w-]*|okhttp|go-http-client|java|libwww[\w-]*|axios|node|undici|ruby)\b/i;

/** A browser or an app loads it ahead of a tap that may never come. */
const AHEAD = /prefetch|preview|prerender/i;

/**
 * @param header reads a header of the request by its name in lower case
 * @param way Shopify does not say whether its proxy passes the User-Agent on (shopify.dev, "Authenticate app proxies",
 * read on 2026-11-27). Without one, or with a fetcher's, a request that Shopify signed is believed to be a tap; one that
 * came to us directly is not, for every browser names itself.
 */
export function visitorOf(header: (name: string) => string | undefined, way: Way): Visitor {
  const name = header("user-agent") ?? "";
  if (PREVIEWERS.test(name)) return "program";
  if (way === "direct" && (name === "" || FETCHERS.test(name))) return "program";
  const purpose = ["sec-purpose", "purpose", "x-purpose", "x-moz"].map((one) => header(one) ?? "").join(" ");
  if (AHEAD.test(purpose)) return "program";
  // Global Privacy Control (W3C), and its older sister, which browsers still send.
  if (header("sec-gpc") === "1" || header("dnt") === "1") return "unwatched";
  return "shopper";
}
