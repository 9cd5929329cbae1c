import { BlockStack, Box, Card, InlineGrid, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { textName } from "#app/ui/message-words.ts";
import { PhoneBubble } from "#app/ui/phone-preview.tsx";
import "#app/ui/texts.css";
import { SendTexts } from "#app/ui/send-texts.tsx";
import type { TextList } from "./list.server.ts";

interface TextLibraryProps {
  readonly texts: TextList["library"];
  readonly connected: boolean;
}

/** Before anything was sent to Meta: the ready texts by purpose, and the one press that sends them. */
export function TextLibrary({ texts, connected }: TextLibraryProps) {
  const { t } = useTranslation(["messages", "common", "automations", "texts"]);
  return (
    <Box padding="400">
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("texts:library.title")}
        </Text>
        <Text as="p">{t("texts:library.about")}</Text>
        <SendTexts disabled={!connected} count={texts.length} />
        <InlineGrid columns={{ xs: 1, md: 2, lg: 3 }} gap="400">
          {texts.map(({ purpose, preview, language }) => (
            <Card key={purpose}>
              <BlockStack gap="300">
                <Text as="h3" variant="headingSm">
                  {textName(purpose, t)}
                </Text>
                <div className="cw-library-chat" lang={language}>
                  <PhoneBubble preview={preview} />
                </div>
              </BlockStack>
            </Card>
          ))}
        </InlineGrid>
      </BlockStack>
    </Box>
  );
}
