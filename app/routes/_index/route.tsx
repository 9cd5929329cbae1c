import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

/** The app's address at Shopify is the bare origin: all there is here is the way to Home. */
export function loader({ request }: LoaderFunctionArgs) {
  return redirect(`/app${new URL(request.url).search}`);
}
