import { whyOf } from "#app/modules/messages/index.ts";
import { findShopByDomain } from "#app/modules/shops/index.ts";
import { send, sendJson } from "./handler.ts";
import { forOperator } from "./operator.ts";

/** `GET /operator/why?shop=DOMAIN&what=MESSAGE|ORDER`: what led to a message, and what came of it. */
export const why = forOperator(async ({ services }, _request, response, url) => {
  const domain = url.searchParams.get("shop") ?? "";
  const shop = await findShopByDomain(services, domain);
  if (!shop) return send(response, 404, `no shop has the domain ${domain}`);
  const chains = await whyOf(services, shop.id, url.searchParams.get("what") ?? "");
  const text = JSON.stringify(chains, (_name, value) => (typeof value === "bigint" ? String(value) : value));
  return sendJson(response, 200, JSON.parse(text));
});
