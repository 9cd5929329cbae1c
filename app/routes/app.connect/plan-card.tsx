import { BlockStack, Card, Link, List, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Whereabouts } from "#app/modules/signup/index.ts";

/** Where a number may be before it is connected. */
export const WHEREABOUTS: readonly Whereabouts[] = ["business_app", "provider", "nowhere"];

/** Where a merchant adds or moves numbers. */
export const META_NUMBERS = "https://business.facebook.com/wa/manage/phone-numbers/";

/** @param text a line for each point */
function Points({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      <List>
        {text.split("\n").map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </BlockStack>
  );
}

/** What connecting means for a number that is there: what is kept, lost and needed, and for how long, before the button. */
export function PlanCard({
  where,
  children,
}: {
  readonly where: Whereabouts;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation("connect");
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t(`where.${where}`)}
          </Text>
          <Text as="p" tone="subdued">
            {t(`plan.${where}.minutes`)}
          </Text>
        </BlockStack>
        <Points title={t("plan.kept")} text={t(`plan.${where}.kept`)} />
        <Points title={t("plan.lost")} text={t(`plan.${where}.lost`)} />
        {where === "provider" ? <Points title={t("plan.off")} text={t("plan.provider.off")} /> : null}
        <Points title={t("plan.needed")} text={t(`plan.${where}.needed`)} />
        {children ?? (
          <BlockStack gap="200">
            {t(`plan.${where}.without`)
              .split("\n")
              .map((line) => (
                <Text as="p" key={line}>
                  {line}
                </Text>
              ))}
            <Link url={META_NUMBERS} external>
              {t("plan.atMeta")}
            </Link>
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}
