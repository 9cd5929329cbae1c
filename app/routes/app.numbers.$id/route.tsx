import {
  type ActionFunctionArgs,
  type HeadersFunction,
  json,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, InlineStack, Layout, Link, Text } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useTranslation } from "react-i18next";
import { merchantOf } from "#app/merchant.server.ts";
import { useLiveFigures } from "#app/ui/live.ts";
import { Screen } from "#app/ui/screen.tsx";
import { ScreenFailed } from "#app/ui/screen-failed.tsx";
import { SelfTest } from "#app/ui/self-test.tsx";
import { useFormat } from "#app/ui/shell.ts";
import { StatusBadge, type StatusLook } from "#app/ui/status-badge.tsx";
import { AllowanceCard } from "./allowance-card.tsx";
import { ChecksCard } from "./checks-card.tsx";
import { actOnNumber, type NumberPage, readNumber } from "./number.server.ts";
import { QualityCard } from "./quality-card.tsx";
import { UseCard } from "./use-card.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const number = await readNumber(await merchantOf(args), args.params.id ?? "");
  if (!number) throw new Response(null, { status: 404 });
  return json(number);
}

/** Posted with `intent` default, disconnect or register (with `pin`); without one Meta is asked now. */
export async function action(args: ActionFunctionArgs) {
  const merchant = await merchantOf(args);
  const answer = await actOnNumber(merchant, args.params.id ?? "", await args.request.formData());
  return json(answer, { status: "result" in answer && answer.result === "unreachable" ? 503 : 200 });
}

const LOOK = {
  revoked: "bad",
  disconnected: "neutral",
  stopped: "bad",
  unregistered: "bad",
  low: "bad",
  unpaid: "bad",
  deaf: "bad",
  medium: "warning",
  expiring: "warning",
  full: "warning",
  unchecked: "unknown",
  healthy: "good",
} as const satisfies Record<NumberPage["verdict"], StatusLook>;

function useVerdict() {
  const { t } = useTranslation("number");
  const format = useFormat();
  return ({ verdict, limit, used, isLimitKnown, tokenExpiresAt }: NumberPage) => {
    const values = {
      used: format.number(used),
      limit: limit === null ? "" : format.number(limit),
      at: tokenExpiresAt ? format.date(tokenExpiresAt) : "",
    };
    if (verdict !== "healthy" || limit !== null) return t(`verdict.${verdict}`, values);
    return t(isLimitKnown ? "verdict.healthyUnlimited" : "verdict.healthyUnknown", values);
  };
}

function VerdictCard({ number }: { readonly number: NumberPage }) {
  const { t } = useTranslation("number");
  const say = useVerdict();
  const look = LOOK[number.verdict];
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {number.verifiedName ?? number.display}
          </Text>
          <StatusBadge look={look}>{t(`look.${look}`)}</StatusBadge>
        </InlineStack>
        <Text as="p" tone="subdued">
          {number.display}
        </Text>
        <Text as="p">{say(number)}</Text>
        {number.state === "connected" ? (
          <Link url={`/app/numbers/${number.phoneNumberId}/profile`}>{t("profile")}</Link>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function SpeedCard({ number }: { readonly number: NumberPage }) {
  const { t } = useTranslation("number");
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          {t("speed.title")}
        </Text>
        <Text as="p">{t("speed.what", { number: format.number(number.throughput) })}</Text>
        {number.marketingEndpoint === "marketing_messages" ? (
          <Text as="p" tone="subdued">
            {t("speed.promotions")}
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function TryCard({ number }: { readonly number: NumberPage }) {
  const { t } = useTranslation("number");
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("selfTest.title")}
        </Text>
        <SelfTest test={number.selfTest} />
      </BlockStack>
    </Card>
  );
}

export default function NumberHealth() {
  const number = useLoaderData<typeof loader>();
  const { t } = useTranslation("number");
  useLiveFigures(false);
  return (
    <Screen title={t("title")} back={{ content: t("back"), url: "/app/settings" }}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <VerdictCard number={number} />
            {number.state === "connected" ? null : <UseCard number={number} />}
            <ChecksCard number={number} />
            {number.state === "connected" ? <TryCard number={number} /> : null}
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <QualityCard number={number} />
            <AllowanceCard number={number} />
            <SpeedCard number={number} />
            {number.state === "connected" ? <UseCard number={number} /> : null}
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Screen>
  );
}

export function ErrorBoundary() {
  return <ScreenFailed />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
