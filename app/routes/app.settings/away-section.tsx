import { BlockStack, Card, Checkbox, InlineGrid, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useSaveSection } from "#app/ui/save-section.tsx";
import { useShell } from "#app/ui/shell.ts";
import { Stale } from "./sections.tsx";

interface Hours {
  readonly from: string;
  readonly to: string;
}

interface AwaySectionProps {
  readonly settings: {
    readonly on: boolean;
    readonly hours: readonly (Hours | null)[];
    readonly texts: { readonly en: string; readonly it: string };
  };
  readonly version: number;
  /** What is said where the merchant has no words of their own. */
  readonly usual: { readonly en: string; readonly it: string };
}

const DEFAULT_HOURS: Hours = { from: "09:00", to: "18:00" };
/** A Monday; only its name is used. */
const A_MONDAY = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;
const LONGEST_TEXT = 1_000;

/** A language's name within a sentence: English writes it with a capital. */
function useLanguageInside() {
  const { t, i18n } = useTranslation("common");
  return (language: "en" | "it") => {
    const name = t(`language.${language}`);
    return i18n.language === "en" ? name : name.toLocaleLowerCase(i18n.language);
  };
}

/** One day: whether somebody is there, and when. */
function DayRow({
  name,
  hours,
  onChange,
}: {
  readonly name: string;
  readonly hours: Hours | null;
  readonly onChange: (hours: Hours | null) => void;
}) {
  const { t } = useTranslation("settings");
  return (
    <InlineGrid columns={{ xs: 1, sm: ["oneThird", "twoThirds"] }} gap="200" alignItems="center">
      <Checkbox
        label={name}
        checked={hours !== null}
        onChange={(open) => onChange(open ? DEFAULT_HOURS : null)}
      />
      {hours ? (
        <InlineGrid columns={2} gap="200">
          <TextField
            label={t("away.from", { day: name })}
            labelHidden
            type="time"
            value={hours.from}
            autoComplete="off"
            onChange={(from) => onChange({ ...hours, from })}
          />
          <TextField
            label={t("away.to", { day: name })}
            labelHidden
            type="time"
            value={hours.to}
            autoComplete="off"
            onChange={(to) => onChange({ ...hours, to })}
          />
        </InlineGrid>
      ) : (
        <Text as="span" tone="subdued">
          {t("away.closed")}
        </Text>
      )}
    </InlineGrid>
  );
}

/** When somebody is there, and what shoppers read at other times. */
export function AwaySection({ settings, version, usual }: AwaySectionProps) {
  const { t } = useTranslation(["settings", "common"]);
  const languageInside = useLanguageInside();
  const { language } = useShell().format;
  const stored = {
    on: String(settings.on),
    hours: JSON.stringify(settings.hours),
    en: settings.texts.en,
    it: settings.texts.it,
  };
  const { values, set, answer, bar } = useSaveSection("save-away", stored, version);
  const hours: (Hours | null)[] = JSON.parse(values.hours);
  const dayName = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
  const changeDay = (day: number, to: Hours | null) =>
    set({ hours: JSON.stringify(hours.map((before, index) => (index === day ? to : before))) });
  return (
    <Card>
      {bar}
      <BlockStack gap="400">
        <Stale answer={answer} />
        <Checkbox
          label={t("settings:away.on")}
          helpText={t("settings:away.onHelp")}
          checked={values.on === "true"}
          onChange={(on) => set({ on: String(on) })}
        />
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {t("settings:away.hours")}
          </Text>
          {hours.map((ofDay, day) => {
            const name = dayName.format(A_MONDAY + day * DAY_MS);
            return <DayRow key={name} name={name} hours={ofDay} onChange={(to) => changeDay(day, to)} />;
          })}
          {answer?.problem === "invalid" ? (
            <Text as="p" tone="critical">
              {t("settings:away.invalid")}
            </Text>
          ) : null}
        </BlockStack>
        {(["en", "it"] as const).map((one) => (
          <TextField
            key={one}
            label={t("settings:away.text", { language: languageInside(one) })}
            value={values[one]}
            placeholder={usual[one]}
            multiline={3}
            maxLength={LONGEST_TEXT}
            autoComplete="off"
            onChange={(text) => set({ [one]: text })}
          />
        ))}
        <Text as="p" tone="subdued">
          {t("settings:away.textHelp")}
        </Text>
      </BlockStack>
    </Card>
  );
}
