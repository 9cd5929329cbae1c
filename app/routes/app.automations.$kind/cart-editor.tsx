import { Banner, BlockStack, Button, Card, InlineGrid, InlineStack, Text, TextField } from "@shopify/polaris";
import { PlusIcon } from "@shopify/polaris-icons";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useSaveSection } from "#app/ui/save-section.tsx";
import { useFormat, useShell } from "#app/ui/shell.ts";
import type { AutomationPage } from "./automation-page.server.ts";
import { useCostLine } from "./cost-line.ts";
import { type EditedStep, readSteps, writeSteps } from "./settings-form.ts";
import { StepCard } from "./step-card.tsx";

const MOST_STEPS = 3;
const NEXT_STEP: EditedStep = { amount: "24", unit: "h", purpose: "cart_reminder_2" };

interface CartEditorProps {
  readonly page: AutomationPage;
  readonly stored: NonNullable<AutomationPage["cart"]>;
  /** While something is changed, nothing is read anew under the merchant's hands. */
  readonly onChanged: (changed: boolean) => void;
}

/** Who, what stops it, how often at most: the sentences above the steps. */
function Rule({ label, children }: { readonly label: string; readonly children: string }) {
  return (
    <Text as="p">
      <Text as="span" fontWeight="semibold">
        {`${label}:`}
      </Text>{" "}
      {children}
    </Text>
  );
}

/** The settings of cart recovery as a timeline of steps, with one save bar. */
export function CartEditor({ page, stored, onChanged }: CartEditorProps) {
  const { t } = useTranslation(["messages", "common", "automations"]);
  const { shop } = useShell();
  const format = useFormat();
  const { waiting, version } = page.automation;
  const { values, set, answer, bar } = useSaveSection("save", { ...stored }, version);
  const cost = useCostLine(page);
  const steps = readSteps(values.steps);
  const changed = (Object.keys(stored) as (keyof typeof stored)[]).some((key) => values[key] !== stored[key]);
  useEffect(() => onChanged(changed), [changed, onChanged]);
  const isWrong = (field: string) => answer?.fields?.some((name) => name.startsWith(field)) ?? false;
  const setSteps = (next: readonly EditedStep[]) => set({ steps: writeSteps(next) });
  return (
    <Card>
      {bar}
      <BlockStack gap="500">
        {answer?.problem === "stale" ? (
          <Banner tone="warning">
            <p>{t("automations:editor.stale")}</p>
          </Banner>
        ) : null}
        {answer?.problem === "invalid" ? (
          <Banner tone="critical">
            <p>{t("automations:editor.invalid")}</p>
          </Banner>
        ) : null}
        <BlockStack gap="100">
          <Rule label={t("automations:editor.who")}>{t("automations:editor.whoText")}</Rule>
          <Rule label={t("automations:editor.stops")}>{t("automations:editor.stopsText")}</Rule>
        </BlockStack>
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
          <TextField
            label={t("automations:editor.minimum")}
            value={values.minimum}
            prefix={shop.currency}
            inputMode="decimal"
            autoComplete="off"
            error={isWrong("minimumMinor") && t("automations:editor.error.minimum")}
            helpText={t("automations:editor.minimumHelp")}
            onChange={(minimum) => set({ minimum })}
          />
          <TextField
            label={t("automations:editor.once")}
            type="number"
            min={1}
            max={30}
            value={values.oncePerDays}
            suffix={t("automations:editor.onceSuffix")}
            autoComplete="off"
            error={isWrong("oncePerDays") && t("automations:editor.error.once")}
            onChange={(oncePerDays) => set({ oncePerDays })}
          />
        </InlineGrid>
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("automations:editor.steps")}
          </Text>
          <Text as="p" tone="subdued">
            {`${cost}. ${t("automations:editor.quiet", page.quietHours)}`}
          </Text>
        </BlockStack>
        <ol className="cw-steps">
          {steps.map((step, index) => {
            const remove = () => setSteps(steps.filter((_, other) => other !== index));
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the run
              <li key={index}>
                <StepCard
                  step={step}
                  index={index}
                  samples={page.samples}
                  invalid={isWrong(`steps.${index}`)}
                  onChange={(next) => setSteps(steps.map((one, other) => (other === index ? next : one)))}
                  onRemove={steps.length > 1 ? remove : undefined}
                />
              </li>
            );
          })}
          <li>
            <BlockStack gap="300">
              {steps.length < MOST_STEPS ? (
                <InlineStack>
                  <Button icon={PlusIcon} onClick={() => setSteps([...steps, NEXT_STEP])}>
                    {t("automations:editor.add")}
                  </Button>
                </InlineStack>
              ) : null}
              <Text as="p" tone="subdued">
                {`${t("automations:editor.end")}. ${t("automations:editor.endText", { count: steps.length })}`}
              </Text>
            </BlockStack>
          </li>
        </ol>
        {waiting > 0 ? (
          <Text as="p" tone="subdued">
            {t("automations:editor.halfWay", { count: waiting, number: format.number(waiting) })}
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}
