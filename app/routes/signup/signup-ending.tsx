import { Banner, BlockStack, Button, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { NumberChoice } from "#app/ui/number-choice.tsx";
import { useEndingWords } from "#app/ui/signup-words.ts";
import type { SignupAnswer } from "./signup.server.ts";

const META_NUMBERS = "https://business.facebook.com/wa/manage/phone-numbers/";
const TONE = {
  connected: "success",
  no_number: "info",
  choose: "info",
  cancelled: "info",
  failed: "warning",
  refused: "warning",
} as const;

interface SignupEndingProps {
  readonly answer: SignupAnswer;
  readonly onSubmit: (fields: Readonly<Record<string, string>>) => void;
}

/** What came of signing in at Meta, and what can be done now. */
export function SignupEnding({ answer, onSubmit }: SignupEndingProps) {
  const { t } = useTranslation("connect");
  const say = useEndingWords();
  const { ending, numbers, canRetry } = answer;
  if (ending === "over") return <WindowOver />;
  const { title, what } = say({ ...answer, ending });
  return (
    <BlockStack gap="400">
      <Banner tone={TONE[ending]} title={title}>
        <p>{what}</p>
      </Banner>
      {ending === "choose" ? (
        <NumberChoice
          numbers={numbers}
          busy={false}
          onChoose={(number) => onSubmit({ intent: "choose", ...number })}
        />
      ) : null}
      {ending === "no_number" ? (
        <Text as="p">
          <Link url={META_NUMBERS} external>
            {t("plan.atMeta")}
          </Link>
        </Text>
      ) : null}
      {canRetry && ending !== "choose" ? (
        <InlineStack>
          <Button variant="primary" onClick={() => onSubmit({ intent: "again" })}>
            {t(ending === "no_number" ? "atMeta.lookAgain" : "atMeta.retry")}
          </Button>
        </InlineStack>
      ) : null}
    </BlockStack>
  );
}

/** The ticket was used, or the time is over. */
export function WindowOver() {
  const { t } = useTranslation("connect");
  return (
    <BlockStack gap="200">
      <Text as="h1" variant="headingMd">
        {t("atMeta.over.title")}
      </Text>
      <Text as="p">{t("atMeta.over.what")}</Text>
    </BlockStack>
  );
}
