import { useRevalidator } from "@remix-run/react";
import { Banner, Box, Button, InlineStack, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

/** A screen that could not be loaded: nothing is lost, it can be tried again. */
export function ScreenFailed() {
  const { t } = useTranslation();
  return (
    <Page>
      <Banner
        tone="critical"
        title={t("failed.title")}
        action={{ content: t("failed.tryAgain"), onAction: () => location.reload() }}
      >
        <p>{t("failed.meaning")}</p>
      </Banner>
    </Page>
  );
}

/** A card that could not be loaded, while the others stand. */
export function CardFailed() {
  const { t } = useTranslation();
  const { revalidate, state } = useRevalidator();
  return (
    <Box role="status" paddingBlock="200">
      <InlineStack gap="200" blockAlign="center">
        <Text as="p" tone="critical">
          {t("failed.card")}
        </Text>
        <Button variant="plain" loading={state === "loading"} onClick={revalidate}>
          {t("failed.tryAgain")}
        </Button>
      </InlineStack>
    </Box>
  );
}
