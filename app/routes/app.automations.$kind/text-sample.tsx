import {
  BlockStack,
  Button,
  Collapsible,
  InlineStack,
  Select,
  SkeletonBodyText,
  Text,
  useBreakpoints,
} from "@shopify/polaris";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Later } from "#app/ui/later.tsx";
import { languageName } from "#app/ui/message-words.ts";
import { PhonePreview } from "#app/ui/phone-preview.tsx";
import { StatusBadge, type StatusLook } from "#app/ui/status-badge.tsx";
import { TEXT_LOOK } from "#app/ui/text-chips.tsx";
import type { AutomationPage } from "./automation-page.server.ts";

type Sample = Awaited<AutomationPage["samples"]>[number];

const LOOK: Readonly<Record<Sample["status"], StatusLook>> = { ...TEXT_LOOK, missing: "neutral" };

/** What Meta says of a text in one language. */
function SampleStatus({ sample }: { readonly sample: Sample }) {
  const { t } = useTranslation(["messages", "common", "automations"]);
  const word =
    sample.status === "missing"
      ? t("automations:editor.status.missing")
      : t(`common:textStatus.${sample.status}`);
  return <StatusBadge look={LOOK[sample.status]}>{word}</StatusBadge>;
}

interface TextSampleProps {
  readonly samples: AutomationPage["samples"];
  readonly purpose: string;
  /** Behind a button, on every screen. */
  readonly folded?: boolean;
}

function Shown({
  samples,
  purpose,
  folded,
}: Omit<TextSampleProps, "samples"> & { readonly samples: readonly Sample[] }) {
  const { t } = useTranslation(["messages", "common", "automations"]);
  const own = samples.filter((sample) => sample.purpose === purpose);
  const [language, setLanguage] = useState(own[0]?.language ?? "");
  const [open, setOpen] = useState(false);
  const narrow = useBreakpoints().smDown;
  const id = useId();
  const sample = own.find((one) => one.language === language) ?? own[0];
  if (!sample) return null;
  const phone = (
    <BlockStack gap="200">
      <PhonePreview preview={sample.preview} language={sample.language} />
      <Text as="p" tone="subdued" alignment="center" variant="bodySm">
        {t("automations:invented")}
      </Text>
    </BlockStack>
  );
  return (
    <BlockStack gap="300">
      <InlineStack gap="200" blockAlign="center">
        {own.length > 1 ? (
          <Select
            label={t("messages:detail.language")}
            labelHidden
            options={own.map((one) => ({ value: one.language, label: languageName(one.language, t) }))}
            value={sample.language}
            onChange={setLanguage}
          />
        ) : (
          <Text as="span">{languageName(sample.language, t)}</Text>
        )}
        <SampleStatus sample={sample} />
        {folded || narrow ? (
          <Button
            variant="plain"
            disclosure={open ? "up" : "down"}
            ariaExpanded={open}
            ariaControls={id}
            onClick={() => setOpen(!open)}
          >
            {t(open ? "automations:editor.previewHide" : "automations:editor.preview")}
          </Button>
        ) : null}
      </InlineStack>
      {folded || narrow ? (
        <Collapsible id={id} open={open}>
          {phone}
        </Collapsible>
      ) : (
        phone
      )}
    </BlockStack>
  );
}

/** A text on the phone in the shop's languages, with invented values that are called so. */
export function TextSample({ samples, ...shown }: TextSampleProps) {
  return (
    <Later data={samples} skeleton={<SkeletonBodyText lines={shown.folded ? 2 : 8} />}>
      {(all) => <Shown samples={all} {...shown} />}
    </Later>
  );
}
