import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { useTranslation } from "react-i18next";
import { languageOf } from "./i18n/language.ts";
import { useNonce } from "./ui/nonce.ts";
import ownStyles from "./ui/own.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: polarisStyles },
  { rel: "stylesheet", href: ownStyles },
];

const SHOPIFY_CDN = "https://cdn.shopify.com";

export function loader({ request, context }: LoaderFunctionArgs) {
  const { env } = context.services;
  // App Bridge would take a window outside of the admin for one that has lost it.
  const isEmbedded = new URL(request.url).pathname !== "/signup";
  const appBridgeUrl = isEmbedded ? env.SHOPIFY_APP_BRIDGE_URL : null;
  return {
    apiKey: env.SHOPIFY_API_KEY,
    appBridgeUrl,
    // Shopify's admin is set in Inter, which lies beside the real App Bridge.
    fontUrl: appBridgeUrl?.startsWith(SHOPIFY_CDN) ? `${SHOPIFY_CDN}/static/fonts/inter/v4/styles.css` : null,
    language: languageOf(request),
    // App Bridge writes this document into its bounce page, whose policy is wide: the document brings its own.
    policy: request.headers.has("x-shopify-bounce")
      ? context.policy.replace(/; frame-ancestors[^;]*/, "")
      : null,
  };
}

/** Neither the language nor the addresses change while a document lives. */
export const shouldRevalidate = () => false;

export function Layout({ children }: { readonly children: React.ReactNode }) {
  const root = useRouteLoaderData<typeof loader>("root");
  const nonce = useNonce();
  return (
    <html lang={root?.language ?? "en"}>
      <head>
        {/* App Store 2.2.3: App Bridge's script comes first. */}
        {root?.appBridgeUrl ? (
          <script suppressHydrationWarning nonce={nonce} src={root.appBridgeUrl} data-api-key={root.apiKey} />
        ) : null}
        {root?.policy ? <meta httpEquiv="Content-Security-Policy" content={root.policy} /> : null}
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>Cartwave</title>
        {root?.fontUrl ? <link rel="stylesheet" href={root.fontUrl} /> : null}
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

/** Outside of the admin there is no Polaris: plain words, in the merchant's language. */
export function ErrorBoundary() {
  const error = useRouteError();
  const { t } = useTranslation();
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <main className="cw-plain">
      <h1>{t(missing ? "failed.notFound" : "failed.title")}</h1>
      <p>
        <a href=".">{t("failed.tryAgain")}</a>
      </p>
    </main>
  );
}
