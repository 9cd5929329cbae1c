import { BlockStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type automations from "../i18n/en/automations.json";
import type { AutomationData } from "./automation.server.ts";
import { useFormat, useShell } from "./shell.ts";

/** What an automation did in 30 days; sales and costs each in their own currency. */
export function AutomationFigures({
  automation,
  full,
}: {
  readonly automation: AutomationData;
  readonly full?: boolean;
}) {
  const { t } = useTranslation("automations");
  const { shop } = useShell();
  const format = useFormat();
  const { figures, kind } = automation;
  const money = figures.revenue.length > 0 ? figures.revenue : [{ currency: shop.currency, amount: "0" }];
  const sales = money.map(({ amount, currency }) => format.money(amount, currency)).join(" + ");
  const cost = figures.cost.map(({ amount, currency }) => format.cost(amount, currency)).join(" + ");
  const isCart = kind === "cart_recovery";
  const shown: (readonly [`figure.${keyof typeof automations.figure}`, string])[] = [
    ["figure.started", format.number(figures.started)],
    ["figure.messages", format.number(figures.messages)],
    ...(full || !isCart ? [["figure.delivered", format.number(figures.delivered)] as const] : []),
    ...(full
      ? ([
          ["figure.read", format.number(figures.read)],
          ["figure.tapped", format.number(figures.tapped)],
        ] as const)
      : []),
    ...(isCart
      ? ([
          ["figure.recovered", format.number(figures.recovered)],
          ["figure.revenue", sales],
        ] as const)
      : []),
    ["figure.cost", cost],
  ];
  return (
    <dl className="cw-figures" aria-label={t("figure.period")}>
      {shown.map(([label, value]) => (
        <BlockStack key={label}>
          <Text as="dt" tone="subdued" variant="bodySm">
            {t(label)}
          </Text>
          <dd>
            <Text as="span" numeric fontWeight="semibold">
              {value}
            </Text>
          </dd>
        </BlockStack>
      ))}
    </dl>
  );
}
