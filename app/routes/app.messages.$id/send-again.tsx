import { useFetcher, useNavigate } from "@remix-run/react";
import { BlockStack, Button, Text } from "@shopify/polaris";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { againWords } from "#app/ui/again-words.ts";
import { useFormat } from "#app/ui/shell.ts";
import type { Detail } from "./detail.server.ts";
import type { action } from "./route.tsx";

/** Sends the message once more, where that can't be a second copy; elsewhere it says why not. */
export function SendAgain({ again }: { readonly again: NonNullable<Detail["again"]> }) {
  const { t } = useTranslation(["messages", "common", "automations", "again"]);
  const format = useFormat();
  const navigate = useNavigate();
  const fetcher = useFetcher<typeof action>();
  const sent = fetcher.data && "sentAs" in fetcher.data ? fetcher.data : undefined;
  useEffect(() => {
    if (sent?.sentAs) navigate(`/app/messages/${sent.sentAs}`);
  }, [sent, navigate]);
  const help =
    again.verdict === "no"
      ? t("again:cannot", { why: againWords(again.why, t) })
      : again.verdict === "wait"
        ? t("again:wait", { until: format.since(again.until) })
        : t("again:help");
  return (
    <BlockStack gap="200" inlineAlign="start">
      <Button
        disabled={again.verdict === "no"}
        loading={fetcher.state !== "idle"}
        onClick={() => fetcher.submit({ intent: "send-again" }, { method: "post" })}
      >
        {t("again:action")}
      </Button>
      <Text as="p" tone="subdued">
        {sent?.ok === false ? t("again:not") : help}
      </Text>
    </BlockStack>
  );
}
