import { BlockStack, Card, Link, SkeletonBodyText, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Later } from "#app/ui/later.tsx";
import { languageName } from "#app/ui/message-words.ts";
import { SendTexts } from "#app/ui/send-texts.tsx";
import { TextChips } from "#app/ui/text-chips.tsx";
import type { TextsData } from "./settings.server.ts";

function Texts({ rows: texts, missing, connected }: TextsData) {
  const { t } = useTranslation(["messages", "settings", "common"]);
  const rejected = texts.filter((text) => text.status === "rejected");
  return (
    <BlockStack gap="400">
      {texts.length === 0 ? <Text as="p">{t("settings:texts.none")}</Text> : <TextChips texts={texts} />}
      {rejected.map((text) => (
        <BlockStack key={`${text.purpose} ${text.language}`}>
          <Link url={`/app/texts/${text.templateId}?language=${text.language}`}>
            {t("settings:texts.rejected", {
              text: t(`common:texts.${text.purpose}`),
              language: languageName(text.language, t),
            })}
          </Link>
          <Text as="p" tone="subdued">
            {text.rejectedReason ?? t("settings:texts.noReason")}
          </Text>
        </BlockStack>
      ))}
      {missing > 0 ? (
        <>
          <SendTexts disabled={!connected} count={missing} />
          <Text as="p" tone="subdued">
            {t("settings:texts.how")}
          </Text>
        </>
      ) : null}
      <Link url="/app/texts">{t("settings:texts.all")}</Link>
    </BlockStack>
  );
}

/** The shop's texts with what Meta says of them; Meta's reason of a rejection stands verbatim. */
export function TextsSection({ data }: { readonly data: Promise<TextsData> }) {
  return (
    <Card>
      <Later data={data} skeleton={<SkeletonBodyText lines={8} />}>
        {(texts) => <Texts {...texts} />}
      </Later>
    </Card>
  );
}
