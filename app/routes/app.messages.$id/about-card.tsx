import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Foldable } from "#app/ui/foldable.tsx";
import { costWords, languageName } from "#app/ui/message-words.ts";
import { useFormat } from "#app/ui/shell.ts";
import type { Detail } from "./detail.server.ts";
import type { action } from "./route.tsx";

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <BlockStack>
      <Text as="dt" tone="subdued" variant="bodySm">
        {label}
      </Text>
      <dd className="cw-value">{children}</dd>
    </BlockStack>
  );
}

function Cost({ detail }: { readonly detail: Detail }) {
  const { t } = useTranslation(["messages", "common", "automations", "costs"]);
  const format = useFormat();
  const { cost, pricing } = detail;
  if (!cost) return null;
  const isFree = cost.confirmed && cost.micros === "0";
  const source = isFree ? "costFree" : cost.confirmed ? "costMeta" : "costEstimate";
  const category = pricing.category?.toUpperCase() as "MARKETING" | undefined;
  return (
    <Line label={t("messages:detail.cost")}>
      <Text as="p">{costWords(cost, t, format)}</Text>
      <Text as="p" tone="subdued">
        {isFree
          ? t(`costs:free.${pricing.type as "free_entry_point"}`, {
              defaultValue: t("messages:detail.costFree"),
            })
          : t(`messages:detail.${source}`)}
        {category && !isFree
          ? ` · ${t("messages:detail.paid", { category: t(`messages:category.${category}`, { defaultValue: category }) })}`
          : ""}
      </Text>
      {detail.free ? (
        <Text as="p">
          {t(`messages:free.${detail.free.isOver ? "was" : "until"}`, {
            until: format.dateTime(detail.free.until),
          })}
        </Text>
      ) : null}
    </Line>
  );
}

/** Meta's own words and code, folded: few need them, those who do need them exactly. */
function MetaSaid({ error }: { readonly error: NonNullable<Detail["error"]> }) {
  const { t } = useTranslation("messages");
  return (
    <Foldable label={t("detail.meta")}>
      <BlockStack gap="100">
        <Text as="p">{t("detail.code", { code: error.code })}</Text>
        {error.detail ? <Text as="p">{error.detail}</Text> : null}
      </BlockStack>
    </Foldable>
  );
}

function MessageId({ wamid }: { readonly wamid: string }) {
  const { t } = useTranslation("messages");
  const shopify = useAppBridge();
  const copy = async () => {
    await navigator.clipboard.writeText(wamid);
    shopify.toast.show(t("detail.copied"));
  };
  return (
    <Line label={t("detail.id")}>
      <InlineStack gap="200" blockAlign="center">
        <code className="cw-code">{wamid}</code>
        <Button variant="plain" onClick={copy}>
          {t("detail.copy")}
        </Button>
      </InlineStack>
    </Line>
  );
}

/** A number that WhatsApp did not know can be tried again. */
function Unusable() {
  const { t } = useTranslation("messages");
  const fetcher = useFetcher<typeof action>();
  return (
    <BlockStack gap="200" inlineAlign="start">
      <Text as="p" tone="subdued">
        {t("detail.tryNumberHelp")}
      </Text>
      <Button
        loading={fetcher.state !== "idle"}
        onClick={() => fetcher.submit({ intent: "try-number-again" }, { method: "post" })}
      >
        {t("detail.tryNumber")}
      </Button>
    </BlockStack>
  );
}

/** Language, category, cost and its source, Meta's id and words. */
export function AboutCard({ detail }: { readonly detail: Detail }) {
  const { t } = useTranslation(["messages", "common", "automations"]);
  const { t: thread } = useTranslation("thread");
  const { error, category, endpoint, language, template, wamid } = detail;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("messages:detail.about")}
        </Text>
        <dl className="cw-values">
          {language ? <Line label={t("messages:detail.language")}>{languageName(language, t)}</Line> : null}
          {category ? (
            <Line label={t("messages:detail.category")}>
              {t(`messages:category.${category as "MARKETING"}`, { defaultValue: category })}
            </Line>
          ) : null}
          <Cost detail={detail} />
          {endpoint && template ? (
            <Line label={t("messages:detail.endpoint")}>{t(`messages:endpoint.${endpoint}`)}</Line>
          ) : null}
          {wamid ? <MessageId wamid={wamid} /> : null}
        </dl>
        <Link url={`/app/messages/thread/${detail.contactId}`}>{thread("openThread")}</Link>
        {error ? <MetaSaid error={error} /> : null}
        {detail.unusable ? <Unusable /> : null}
      </BlockStack>
    </Card>
  );
}
