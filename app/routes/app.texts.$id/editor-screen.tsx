import { useFetcher } from "@remix-run/react";
import { SaveBar, useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { PhonePreview } from "#app/ui/phone-preview.tsx";
import { useFormat } from "#app/ui/shell.ts";
import { ChecksCard } from "./checks-card.tsx";
import { Failed, TextFrame } from "./frame.tsx";
import { ButtonsCard, HeaderCard, MessageCard } from "./parts-cards.tsx";
import type { action } from "./route.tsx";
import { StatusBanner } from "./status-banner.tsx";
import { SubjectChoice } from "./subject-choice.tsx";
import type { PageLanguage, TextAnswer, TextPage } from "./text.server.ts";
import { useText, type Written } from "./use-text.ts";
import { WORDS } from "./words.ts";

interface EditorScreenProps {
  readonly text: TextPage;
  readonly language: Written;
  /** What Meta has of this language; null where it is new. */
  readonly version: PageLanguage | null;
}

/** The merchant's own words for a text in one language, held against Meta's limits while they are typed. */
export function EditorScreen({ text, language, version }: EditorScreenProps) {
  const { t } = useTranslation(WORDS);
  const format = useFormat();
  const shopify = useAppBridge();
  const fetcher = useFetcher<typeof action>();
  const [subject, setSubject] = useState("");
  const writing = useText(text, language, subject);
  const { dirty, findings } = writing;
  const answer = fetcher.state === "idle" ? (fetcher.data as TextAnswer | undefined) : undefined;
  useEffect(() => {
    if (answer?.ok) shopify.toast.show(t("texts:sent"));
  }, [answer, shopify, t]);
  const waits = version?.status === "pending";
  const exhausted = version?.changesLeft?.today === 0 || version?.changesLeft?.in30Days === 0;
  const isNews = dirty || version === null || version.status === "disabled";
  const send = {
    content:
      findings.length > 0
        ? t("texts:sendWith", { count: findings.length, number: format.number(findings.length) })
        : t("texts:send"),
    disabled: fetcher.state !== "idle" || waits || exhausted || !isNews || findings.length > 0,
    onAction: () =>
      fetcher.submit(
        {
          intent: "change",
          language: language.language,
          basis: version?.versionId ?? "",
          parts: JSON.stringify(writing.parts),
        },
        { method: "post" },
      ),
  };
  return (
    <TextFrame
      text={text}
      language={language.language}
      status={version?.status ?? null}
      primaryAction={send}
      preview={
        <BlockStack gap="200">
          <PhonePreview preview={writing.preview} language={language.language.slice(0, 2)} />
          <SubjectChoice text={text} chosen={subject} onChoose={setSubject} />
        </BlockStack>
      }
    >
      <SaveBar id="text" open={dirty && !waits}>
        <button type="button" variant="primary" disabled={send.disabled} onClick={send.onAction}>
          {send.content}
        </button>
        <button type="button" disabled={fetcher.state !== "idle"} onClick={writing.discard}>
          {t("common:discard")}
        </button>
      </SaveBar>
      <Failed answer={answer} />
      {version ? <StatusBanner version={version} /> : null}
      <HeaderCard text={text} writing={writing} disabled={waits} />
      <MessageCard text={text} writing={writing} words={language.words} disabled={waits} />
      <ButtonsCard text={text} writing={writing} disabled={waits} />
      <ChecksCard writing={writing} />
    </TextFrame>
  );
}
