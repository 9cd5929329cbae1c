import { Icon, InlineStack, Link, Text } from "@shopify/polaris";
import { AlertTriangleIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";
import { type BlockedWords, blockedWords } from "./automation-words.ts";

const WHERE = {
  no_number: { url: "/app/connect", label: "connect" },
  text_missing: { url: "/app/texts", label: "prepare" },
  text_pending: { url: "/app/texts", label: "see" },
  text_refused: { url: "/app/texts", label: "see" },
} as const;

/** Why an automation would send nothing, in its place, and where that is mended. */
export function BlockedLine({ blocked }: { readonly blocked: BlockedWords }) {
  const { t } = useTranslation(["messages", "common", "automations"]);
  const { url, label } = WHERE[blocked.why];
  return (
    <InlineStack gap="100" blockAlign="center" wrap={false}>
      <span>
        <Icon source={AlertTriangleIcon} tone="warning" />
      </span>
      <Text as="p">
        {blockedWords(blocked, t)} <Link url={url}>{t(`automations:blocked.${label}`)}</Link>
      </Text>
    </InlineStack>
  );
}
