import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Card, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  categoryOf,
  hasPicture,
  type LinkKind,
  linksOf,
  type Meaning,
  meaningsOf,
  PURPOSES,
  type TemplatePurpose,
} from "#app/modules/templates/purposes.ts";
import { languageName, textName } from "#app/ui/message-words.ts";
import { PhonePreview } from "#app/ui/phone-preview.tsx";
import { Failed, TextFrame } from "./frame.tsx";
import type { action } from "./route.tsx";
import type { PageLanguage, TextAnswer, TextPage } from "./text.server.ts";
import { WORDS } from "./words.ts";

type Demands = Exclude<TextPage["demands"], string | null>;

/** What the text could be for: of its category, and with all that it demands at hand. */
function purposesFor(text: TextPage, demands: Demands): TemplatePurpose[] {
  return PURPOSES.filter(
    (purpose) =>
      categoryOf(purpose) === text.category &&
      (!demands.picture || hasPicture(purpose)) &&
      (!demands.link || linksOf(purpose).length > 0),
  );
}

type Meanings = Readonly<Record<string, Meaning | "">>;
type Fallbacks = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The text with what is chosen so far filled in; a variable without a meaning stays as it is. */
function filled(language: PageLanguage, meanings: Meanings): PageLanguage["preview"] {
  const { preview, words } = language;
  if (!preview) return null;
  const said = preview.body.replaceAll(/\{\{\s*([^{}]*?)\s*\}\}/g, (whole, name: string) => {
    const meaning = meanings[name];
    return meaning ? words.examples[meaning] : whole;
  });
  return { ...preview, body: said };
}

interface VariableProps {
  readonly name: string;
  readonly purpose: TemplatePurpose;
  readonly languages: readonly PageLanguage[];
  readonly meaning: Meaning | "";
  readonly fallbacks: Fallbacks;
  readonly onMeaning: (meaning: Meaning | "") => void;
  readonly onFallback: (language: string, fallback: string) => void;
}

function Variable(props: VariableProps) {
  const { name, purpose, languages, meaning, fallbacks, onMeaning, onFallback } = props;
  const { t } = useTranslation(WORDS);
  return (
    <BlockStack gap="200">
      <Select
        label={t("texts:adopt.variable", { name: `{{${name}}}` })}
        placeholder={t("texts:adopt.choose")}
        options={meaningsOf(purpose).map((one) => ({ value: one, label: t(`texts:meaning.${one}`) }))}
        value={meaning}
        onChange={(chosen) => onMeaning(chosen as Meaning)}
      />
      {meaning
        ? languages.map(({ language, words }) => (
            <TextField
              key={language}
              label={t("texts:adopt.fallback", { language: languageName(language, t) })}
              autoComplete="off"
              maxLength={60}
              value={fallbacks[language]?.[name] ?? words.fallbacks[meaning]}
              onChange={(fallback) => onFallback(language, fallback)}
            />
          ))
        : null}
    </BlockStack>
  );
}

/** What a text of the account is for and what its variables mean: said once, for all of its languages. */
function AdoptForm({ text, demands }: { readonly text: TextPage; readonly demands: Demands }) {
  const { t } = useTranslation(WORDS);
  const fetcher = useFetcher<typeof action>();
  const [first] = text.languages;
  const purposes = purposesFor(text, demands);
  const [purpose, setPurpose] = useState<TemplatePurpose | "">(
    purposes.length === 1 ? (purposes[0] ?? "") : "",
  );
  const [meanings, setMeanings] = useState<Meanings>({});
  const [link, setLink] = useState<LinkKind | "">("");
  const [fallbacks, setFallbacks] = useState<Fallbacks>({});
  if (!first) return null;
  const kinds = purpose ? linksOf(purpose) : [];
  const target = demands.link ? link || (kinds.length === 1 ? (kinds[0] ?? "") : "") : "";
  const isWhole =
    purpose !== "" && demands.variables.every((name) => meanings[name]) && (!demands.link || target !== "");
  const answer = fetcher.state === "idle" ? (fetcher.data as TextAnswer | undefined) : undefined;
  const preview = filled(first, meanings);
  return (
    <TextFrame
      text={text}
      language={first.language}
      status={first.status}
      preview={preview ? <PhonePreview preview={preview} language={first.language.slice(0, 2)} /> : null}
      primaryAction={{
        content: t("texts:adopt.save"),
        disabled: !isWhole || fetcher.state !== "idle",
        onAction: () =>
          fetcher.submit(
            {
              intent: "adopt",
              purpose,
              link: target,
              meanings: JSON.stringify(meanings),
              fallbacks: JSON.stringify(fallbacks),
            },
            { method: "post" },
          ),
      }}
    >
      <Failed answer={answer} />
      <Banner tone="info" title={t("texts:found.inAccount")}>
        <p>{t("texts:adopt.about")}</p>
      </Banner>
      <Card>
        <BlockStack gap="400">
          <Select
            label={t("texts:adopt.purpose")}
            placeholder={t("texts:adopt.choose")}
            options={purposes.map((one) => ({ value: one, label: textName(one, t) }))}
            value={purpose}
            onChange={(chosen) => {
              setPurpose(chosen as TemplatePurpose);
              setMeanings({});
              setLink("");
            }}
          />
          {purpose
            ? demands.variables.map((name) => (
                <Variable
                  key={name}
                  name={name}
                  purpose={purpose}
                  languages={text.languages}
                  meaning={meanings[name] ?? ""}
                  fallbacks={fallbacks}
                  onMeaning={(meaning) => setMeanings({ ...meanings, [name]: meaning })}
                  onFallback={(language, fallback) =>
                    setFallbacks({
                      ...fallbacks,
                      [language]: { ...fallbacks[language], [name]: fallback },
                    })
                  }
                />
              ))
            : null}
          {purpose && demands.link ? (
            <BlockStack gap="100">
              <Select
                label={t("texts:adopt.link", { label: preview?.buttons[demands.link.button]?.label ?? "" })}
                placeholder={t("texts:adopt.choose")}
                options={kinds.map((kind) => ({ value: kind, label: t(`texts:link.${kind}`) }))}
                value={target}
                onChange={(kind) => setLink(kind as LinkKind)}
              />
              {demands.link.base === `${text.linkUrl}/l/` ? null : (
                <Text as="p" tone="subdued">
                  {t("texts:adopt.straight", { base: demands.link.base })}
                </Text>
              )}
            </BlockStack>
          ) : null}
          {text.category === "MARKETING" && demands.stop === null ? (
            <Banner tone="warning" title={t("texts:adopt.noStop")} />
          ) : null}
        </BlockStack>
      </Card>
    </TextFrame>
  );
}

/** A text that was found in the account. */
export function AdoptScreen({ text }: { readonly text: TextPage }) {
  const { t } = useTranslation(WORDS);
  const [first] = text.languages;
  const { demands } = text;
  if (!first) return null;
  if (demands !== null && typeof demands === "object" && purposesFor(text, demands).length > 0)
    return <AdoptForm text={text} demands={demands} />;
  const why = typeof demands === "string" ? demands : "noPurpose";
  return (
    <TextFrame
      text={text}
      language={first.language}
      status={first.status}
      preview={
        first.preview ? (
          <PhonePreview preview={first.preview} language={first.language.slice(0, 2)} />
        ) : (
          <Text as="p">{t("texts:found.noPreview")}</Text>
        )
      }
    >
      <Banner tone="info" title={t("texts:found.inAccount")}>
        <p>{t(`texts:unfit.${why}`)}</p>
      </Banner>
    </TextFrame>
  );
}
