import { InlineStack } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { StatusBadge, type StatusLook } from "./status-badge.tsx";

const LOOK = {
  draft: "neutral",
  pending: "waiting",
  approved: "good",
  rejected: "bad",
  paused: "warning",
  disabled: "bad",
} as const satisfies Record<string, StatusLook>;
export type TextStatus = keyof typeof LOOK;

export interface TextChip {
  readonly purpose: keyof typeof import("../i18n/en/common.json")["texts"];
  readonly language: string;
  readonly status: TextStatus;
}

/** Every text and language with what Meta says of it. */
export function TextChips({ texts }: { readonly texts: readonly TextChip[] }) {
  const { t } = useTranslation();
  return (
    <InlineStack gap="200">
      {texts.map(({ purpose, language, status }) => (
        <StatusBadge key={`${purpose} ${language}`} look={LOOK[status]}>
          {`${t(`texts.${purpose}`)} · ${language.toUpperCase()} · ${t(`textStatus.${status}`)}`}
        </StatusBadge>
      ))}
    </InlineStack>
  );
}
