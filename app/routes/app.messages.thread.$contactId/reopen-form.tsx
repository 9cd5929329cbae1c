import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { languageName, reasonInside, textName } from "#app/ui/message-words.ts";
import { PhonePreview } from "#app/ui/phone-preview.tsx";
import { useFormat } from "#app/ui/shell.ts";
import type { action } from "./route.tsx";
import type { Offer } from "./thread.server.ts";

/** When it leaves, or why it may not. */
function useSentence() {
  const { t } = useTranslation(["messages", "common", "automations", "reopen"]);
  const format = useFormat();
  return ({ verdict, category }: Offer) => {
    if (verdict.verdict === "wait") return t("reopen:wait", { until: format.since(verdict.until) });
    if (verdict.verdict === "send") return t("reopen:send");
    return verdict.reason === "no_consent"
      ? t(`reopen:noConsent.${category}`)
      : t("reopen:cannot", { why: reasonInside(verdict.reason, t) });
  };
}

function One({ offer }: { readonly offer: Offer }) {
  const { t } = useTranslation("reopen");
  const fetcher = useFetcher<typeof action>();
  const [draft, setDraft] = useState(() => crypto.randomUUID());
  const sentence = useSentence();
  const { data } = fetcher;
  const problem = data?.ok === false && data.intent === "send-text" ? data.problem : undefined;
  const send = () => {
    fetcher.submit({ intent: "send-text", draft, version: offer.versionId }, { method: "post" });
    setDraft(crypto.randomUUID());
  };
  return (
    <BlockStack gap="300">
      <PhonePreview preview={offer.preview} language={offer.language} />
      <Text as="p" tone={problem ? "critical" : "subdued"}>
        {problem ? t(`problem.${problem}`) : data?.ok ? t("sent") : sentence(offer)}
      </Text>
      <InlineStack>
        <Button
          loading={fetcher.state !== "idle"}
          disabled={offer.verdict.verdict === "suppress" || data?.ok === true}
          onClick={send}
        >
          {t("action")}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}

/** The approved texts that may take up a conversation whose window has closed. */
export function ReopenForm({ offers }: { readonly offers: readonly Offer[] }) {
  const { t } = useTranslation(["messages", "common", "automations", "reopen"]);
  const [chosen, setChosen] = useState<string>();
  const offer = offers.find(({ versionId }) => versionId === chosen) ?? offers[0];
  if (!offer)
    return (
      <Text as="p" tone="subdued">
        {t("reopen:none")}
      </Text>
    );
  const nameOf = ({ purpose, language }: Offer) => `${textName(purpose, t)} · ${languageName(language, t)}`;
  return (
    <BlockStack gap="300">
      {offers.length > 1 ? (
        <Select
          label={t("reopen:label")}
          options={offers.map((one) => ({ value: one.versionId, label: nameOf(one) }))}
          value={offer.versionId}
          onChange={setChosen}
        />
      ) : (
        <Text as="h3" variant="headingSm">
          {t("reopen:one", { text: nameOf(offer) })}
        </Text>
      )}
      <One key={offer.versionId} offer={offer} />
    </BlockStack>
  );
}
