import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { PhonePreview } from "#app/ui/phone-preview.tsx";
import { TextFrame } from "./frame.tsx";
import { StatusBanner } from "./status-banner.tsx";
import type { PageLanguage, TextPage } from "./text.server.ts";
import { WORDS } from "./words.ts";

/** A text that was made elsewhere and is in use: it is shown, and changed where it was made. */
export function FixedScreen({
  text,
  language,
}: {
  readonly text: TextPage;
  readonly language: PageLanguage;
}) {
  const { t } = useTranslation(WORDS);
  return (
    <TextFrame
      text={text}
      language={language.language}
      status={language.status}
      preview={
        language.preview ? (
          <PhonePreview preview={language.preview} language={language.language.slice(0, 2)} />
        ) : (
          <Text as="p">{t("texts:found.noPreview")}</Text>
        )
      }
    >
      <StatusBanner version={language} />
      <Card>
        <BlockStack gap="200">
          <Text as="h2" variant="headingSm">
            {t("texts:fixed.title")}
          </Text>
          <Text as="p">{t("texts:fixed.about")}</Text>
        </BlockStack>
      </Card>
    </TextFrame>
  );
}
