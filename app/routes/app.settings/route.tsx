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
import { SaveBars } from "#app/ui/save-section.tsx";
import { Screen } from "#app/ui/screen.tsx";
import { ScreenFailed } from "#app/ui/screen-failed.tsx";
import { AwaySection } from "./away-section.tsx";
import { NotificationsSection } from "./notifications-section.tsx";
import { NumberSection } from "./number-section.tsx";
import { AttributionSection, HoursSection, PeopleSection } from "./sections.tsx";
import { actOnSettings, readSettingsScreen } from "./settings.server.ts";
import { TextsSection } from "./texts-section.tsx";

export async function loader(args: LoaderFunctionArgs) {
  return defer(readSettingsScreen(await merchantOf(args)));
}

/** Posted with `intent`: connect-number, or save-… of a section. */
export async function action(args: ActionFunctionArgs) {
  const merchant = await merchantOf(args);
  const result = await actOnSettings(merchant, await args.request.formData());
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
  const { numbers, texts, mail, awayWords, settings, version, languages, countries, setupDismissed } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation("settings");
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
