import { BlockStack, Card, ProgressBar, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/shell.ts";
import type { NumberPage } from "./number.server.ts";

/** Without a verified business, so many. Source: Meta, "Messaging limits", October 2025. */
const UNVERIFIED = 250;

/** How many people were written to first in the last 24 hours, and what is kept of the rest. */
export function AllowanceCard({ number }: { readonly number: NumberPage }) {
  const { t } = useTranslation("number");
  const format = useFormat();
  const { used, limit, kept, freesAt, isLimitKnown } = number;
  const isUnverified = number.checks.some(({ name, state }) => name === "verification" && state !== "good");
  const said =
    limit !== null
      ? t("allowance.used", { used: format.number(used), limit: format.number(limit) })
      : t(isLimitKnown ? "allowance.usedUnlimited" : "allowance.usedUnknown", { used: format.number(used) });
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          {t("allowance.title")}
        </Text>
        <Text as="p">{said}</Text>
        {limit !== null ? (
          <ProgressBar
            size="small"
            progress={Math.min(100, (used / limit) * 100)}
            ariaLabelledBy="cw-allowance"
          />
        ) : null}
        {limit !== null && kept !== null ? (
          <Text as="p">{t("allowance.kept", { kept: format.number(kept) })}</Text>
        ) : null}
        {limit !== null && used >= limit && freesAt ? (
          <Text as="p">{t("allowance.frees", { at: format.since(freesAt) })}</Text>
        ) : null}
        {isUnverified && limit !== null && limit <= UNVERIFIED ? (
          <Text as="p">{t("allowance.lift")}</Text>
        ) : null}
        <Text as="p" tone="subdued" id="cw-allowance">
          {t("allowance.about")}
        </Text>
      </BlockStack>
    </Card>
  );
}
