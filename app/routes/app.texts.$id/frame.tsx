import { useFetcher, useSearchParams } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import {
  Banner,
  BlockStack,
  Box,
  Card,
  InlineStack,
  Layout,
  Select,
  Tabs,
  Text,
  useBreakpoints,
} from "@shopify/polaris";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { AdminModal } from "#app/ui/admin-modal.tsx";
import { Foldable } from "#app/ui/foldable.tsx";
import { languageInside, languageName, originName, textName } from "#app/ui/message-words.ts";
import { Screen, type ScreenAction } from "#app/ui/screen.tsx";
import { useFormat } from "#app/ui/shell.ts";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import "#app/ui/texts.css";
import { TEXT_LOOK } from "#app/ui/text-chips.tsx";
import type { action } from "./route.tsx";
import { TestCard } from "./test-card.tsx";
import type { TextAnswer, TextPage } from "./text.server.ts";
import { WORDS } from "./words.ts";

/** What the last try failed with, in words; Meta's own stand below. */
export function Failed({ answer }: { readonly answer: TextAnswer | undefined }) {
  const { t } = useTranslation(WORDS);
  if (!answer || answer.ok) return null;
  const detail = ["refused", "unavailable"].includes(answer.problem) ? answer.detail : "";
  return (
    <Banner tone="critical" title={t(`texts:failed.${answer.problem}`)}>
      {detail ? <p>{t("texts:failed.meta", { words: detail })}</p> : null}
    </Banner>
  );
}

/** The languages with what Meta says of each, and one more to add. */
function Languages({ text, selected }: { readonly text: TextPage; readonly selected: string }) {
  const { t, i18n } = useTranslation(WORDS);
  const format = useFormat();
  const [, setParams] = useSearchParams();
  const choose = (language: string) => setParams({ language }, { preventScrollReset: true });
  const isNew = !text.languages.some(({ language }) => language === selected);
  const shown = [...text.languages.map(({ language }) => language), ...(isNew ? [selected] : [])];
  const addable = text.addable.filter(({ language }) => language !== selected);
  return (
    <Card padding="0">
      <InlineStack align="space-between" blockAlign="center">
        <Tabs
          tabs={shown.map((language) => ({ id: language, content: languageName(language, t) }))}
          selected={shown.indexOf(selected)}
          onSelect={(index) => choose(shown[index] ?? selected)}
        />
        {addable.length > 0 ? (
          <Box padding="200">
            <Select
              label={t("texts:addLanguage")}
              labelHidden
              placeholder={t("texts:addLanguage")}
              options={addable.map(({ language }) => ({
                value: language,
                label: languageName(language, t),
              }))}
              value=""
              onChange={choose}
            />
          </Box>
        ) : null}
      </InlineStack>
      {text.missed ? (
        <Box paddingInline="400" paddingBlockEnd="400">
          <Text as="p">
            {t("texts:missed", {
              share: format.percent(text.missed.share),
              looked: format.number(text.missed.looked),
              language: languageInside(text.missed.language, t, i18n.language),
            })}
          </Text>
        </Box>
      ) : null}
    </Card>
  );
}

/** What sends it, and of several for one purpose which one. */
function UseCard({ text }: { readonly text: TextPage }) {
  const { t } = useTranslation(WORDS);
  const used = text.usedBy.map(({ kind }) => originName(kind, t)).join(", ");
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          {t("texts:use.title")}
        </Text>
        <Text as="p">{used ? t("texts:use.by", { used }) : t("texts:use.none")}</Text>
        {text.others.length > 0 ? (
          <Text as="p" tone="subdued">
            {text.isPreferred
              ? t("texts:use.first", { others: text.others.map(({ name }) => name).join(", ") })
              : t("texts:use.second", { others: text.others.map(({ name }) => name).join(", ") })}
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}

interface RemoveModalProps {
  readonly text: TextPage;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onRemove: () => void;
}

function RemoveModal({ text, open, onClose, onRemove }: RemoveModalProps) {
  const { t } = useTranslation(WORDS);
  const used = text.usedBy.map(({ kind }) => originName(kind, t)).join(", ");
  const [other] = text.others;
  return (
    <AdminModal id="remove-text" open={open} onHide={onClose}>
      <Box padding="400">
        <BlockStack gap="200">
          {used && other ? (
            <Text as="p">{t("texts:remove.replaced", { used, other: other.name })}</Text>
          ) : null}
          {used && !other ? (
            <Text as="p" fontWeight="semibold">
              {t("texts:remove.stops", { used })}
            </Text>
          ) : null}
          <Text as="p">{t("texts:remove.about")}</Text>
        </BlockStack>
      </Box>
      <TitleBar title={t("texts:remove.title")}>
        <button type="button" variant="primary" tone="critical" onClick={onRemove}>
          {t("texts:remove.action")}
        </button>
        <button type="button" onClick={onClose}>
          {t("common:cancel")}
        </button>
      </TitleBar>
    </AdminModal>
  );
}

/** The category, what it asks for, and what a message of it costs at home. */
function Price({ text: { category, each } }: { readonly text: TextPage }) {
  const { t } = useTranslation(WORDS);
  const format = useFormat();
  if (category !== "MARKETING" && category !== "UTILITY")
    return t(`texts:category.${category as "AUTHENTICATION"}`, category);
  const price = each ? t("texts:price", { cost: format.cost(each.micros, each.currency) }) : "";
  return `${t(`texts:category.${category}`)}${price}. ${t(`texts:needs.${category}`)}`;
}

interface FrameProps {
  readonly text: TextPage;
  readonly language: string;
  readonly primaryAction?: ScreenAction;
  /** Of the language's version; none where it is new. */
  readonly status: keyof typeof TEXT_LOOK | null;
  readonly preview: ReactNode;
  readonly children: ReactNode;
}

/** What all pages of a text have in common: languages, the phone at the side, what uses it, deleting. */
export function TextFrame({ text, language, primaryAction, status, preview, children }: FrameProps) {
  const { t } = useTranslation(WORDS);
  const fetcher = useFetcher<typeof action>();
  const [removing, setRemoving] = useState(false);
  const narrow = useBreakpoints().smDown;
  const shown = text.languages.find((one) => one.language === language);
  const isSendable = shown !== undefined && (shown.status === "approved" || shown.olderIsSent);
  const title = text.purpose ? textName(text.purpose, t) : text.name;
  const canPrefer = text.purpose !== null && text.others.length > 0 && !text.isPreferred;
  const answer = fetcher.state === "idle" ? (fetcher.data as TextAnswer | undefined) : undefined;
  return (
    <Screen
      title={title}
      back={{ content: t("texts:title"), url: "/app/texts" }}
      {...(primaryAction ? { primaryAction } : {})}
      secondaryActions={[
        ...(canPrefer
          ? [
              {
                content: t("texts:use.prefer"),
                onAction: () => fetcher.submit({ intent: "prefer" }, { method: "post" }),
                disabled: fetcher.state !== "idle",
              },
            ]
          : []),
        { content: t("texts:remove.open"), onAction: () => setRemoving(true) },
      ]}
    >
      <Failed answer={answer} />
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <Card>
              <InlineStack gap="200" blockAlign="center" align="space-between">
                <BlockStack>
                  <Text as="h2" variant="headingMd">
                    {title}
                  </Text>
                  {text.purpose ? (
                    <Text as="p" tone="subdued" breakWord>
                      {text.name}
                    </Text>
                  ) : null}
                  <Text as="p" tone="subdued">
                    <Price text={text} />
                  </Text>
                </BlockStack>
                <StatusBadge look={status ? TEXT_LOOK[status] : "neutral"}>
                  {t(status ? `common:textStatus.${status}` : "texts:new")}
                </StatusBadge>
              </InlineStack>
            </Card>
            {text.languages.length + text.addable.length > 1 ? (
              <Languages text={text} selected={language} />
            ) : null}
            {children}
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <div className="cw-aside">
            <BlockStack gap="400">
              <Card>
                {narrow ? (
                  <Foldable
                    label={t("automations:editor.preview")}
                    openLabel={t("automations:editor.previewHide")}
                  >
                    {preview}
                  </Foldable>
                ) : (
                  preview
                )}
              </Card>
              {text.purpose && isSendable ? <TestCard text={text} language={language} /> : null}
              {text.purpose ? <UseCard text={text} /> : null}
            </BlockStack>
          </div>
        </Layout.Section>
      </Layout>
      <RemoveModal
        text={text}
        open={removing}
        onClose={() => setRemoving(false)}
        onRemove={() => {
          setRemoving(false);
          fetcher.submit({ intent: "remove" }, { method: "post" });
        }}
      />
    </Screen>
  );
}
