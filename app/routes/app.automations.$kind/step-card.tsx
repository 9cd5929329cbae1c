import { BlockStack, Button, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { textName } from "#app/ui/message-words.ts";
import type { AutomationPage } from "./automation-page.server.ts";
import { type EditedStep, minutesOf, type Unit } from "./settings-form.ts";
import { TextSample } from "./text-sample.tsx";

const CART_TEXTS = ["cart_reminder_1", "cart_reminder_2"] as const;
const UNIT_NAMES = { m: "minutes", h: "hours", d: "days" } as const;
/** Promotions to one person lie at least so far apart, in minutes. */
const GAP_MINUTES = 20 * 60;

interface StepCardProps {
  readonly step: EditedStep;
  /** From 0. */
  readonly index: number;
  readonly samples: AutomationPage["samples"];
  readonly invalid: boolean;
  readonly onChange: (step: EditedStep) => void;
  /** Absent for the only step. */
  readonly onRemove?: (() => void) | undefined;
}

/** One step of the run: how long it waits, and what it sends. */
export function StepCard({ step, index, samples, invalid, onChange, onRemove }: StepCardProps) {
  const { t } = useTranslation(["messages", "common", "automations"]);
  const isTooClose = index > 0 && minutesOf(step) < GAP_MINUTES;
  const title = t("automations:editor.message", { step: index + 1 });
  return (
    <BlockStack gap="300">
      <InlineStack align="space-between" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {title}
        </Text>
        {onRemove ? (
          <Button
            variant="plain"
            tone="critical"
            accessibilityLabel={t("automations:editor.remove", { step: index + 1 })}
            onClick={onRemove}
          >
            {t("automations:editor.remove", { step: index + 1 })}
          </Button>
        ) : null}
      </InlineStack>
      <div className="cw-wait">
        <TextField
          label={t("automations:editor.wait")}
          type="number"
          min={1}
          value={step.amount}
          autoComplete="off"
          error={invalid}
          onChange={(amount) => onChange({ ...step, amount })}
        />
        <Select
          label={t("automations:editor.wait")}
          labelHidden
          options={Object.entries(UNIT_NAMES).map(([value, name]) => ({
            value,
            label: t(`automations:editor.unit.${name}`, { count: Number(step.amount) || 0 }),
          }))}
          value={step.unit}
          onChange={(unit) => onChange({ ...step, unit: unit as Unit })}
        />
        <span>
          {index === 0
            ? t("automations:editor.afterCart")
            : t("automations:editor.afterMessage", { step: index })}
        </span>
      </div>
      {invalid ? (
        <Text as="p" tone="critical">
          {t("automations:editor.error.delay")}
        </Text>
      ) : null}
      {isTooClose && !invalid ? (
        <Text as="p" tone="caution">
          {t("automations:editor.tooClose")}
        </Text>
      ) : null}
      <Select
        label={t("automations:editor.text")}
        options={CART_TEXTS.map((value) => ({ value, label: textName(value, t) }))}
        value={step.purpose}
        onChange={(purpose) => onChange({ ...step, purpose })}
      />
      <TextSample key={step.purpose} samples={samples} purpose={step.purpose} folded />
    </BlockStack>
  );
}
