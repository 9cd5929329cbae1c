import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/shell.ts";
import { StatusBadge, type StatusLook } from "#app/ui/status-badge.tsx";
import type { NumberPage } from "./number.server.ts";
import { RegisterStep } from "./register-step.tsx";
import type { action } from "./route.tsx";

type Check = NumberPage["checks"][number];

const LOOK: Readonly<Record<Check["state"], StatusLook>> = {
  good: "good",
  waiting: "waiting",
  missing: "bad",
  unknown: "unknown",
};

const META_NUMBERS = "https://business.facebook.com/wa/manage/phone-numbers/";
const META_HOME = "https://business.facebook.com/wa/manage/home/";

/** Where the merchant does what is missing. */
const WHERE: Readonly<Partial<Record<Check["name"], string>>> = {
  registered: META_NUMBERS,
  payment: "https://business.facebook.com/billing_hub/accounts",
  name: META_NUMBERS,
  review: META_HOME,
  verification: "https://business.facebook.com/settings/security",
};

function CheckLine({ check, number }: { readonly check: Check; readonly number: NumberPage }) {
  const { name, state } = check;
  const { t } = useTranslation("number");
  const format = useFormat();
  const values = {
    at: number.tokenExpiresAt ? format.date(number.tokenExpiresAt) : "",
    permissions: number.missingPermissions.join(", "),
    verified: number.verifiedName ?? number.display,
  };
  const url = WHERE[name] ?? `/app/connect?number=${number.phoneNumberId}`;
  return (
    <InlineStack gap="200" align="space-between" blockAlign="start" wrap={false}>
      <BlockStack gap="050">
        <Text as="h3" fontWeight="semibold">
          {t(`checks.${name}.name`)}
        </Text>
        <Text as="p" tone="subdued">
          {check.state === "waiting"
            ? t(`checks.${check.name}.waiting`, values)
            : t(`checks.${name}.${check.state}`, values)}
        </Text>
        {name === "registered" && state === "missing" ? <RegisterStep /> : null}
        {state === "missing" || (name === "access" && state === "waiting") ? (
          <Link url={url} external={url.startsWith("https:")}>
            {t(`checks.${name}.do`)}
          </Link>
        ) : null}
      </BlockStack>
      <StatusBadge look={LOOK[state]}>{t(`checks.state.${state}`)}</StatusBadge>
    </InlineStack>
  );
}

/** What Meta needs before everything can be sent: a step with a link where something is missing. */
export function ChecksCard({ number }: { readonly number: NumberPage }) {
  const { t } = useTranslation("number");
  const format = useFormat();
  const fetcher = useFetcher<typeof action>();
  const busy = fetcher.state !== "idle";
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            {t("checks.title")}
          </Text>
          <Button
            loading={busy}
            disabled={number.state !== "connected"}
            onClick={() => fetcher.submit({}, { method: "post" })}
          >
            {t("checks.now")}
          </Button>
        </InlineStack>
        {!busy && fetcher.data && "result" in fetcher.data && fetcher.data.result === "unreachable" ? (
          <Banner tone="warning" title={t("checks.unreachable")} />
        ) : null}
        {number.checks.map((check) => (
          <CheckLine key={check.name} check={check} number={number} />
        ))}
        <Text as="p" tone="subdued">
          {number.checkedAt ? t("checks.last", { at: format.dateTime(number.checkedAt) }) : t("checks.never")}
        </Text>
      </BlockStack>
    </Card>
  );
}
