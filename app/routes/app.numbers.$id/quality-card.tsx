import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import "#app/ui/number.css";
import { useFormat } from "#app/ui/shell.ts";
import { StatusBadge, type StatusLook } from "#app/ui/status-badge.tsx";
import type { NumberPage } from "./number.server.ts";

const LOOK = {
  GREEN: "good",
  YELLOW: "warning",
  RED: "bad",
  UNKNOWN: "unknown",
} as const satisfies Record<string, StatusLook>;
type Quality = keyof typeof LOOK;

/** Meta's word, or that there is none. */
const qualityIn = (word: string | null): Quality =>
  word !== null && word in LOOK ? (word as Quality) : "UNKNOWN";

/** The quality in words, and its last 30 days: each day says in words what its colour repeats. */
export function QualityCard({ number }: { readonly number: NumberPage }) {
  const { t } = useTranslation("number");
  const format = useFormat();
  const quality = qualityIn(number.qualityRating);
  const changes = number.days.filter(({ happened }) => happened !== null);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingSm">
            {t("quality.title")}
          </Text>
          <StatusBadge look={LOOK[quality]}>{t(`quality.${quality}`)}</StatusBadge>
        </InlineStack>
        <Text as="p">{t(`quality.about.${quality}`)}</Text>
        <Text as="h3" variant="bodySm" tone="subdued">
          {t("quality.days")}
        </Text>
        <ol className="cw-days">
          {number.days.map((day) => {
            const said = day.quality === null ? t("quality.noDay") : t(`quality.${qualityIn(day.quality)}`);
            const words = t("quality.dayIs", { day: format.day(day.day), quality: said });
            return (
              <li key={day.day} className={`cw-day-${day.quality ?? "none"}`} title={words}>
                <span>{words}</span>
              </li>
            );
          })}
        </ol>
        {changes.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("quality.none")}
          </Text>
        ) : null}
        {changes.map(({ day, quality: word, happened }) => (
          <Text as="p" key={day}>
            {t("quality.changed", {
              day: format.day(day),
              quality: t(`quality.${qualityIn(word)}`),
              sent: format.number(happened?.sent ?? 0),
              stops: format.number(happened?.stops ?? 0),
            })}
          </Text>
        ))}
      </BlockStack>
    </Card>
  );
}
