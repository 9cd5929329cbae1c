import type { LoaderFunctionArgs } from "@remix-run/node";
import { shopifyOf } from "#app/shopify.server.ts";

/** Shopify's own pages: the one that finds an id token, and the one that leaves the frame. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await shopifyOf(context.services).admin(request);
  return null;
}
