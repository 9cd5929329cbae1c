import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { merchantOf } from "#app/merchant.server.ts";
import { ScreenFailed } from "#app/ui/screen-failed.tsx";

/** Any address below /app that is no screen: said inside of the admin, with the way to Home. */
export async function loader(args: LoaderFunctionArgs) {
  await merchantOf(args);
  throw new Response(null, { status: 404 });
}

export default function Missing() {
  return null;
}

export function ErrorBoundary() {
  return <ScreenFailed />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
