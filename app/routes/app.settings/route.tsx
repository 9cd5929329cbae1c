import {
  type ActionFunctionArgs,
  defer,
  type HeadersFunction,
  json,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Button, Card, InlineStack, Layout, Text } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useTranslation } from "react-i18next";
import { merchantOf } from "#app/merchant.server.ts";
import { onItsWay } from "#app/routes/app/on-its-way.server.ts";
import { SaveBars } from "#app/ui/save-section.tsx";
import { Screen } from "#app/ui/screen.tsx";
import { ScreenFailed } from "#app/ui/screen-failed.tsx";
import { AwaySection } from "./away-section.tsx";
import { actOnCosts, readCosts } from "./costs.server.ts";
import { CostsSection } from "./costs-section.tsx";
import { MarketingSection } from "./marketing-section.tsx";
import { NotificationsSection } from "./notifications-section.tsx";
import { NumberSection } from "./number-section.tsx";
import { AttributionSection, HoursSection, PeopleSection } from "./sections.tsx";
import { actOnSettings, readSettingsScreen } from "./settings.server.ts";
import { TextsSection } from "./texts-section.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const merchant = await merchantOf(args);
  return defer({
    ...readSettingsScreen(merchant),
    costs: onItsWay(merchant, "costs", readCosts(merchant)),
  });
}

/** Posted with `intent`: save-… of a section, or what costs.server.ts names. */
export async function action(args: ActionFunctionArgs) {
  const merchant = await merchantOf(args);
  const form = await args.request.formData();
  const result = (await actOnCosts(merchant, form)) ?? (await actOnSettings(merchant, form));
  return json(result, { status: result.ok ? 200 : 422 });
}

function SetupGuide() {
  const { t } = useTranslation("settings");
  const fetcher = useFetcher({ key: "setup" });
  return (
    <Card>
      <InlineStack align="space-between" blockAlign="center" gap="300">
        <Text as="p">{t("setup.what")}</Text>
        <Button
          loading={fetcher.state !== "idle"}
          onClick={() => fetcher.submit({ intent: "recall-setup" }, { method: "post", action: "/app" })}
        >
          {t("setup.recall")}
        </Button>
      </InlineStack>
    </Card>
  );
}

export default function Settings() {
  const { numbers, texts, mail, awayWords, costs, settings, version, languages, countries, setupDismissed } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation(["settings", "costs", "marketing"]);
  const section = (
    name: "number" | "texts" | "hours" | "people" | "attribution" | "away" | "notifications",
  ) => ({
    id: name,
    title: t(`${name}.title`),
    description: t(`${name}.about`),
  });
  return (
    <Screen title={t("title")}>
      <SaveBars>
        <Layout>
          <Layout.AnnotatedSection {...section("number")}>
            <NumberSection data={numbers} />
          </Layout.AnnotatedSection>
          <Layout.AnnotatedSection {...section("texts")}>
            <TextsSection data={texts} />
          </Layout.AnnotatedSection>
          <Layout.AnnotatedSection {...section("hours")}>
            <HoursSection settings={settings} version={version} />
          </Layout.AnnotatedSection>
          <Layout.AnnotatedSection {...section("people")}>
            <PeopleSection
              settings={settings}
              version={version}
              countries={countries}
              languages={languages}
            />
          </Layout.AnnotatedSection>
          <Layout.AnnotatedSection {...section("attribution")}>
            <AttributionSection settings={settings} version={version} />
          </Layout.AnnotatedSection>
          <Layout.AnnotatedSection id="costs" title={t("costs:title")} description={t("costs:about")}>
            <CostsSection data={costs} version={version} />
          </Layout.AnnotatedSection>
          <Layout.AnnotatedSection
            id="marketing"
            title={t("marketing:title")}
            description={t("marketing:about")}
          >
            <MarketingSection numbers={numbers} shares={settings.shareMarketingActivity} version={version} />
          </Layout.AnnotatedSection>
          <Layout.AnnotatedSection {...section("away")}>
            <AwaySection settings={settings.away} version={version} usual={awayWords} />
          </Layout.AnnotatedSection>
          <Layout.AnnotatedSection {...section("notifications")}>
            <NotificationsSection settings={settings.notifications} version={version} mail={mail} />
          </Layout.AnnotatedSection>
          {setupDismissed ? (
            <Layout.AnnotatedSection title={t("setup.title")} description={t("setup.about")}>
              <SetupGuide />
            </Layout.AnnotatedSection>
          ) : null}
        </Layout>
      </SaveBars>
    </Screen>
  );
}

export function ErrorBoundary() {
  return <ScreenFailed />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
