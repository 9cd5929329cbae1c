import { BlockStack, Card, SkeletonBodyText, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Later } from "#app/ui/later.tsx";
import { useFormat, useShell } from "#app/ui/shell.ts";
import { BudgetForm } from "./budget-form.tsx";
import type { CostsData } from "./costs.server.ts";
import { MonthTable } from "./month-table.tsx";
import { RateCardForm } from "./rate-card-form.tsx";

/** Which prices hold, since when and whose, and what they come to in the shop's own country. */
function PricesInForce({ costs }: { readonly costs: CostsData }) {
  const { t } = useTranslation(["costs", "common"]);
  const format = useFormat();
  const { format: shown } = useShell();
  const { card, currency, each, countryCode } = costs;
  if (!card) return <Text as="p">{t("costs:prices.none", { currency })}</Text>;
  const amount = (micros: string | null) =>
    micros === null ? t("common:unknown") : format.cost(micros, currency);
  const country = countryCode
    ? (new Intl.DisplayNames(shown.language, { type: "region" }).of(countryCode) ?? countryCode)
    : null;
  const day = format.date(`${card.effectiveFrom}T12:00:00.000Z`);
  return (
    <BlockStack gap="100">
      <Text as="p">{t(card.own ? "costs:prices.own" : "costs:prices.list", { currency, day })}</Text>
      {country ? (
        <Text as="p">
          {t("costs:prices.each", {
            country,
            marketing: amount(each.marketing),
            utility: amount(each.utility),
          })}
        </Text>
      ) : null}
      <Text as="p" tone="subdued">
        {t("costs:prices.estimate")}
      </Text>
    </BlockStack>
  );
}

/** What the month has cost so far, what it may cost, and Meta's prices. */
export function CostsSection({
  data,
  version,
}: {
  readonly data: Promise<CostsData>;
  readonly version: number;
}) {
  const { t } = useTranslation("costs");
  return (
    <BlockStack gap="400">
      <Card>
        <BlockStack gap="300">
          <Text as="h3" variant="headingSm">
            {t("month.title")}
          </Text>
          <Later data={data} skeleton={<SkeletonBodyText lines={5} />}>
            {(costs) => <MonthTable costs={costs} />}
          </Later>
        </BlockStack>
      </Card>
      <Card>
        <BlockStack gap="300">
          <Text as="h3" variant="headingSm">
            {t("budget.title")}
          </Text>
          <Later data={data} skeleton={<SkeletonBodyText lines={4} />}>
            {(costs) => <BudgetForm costs={costs} version={version} />}
          </Later>
        </BlockStack>
      </Card>
      <Card>
        <BlockStack gap="300">
          <Text as="h3" variant="headingSm">
            {t("prices.title")}
          </Text>
          <Later data={data} skeleton={<SkeletonBodyText lines={4} />}>
            {(costs) => (
              <BlockStack gap="400">
                <PricesInForce costs={costs} />
                <RateCardForm costs={costs} />
              </BlockStack>
            )}
          </Later>
        </BlockStack>
      </Card>
    </BlockStack>
  );
}
