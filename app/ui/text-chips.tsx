import { InlineStack } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { languageName } from "./message-words.ts";
import { StatusBadge, type StatusLook } from "./status-badge.tsx";

/** How what Meta says of a text reads at a glance. */
export const TEXT_LOOK = {
  draft: "neutral",
  pending: "waiting",
  approved: "good",
  rejected: "bad",
  paused: "warning",
  disabled: "bad",
} as const satisfies Record<string, StatusLook>;
export type TextStatus = keyof typeof TEXT_LOOK;

export interface TextChip {
  readonly purpose: keyof typeof import("../i18n/en/common.json")["texts"];
  readonly language: string;
  readonly status: TextStatus;
}

/** Every text and language with what Meta says of it. */
export function TextChips({ texts }: { readonly texts: readonly TextChip[] }) {
  const { t } = useTranslation();
  const { t: words } = useTranslation(["messages", "common", "automations"]);
  return (
    <InlineStack gap="200">
      {texts.map(({ purpose, language, status }) => (
        <StatusBadge key={`${purpose} ${language}`} look={TEXT_LOOK[status]}>
          {`${t(`texts.${purpose}`)} · ${languageName(language, words)} · ${t(`textStatus.${status}`)}`}
        </StatusBadge>
      ))}
    </InlineStack>
  );
}
