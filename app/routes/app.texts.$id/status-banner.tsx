import { Banner, BlockStack, Box, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/shell.ts";
import type { PageLanguage } from "./text.server.ts";
import { WORDS } from "./words.ts";

/** Meta's reasons that are words of its own, and not a sentence. */
const CODES = [
  "ABUSIVE_CONTENT",
  "INCORRECT_CATEGORY",
  "INVALID_FORMAT",
  "PROMOTIONAL",
  "SCAM",
  "TAG_CONTENT_MISMATCH",
] as const;

const codeIn = (reason: string | null) => CODES.find((code) => code === reason);

function Rejected({ version }: { readonly version: PageLanguage }) {
  const { t } = useTranslation(WORDS);
  const { rejectedReason: reason, rejectedAdvice: advice, olderIsSent } = version;
  const code = codeIn(reason);
  return (
    <Banner tone="critical" title={t("texts:rejected.title")}>
      <BlockStack gap="200">
        {code ? <Text as="p">{t(`texts:rejected.codes.${code}`)}</Text> : null}
        <Text as="p">
          {reason ? t("texts:rejected.meta", { words: reason }) : t("texts:rejected.noReason")}
        </Text>
        {advice ? <Text as="p">{t("texts:rejected.advice", { words: advice })}</Text> : null}
        <Text as="p">{t(olderIsSent ? "texts:rejected.olderIsSent" : "texts:rejected.mend")}</Text>
      </BlockStack>
    </Banner>
  );
}

/** What Meta says of this language, and what follows from it for shoppers. */
export function StatusBanner({ version }: { readonly version: PageLanguage }) {
  const { t } = useTranslation(WORDS);
  const format = useFormat();
  const { status, olderIsSent, submittedAt, pausedUntil, changesLeft } = version;
  if (status === "rejected") return <Rejected version={version} />;
  if (status === "pending")
    return (
      <Banner
        tone="info"
        title={
          submittedAt ? t("texts:pending.sent", { at: format.since(submittedAt) }) : t("texts:pending.title")
        }
      >
        <p>{t(olderIsSent ? "texts:pending.olderIsSent" : "texts:pending.about")}</p>
      </Banner>
    );
  if (status === "paused")
    return (
      <Banner
        tone="warning"
        title={
          pausedUntil
            ? t("texts:paused.until", { until: format.since(pausedUntil) })
            : t("texts:paused.title")
        }
      >
        <p>{t("texts:paused.about")}</p>
      </Banner>
    );
  if (status === "disabled")
    return (
      <Banner tone="critical" title={t("texts:disabled.title")}>
        <p>{t("texts:disabled.about")}</p>
      </Banner>
    );
  if (status !== "approved" || !changesLeft) return null;
  return (
    <Box paddingInline={{ xs: "400", sm: "0" }}>
      <Text as="p" tone="subdued">
        {t("texts:approved.changes", {
          today: format.number(changesLeft.today),
          month: format.number(changesLeft.in30Days),
        })}
      </Text>
    </Box>
  );
}
