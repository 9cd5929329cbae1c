import { defer, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Box, Card, SkeletonBodyText, Tabs } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useTranslation } from "react-i18next";
import { merchantOf } from "#app/merchant.server.ts";
import { CART_STAGES } from "#app/modules/funnel/stages.ts";
import { onItsWay } from "#app/routes/app/on-its-way.server.ts";
import { useAddress } from "#app/routes/app.messages._index/address.ts";
import { Later } from "#app/ui/later.tsx";
import { useLiveFigures } from "#app/ui/live.ts";
import "#app/ui/messages.css";
import { Screen } from "#app/ui/screen.tsx";
import { ScreenFailed } from "#app/ui/screen-failed.tsx";
import { CartTable } from "./cart-table.tsx";
import { askedIn, type Carts, readCarts } from "./carts.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const merchant = await merchantOf(args);
  const params = new URL(args.request.url).searchParams;
  return defer({
    stage: askedIn(params).stage,
    carts: onItsWay<Carts>(merchant, "carts", readCarts(merchant, params)),
  });
}

/** The carts behind a bar of Home's funnel. */
export default function CartsLeft() {
  const { stage, carts } = useLoaderData<typeof loader>();
  const { t } = useTranslation("carts");
  const go = useAddress();
  useLiveFigures(false);
  return (
    <Screen title={t("title")} fullWidth back={{ content: t("back"), url: "/app" }}>
      <Card padding="0">
        <Tabs
          tabs={CART_STAGES.map((id) => ({ id, content: t(`view.${id}`) }))}
          selected={CART_STAGES.indexOf(stage)}
          onSelect={(index) => go({ stage: CART_STAGES[index] ?? null })}
        />
        <Later
          data={carts}
          skeleton={
            <Box padding="400">
              <SkeletonBodyText lines={12} />
            </Box>
          }
          place="edge"
        >
          {(page) => <CartTable stage={stage} carts={page} />}
        </Later>
      </Card>
    </Screen>
  );
}

export function ErrorBoundary() {
  return <ScreenFailed />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
