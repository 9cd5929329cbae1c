import { BlockStack, Card, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { AutomationName } from "#app/ui/automation-words.ts";
import type { AutomationPage } from "./automation-page.server.ts";
import { useCostLine } from "./cost-line.ts";
import { TextSample } from "./text-sample.tsx";

/** News of an order: when they are sent, to whom not, and what the person reads. */
export function OrderCard({ page, kind }: { readonly page: AutomationPage; readonly kind: AutomationName }) {
  const { t } = useTranslation(["messages", "common", "automations"]);
  const cost = useCostLine(page);
  if (kind === "cart_recovery") return null;
  return (
    <>
      <Card>
        <BlockStack gap="400">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              {t("automations:order.when")}
            </Text>
            <Text as="p">{t(`automations:sentence.${kind}`)}</Text>
            <Text as="p">{t("automations:order.night")}</Text>
            <Text as="p">{t("automations:order.age")}</Text>
            <Text as="p">{t("automations:order.consent")}</Text>
            <Text as="p" tone="subdued">
              {cost}
            </Text>
          </BlockStack>
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              {t("automations:order.notFor")}
            </Text>
            <List>
              {(["pos", "test", "draft"] as const).map((source) => (
                <List.Item key={source}>{t(`automations:order.notForSources.${source}`)}</List.Item>
              ))}
            </List>
          </BlockStack>
        </BlockStack>
      </Card>
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t("automations:order.preview")}
          </Text>
          <TextSample samples={page.samples} purpose={kind} />
        </BlockStack>
      </Card>
    </>
  );
}
