import { Banner, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { fieldId } from "./parts-cards.tsx";
import type { Writing } from "./use-text.ts";
import { WORDS } from "./words.ts";

/** What Meta would refuse, each leading to its field; and what would make it cost more. */
export function ChecksCard({ writing: { findings, promotion } }: { readonly writing: Writing }) {
  const { t } = useTranslation(WORDS);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingSm">
            {t("texts:checks.title")}
          </Text>
          <StatusBadge look={findings.length === 0 ? "good" : "bad"}>
            {t(findings.length === 0 ? "texts:checks.passed" : "texts:checks.failed")}
          </StatusBadge>
        </InlineStack>
        <div aria-live="polite">
          <BlockStack gap="200" inlineAlign="start">
            {findings.length === 0 ? <Text as="p">{t("texts:checks.allPassed")}</Text> : null}
            {findings.map(({ rule, field }) => (
              <Button
                key={`${rule} ${field}`}
                variant="plain"
                tone="critical"
                textAlign="start"
                onClick={() => document.getElementById(fieldId(field))?.focus()}
              >
                {t(`texts:rule.${rule.replace("template.", "").replaceAll(".", "_") as "body_edges"}`)}
              </Button>
            ))}
          </BlockStack>
        </div>
        {promotion ? (
          <Banner tone="warning" title={t("texts:checks.promotion", { word: promotion })} />
        ) : null}
      </BlockStack>
    </Card>
  );
}
