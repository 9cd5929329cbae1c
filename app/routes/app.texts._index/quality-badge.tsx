import { useTranslation } from "react-i18next";
import { StatusBadge, type StatusLook } from "#app/ui/status-badge.tsx";

const LOOK = { GREEN: "good", YELLOW: "warning", RED: "bad" } as const satisfies Record<string, StatusLook>;

/** Meta's score of a text, in words; it has none until enough people were written to. */
export function QualityBadge({ quality }: { readonly quality: string | null }) {
  const { t } = useTranslation("texts");
  const known = quality !== null && quality in LOOK ? (quality as keyof typeof LOOK) : undefined;
  return known ? <StatusBadge look={LOOK[known]}>{t(`quality.${known}`)}</StatusBadge> : t("quality.none");
}
