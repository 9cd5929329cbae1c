import { BlockStack, ProgressBar, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useSaveSection } from "#app/ui/save-section.tsx";
import { useFormat } from "#app/ui/shell.ts";
import type { CostsData } from "./costs.server.ts";

type Used = NonNullable<CostsData["budget"]>;

/** How much of the month's budget is used, and what stands still because of it. */
function BudgetUse({ used }: { readonly used: Used }) {
  const { t } = useTranslation("costs");
  const format = useFormat();
  const { micros, currency, confirmed, underWay, level } = used;
  const share = Number(BigInt(confirmed) + BigInt(underWay)) / Number(micros);
  const spent = format.cost(confirmed, currency);
  const values = { spent, budget: format.cost(micros, currency), underWay: format.cost(underWay, currency) };
  return (
    <BlockStack gap="200">
      <ProgressBar
        size="small"
        progress={Math.min(100, Math.round(share * 100))}
        tone={level === "free" ? "primary" : "critical"}
        ariaLabelledBy="budget-use"
      />
      <Text as="p" id="budget-use">
        {`${t("budget.spent", values)} ${t(`budget.level.${level}`)}`}
      </Text>
    </BlockStack>
  );
}

/** What may be spent in a month, in the currency that Meta bills in. */
export function BudgetForm({ costs, version }: { readonly costs: CostsData; readonly version: number }) {
  const { t } = useTranslation(["costs", "settings"]);
  const { budget, currency, card } = costs;
  const isOther = budget !== null && budget.currency !== currency;
  const stored = { amount: budget && !isOther ? budget.amount : "" };
  const { values, set, answer, bar } = useSaveSection("save-budget", stored, version);
  const error =
    answer?.problem === "invalid"
      ? t("costs:budget.invalid")
      : answer?.problem === "stale"
        ? t("settings:stale.title")
        : false;
  return (
    <BlockStack gap="300">
      {bar}
      {budget && !isOther ? <BudgetUse used={budget} /> : null}
      {isOther ? <Text as="p">{t("costs:budget.other", { currency: budget.currency })}</Text> : null}
      <TextField
        label={t("costs:budget.amount", { currency })}
        helpText={t(card ? "costs:budget.help" : "costs:budget.noPrices")}
        inputMode="decimal"
        autoComplete="off"
        disabled={card === null}
        value={values.amount}
        error={error}
        onChange={(amount) => set({ amount })}
      />
    </BlockStack>
  );
}
