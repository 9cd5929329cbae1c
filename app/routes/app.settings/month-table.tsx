import { BlockStack, DataTable, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat, useShell } from "#app/ui/shell.ts";
import type { CostsData } from "./costs.server.ts";

type Line = CostsData["lines"][number];

/** What lines come to, each currency by itself: they are never added. */
function totalsOf(lines: readonly Line[]): { currency: string; messages: number; amount: bigint }[] {
  const totals = new Map<string, { currency: string; messages: number; amount: bigint }>();
  for (const { currency, messages, amount } of lines) {
    const total = totals.get(currency) ?? { currency, messages: 0, amount: 0n };
    total.messages += messages;
    total.amount += BigInt(amount);
    totals.set(currency, total);
  }
  return [...totals.values()];
}

/** What Meta has confirmed this month, by country and kind. */
export function MonthTable({ costs }: { readonly costs: CostsData }) {
  const { t } = useTranslation(["costs", "common"]);
  const format = useFormat();
  const { format: shown } = useShell();
  if (costs.lines.length === 0) return <Text as="p">{t("costs:month.empty")}</Text>;
  const names = new Intl.DisplayNames(shown.language, { type: "region" });
  const whereOf = ({ countryCode, category }: Line) => {
    const country = countryCode ? (names.of(countryCode) ?? countryCode) : t("costs:month.anywhere");
    const kind = t(`costs:category.${category as "marketing"}`, { defaultValue: category });
    return `${country}, ${kind.toLocaleLowerCase(shown.language)}`;
  };
  const notesOf = ({ free, unpriced }: Line) =>
    [
      free > 0 ? t("costs:month.free", { count: free, number: format.number(free) }) : null,
      unpriced > 0 ? t("costs:month.unpriced", { count: unpriced, number: format.number(unpriced) }) : null,
    ].filter((note) => note !== null);
  // Where some have no price, the sum of the others is not what it cost.
  const costOf = ({ unpriced, amount, currency }: Line) =>
    unpriced > 0 ? t("common:unknown") : format.cost(amount, currency);
  const complete = (currency: string) =>
    costs.lines.every((line) => line.currency !== currency || line.unpriced === 0);
  return (
    <BlockStack gap="200">
      <Text as="p" tone="subdued">
        {t("costs:month.period", { from: format.day(costs.from) })}
      </Text>
      <DataTable
        columnContentTypes={["text", "numeric", "numeric"]}
        headings={[t("costs:month.where"), t("costs:month.messages"), t("costs:month.cost")]}
        increasedTableDensity
        hoverable={false}
        rows={[
          ...costs.lines.map((line) => [
            whereOf(line),
            [format.number(line.messages), ...notesOf(line)].join(", "),
            costOf(line),
          ]),
          ...totalsOf(costs.lines).map(({ currency, messages, amount }) => [
            <Text key={currency} as="span" fontWeight="semibold">
              {t("costs:month.total", { currency })}
            </Text>,
            format.number(messages),
            <Text key={`${currency} sum`} as="span" fontWeight="semibold" numeric>
              {complete(currency) ? format.cost(amount, currency) : t("common:unknown")}
            </Text>,
          ]),
        ]}
      />
    </BlockStack>
  );
}
