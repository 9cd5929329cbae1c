import { Banner, BlockStack, Card, Checkbox, InlineGrid, Select, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { type SaveAnswer, useSaveSection } from "#app/ui/save-section.tsx";

interface Stored {
  readonly quietHours: { readonly from: string; readonly to: string };
  readonly defaultCountry: string | null;
  readonly attributionDays: number;
  readonly languages: readonly string[];
}

interface SectionProps {
  readonly settings: Stored;
  readonly version: number;
}

/** A colleague saved meanwhile: their values are under the merchant's changes now. */
export function Stale({ answer }: { readonly answer: SaveAnswer | undefined }) {
  const { t } = useTranslation("settings");
  return answer?.problem === "stale" ? (
    <Banner tone="warning" title={t("stale.title")}>
      <p>{t("stale.what")}</p>
    </Banner>
  ) : null;
}

/** When marketing rests. */
export function HoursSection({ settings, version }: SectionProps) {
  const { t } = useTranslation("settings");
  const { values, set, answer, bar } = useSaveSection("save-hours", { ...settings.quietHours }, version);
  const invalid = answer?.problem === "invalid" ? t("hours.invalid") : false;
  const always = values.from === values.to;
  return (
    <Card>
      {bar}
      <BlockStack gap="400">
        <Stale answer={answer} />
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
          <TextField
            label={t("hours.from")}
            type="time"
            value={values.from}
            autoComplete="off"
            error={invalid}
            onChange={(from) => set({ from })}
          />
          <TextField
            label={t("hours.to")}
            type="time"
            value={values.to}
            autoComplete="off"
            onChange={(to) => set({ to })}
          />
        </InlineGrid>
        <Text as="p" tone="subdued">
          {always ? t("hours.never") : t("hours.example", values)}
        </Text>
      </BlockStack>
    </Card>
  );
}

/** How numbers without a country are read, and in which languages shoppers are written to. */
export function PeopleSection({
  settings,
  version,
  countries,
  languages,
}: SectionProps & {
  readonly countries: { value: string; label: string }[];
  readonly languages: readonly string[];
}) {
  const { t } = useTranslation(["settings", "common"]);
  const stored = { defaultCountry: settings.defaultCountry ?? "", languages: settings.languages.join(",") };
  const { values, set, answer, bar } = useSaveSection("save-people", stored, version);
  const chosen = values.languages.split(",");
  const nameOf = (language: string) =>
    t(`common:language.${language as "en" | "it"}`, { defaultValue: language });
  const own = chosen[0] ?? "en";
  return (
    <Card>
      {bar}
      <BlockStack gap="400">
        <Stale answer={answer} />
        <Select
          label={t("settings:people.country")}
          helpText={t("settings:people.countryHelp")}
          options={[{ value: "", label: t("settings:people.noCountry") }, ...countries]}
          value={values.defaultCountry}
          onChange={(defaultCountry) => set({ defaultCountry })}
        />
        <Select
          label={t("settings:people.language")}
          helpText={t("settings:people.languageHelp")}
          options={languages.map((language) => ({ value: language, label: nameOf(language) }))}
          value={own}
          onChange={(first) =>
            set({ languages: [first, ...chosen.filter((one) => one !== first)].join(",") })
          }
        />
        <BlockStack gap="100">
          <Text as="p">{t("settings:people.also")}</Text>
          {languages
            .filter((language) => language !== own)
            .map((language) => (
              <Checkbox
                key={language}
                label={nameOf(language)}
                checked={chosen.includes(language)}
                onChange={(checked) =>
                  set({
                    languages: (checked
                      ? [...chosen, language]
                      : chosen.filter((one) => one !== language)
                    ).join(","),
                  })
                }
              />
            ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

/** How long after a tap an order still counts. */
export function AttributionSection({ settings, version }: SectionProps) {
  const { t } = useTranslation("settings");
  const stored = { attributionDays: String(settings.attributionDays) };
  const { values, set, answer, bar } = useSaveSection("save-attribution", stored, version);
  return (
    <Card>
      {bar}
      <BlockStack gap="400">
        <Stale answer={answer} />
        <TextField
          label={t("attribution.days")}
          helpText={t("attribution.daysHelp")}
          type="number"
          min={1}
          max={30}
          value={values.attributionDays}
          autoComplete="off"
          error={answer?.problem === "invalid" ? t("attribution.invalid") : false}
          onChange={(attributionDays) => set({ attributionDays })}
        />
      </BlockStack>
    </Card>
  );
}
