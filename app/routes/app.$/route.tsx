import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Banner, Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useTranslation } from "react-i18next";
import { merchantOf } from "#app/merchant.server.ts";

/** Any address below /app that is no screen: said inside of the admin, with the way to Home. */
export async function loader(args: LoaderFunctionArgs) {
  await merchantOf(args);
  throw new Response(null, { status: 404 });
}

export default function Missing() {
  return null;
}

export function ErrorBoundary() {
  const { t } = useTranslation();
  return (
    <Page>
      <Banner tone="warning" title={t("failed.notFound")} action={{ content: t("nav.home"), url: "/app" }} />
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
