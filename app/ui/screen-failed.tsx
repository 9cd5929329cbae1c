import { isRouteErrorResponse, useRevalidator, useRouteError } from "@remix-run/react";
import { Banner, Box, Button, InlineStack, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

interface ScreenFailedProps {
  /** Where to go from a screen that does not exist; to Home, where nothing is said. */
  readonly back?: { readonly content: string; readonly url: string };
}

/** A screen that could not be loaded: nothing is lost, it can be tried again. One that does not exist can't. */
export function ScreenFailed({ back }: ScreenFailedProps) {
  const { t } = useTranslation();
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) {
    const home = { content: t("nav.home"), url: "/app" };
    return (
      <Page>
        <Banner tone="warning" title={t("failed.notFound")} action={back ?? home} />
      </Page>
    );
  }
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
