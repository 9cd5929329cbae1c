import { defer, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Box, InlineStack, Text } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { merchantOf } from "#app/merchant.server.ts";
import { onItsWay } from "#app/routes/app/on-its-way.server.ts";
import { useLiveFigures } from "#app/ui/live.ts";
import { Screen } from "#app/ui/screen.tsx";
import { ScreenFailed } from "#app/ui/screen-failed.tsx";
import { useShell } from "#app/ui/shell.ts";
import { FigureCards } from "./figure-cards.tsx";
import { FunnelCard } from "./funnel-card.tsx";
import {
  asksInCheckout,
  checkoutSettingsOf,
  periodOf,
  readFunnel,
  readHomeFigures,
  readRecovered,
  readSetup,
  readWaiting,
  todayOf,
} from "./home.server.ts";
import { PauseModal } from "./pause-modal.tsx";
import { PeriodPicker } from "./period-picker.tsx";
import { RecoveredCard } from "./recovered-card.tsx";
import { SetupCard } from "./setup-card.tsx";
import { WaitingCard } from "./waiting-card.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const merchant = await merchantOf(args);
  const period = periodOf(merchant, args.request);
  const cards = {
    funnel: onItsWay(merchant, "funnel", readFunnel(merchant)),
    figures: onItsWay(merchant, "figures", readHomeFigures(merchant, period)),
    waiting: onItsWay(merchant, "waiting", readWaiting(merchant)),
    recovered: onItsWay(merchant, "recovered", readRecovered(merchant)),
  };
  return defer({
    period,
    today: todayOf(merchant),
    setup: await readSetup(merchant),
    checkoutSettings: checkoutSettingsOf(merchant),
    asksInCheckout: asksInCheckout(merchant),
    ...cards,
  });
}

export default function Home() {
  const { period, today, setup, funnel, figures, waiting, recovered, ...shopify } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation("home");
  const { pause } = useShell();
  const [pausing, setPausing] = useState(false);
  useLiveFigures(pausing);
  return (
    <Screen
      title={t("title")}
      secondaryActions={pause ? [] : [{ content: t("pause.open"), onAction: () => setPausing(true) }]}
    >
      {setup ? <SetupCard setup={setup} /> : null}
      <FunnelCard
        data={funnel}
        settingsUrl={shopify.checkoutSettings}
        asksInCheckout={shopify.asksInCheckout}
      />
      <BlockStack gap="300">
        <Box paddingInline={{ xs: "400", sm: "0" }}>
          <InlineStack align="space-between" blockAlign="end" gap="200">
            <Text as="h2" variant="headingMd">
              {t("figures.title")}
            </Text>
            <PeriodPicker period={period} today={today} />
          </InlineStack>
        </Box>
        <FigureCards data={figures} />
      </BlockStack>
      <WaitingCard data={waiting} />
      <RecoveredCard data={recovered} />
      <PauseModal open={pausing} onClose={() => setPausing(false)} />
    </Screen>
  );
}

export function ErrorBoundary() {
  return <ScreenFailed />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
