import { defer, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Box, Button, Card, InlineStack, Link, SkeletonBodyText, Text } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { merchantOf } from "#app/merchant.server.ts";
import { automationReports } from "#app/modules/automations/index.ts";
import { accountCurrency } from "#app/modules/costs/index.ts";
import { onItsWay } from "#app/routes/app/on-its-way.server.ts";
import { type AutomationData, toAutomation } from "#app/ui/automation.server.ts";
import { AutomationFigures } from "#app/ui/automation-figures.tsx";
import { GROUPS, MODE_LOOK, sentenceOf } from "#app/ui/automation-words.ts";
import "#app/ui/automations.css";
import { BlockedLine } from "#app/ui/blocked-line.tsx";
import { Later } from "#app/ui/later.tsx";
import { useLiveFigures } from "#app/ui/live.ts";
import { ModeModal, type Switched } from "#app/ui/mode-modal.tsx";
import { Screen } from "#app/ui/screen.tsx";
import { ScreenFailed } from "#app/ui/screen-failed.tsx";
import { useShell } from "#app/ui/shell.ts";
import { StatusBadge } from "#app/ui/status-badge.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const merchant = await merchantOf(args);
  const { services, shopId } = merchant;
  const read = async () => {
    const [reports, currency] = await Promise.all([
      automationReports(services, shopId),
      accountCurrency(services.database.shop(shopId)),
    ]);
    return reports.map((report) => toAutomation(report, currency));
  };
  return defer({
    automations: onItsWay(merchant, "automations", read()),
  });
}

interface RowProps {
  readonly automation: AutomationData;
  readonly onSwitch: (automation: Switched) => void;
}

/** One automation: what it does, whether it does it, and what came of it. */
function AutomationRow({ automation, onSwitch }: RowProps) {
  const { t } = useTranslation(["messages", "common", "automations"]);
  const { format } = useShell();
  const { kind, mode } = automation;
  const name = t(`automations:name.${kind}`);
  const button = mode === "off" ? "automations:turnOn" : "automations:change";
  return (
    <Box padding="400" borderBlockStartWidth="025" borderColor="border-secondary">
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="start" gap="200">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h3" variant="headingSm">
              <Link url={`/app/automations/${kind}`} monochrome removeUnderline>
                {name}
              </Link>
            </Text>
            <StatusBadge look={MODE_LOOK[mode]}>{t(`automations:mode.${mode}`)}</StatusBadge>
          </InlineStack>
          <Button accessibilityLabel={`${t(button)}: ${name}`} onClick={() => onSwitch(automation)}>
            {t(button)}
          </Button>
        </InlineStack>
        <Text as="p" tone="subdued">
          {sentenceOf(automation, t, format.language)}
        </Text>
        {automation.blocked ? <BlockedLine blocked={automation.blocked} /> : null}
        {mode !== "off" || automation.figures.started > 0 ? (
          <AutomationFigures automation={automation} />
        ) : null}
      </BlockStack>
    </Box>
  );
}

/** As high as the rows of a group that is off. */
function RowsSkeleton({ rows }: { readonly rows: readonly string[] }) {
  return rows.map((kind) => (
    <Box key={kind} padding="400" borderBlockStartWidth="025" borderColor="border-secondary">
      <SkeletonBodyText lines={4} />
    </Box>
  ));
}

export default function Automations() {
  const { automations } = useLoaderData<typeof loader>();
  const { t } = useTranslation("automations");
  const [switched, setSwitched] = useState<Switched | null>(null);
  useLiveFigures(switched !== null);
  return (
    <Screen title={t("title")}>
      {(Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((group) => (
        <Card key={group} padding="0">
          <Box padding="400">
            <BlockStack gap="100">
              <Text as="h2" variant="headingMd">
                {t(`group.${group}`)}
              </Text>
              <Text as="p" tone="subdued">
                {t(`groupHelp.${group}`)}
              </Text>
            </BlockStack>
          </Box>
          <Later data={automations} skeleton={<RowsSkeleton rows={GROUPS[group]} />} place="edge">
            {(all) =>
              all
                .filter((automation) => (GROUPS[group] as readonly string[]).includes(automation.kind))
                .map((automation) => (
                  <AutomationRow key={automation.kind} automation={automation} onSwitch={setSwitched} />
                ))
            }
          </Later>
        </Card>
      ))}
      <Box paddingInline={{ xs: "400", sm: "0" }}>
        <Text as="p" tone="subdued">
          {`${t("figure.period")}. ${t("figureHelp")}`}
        </Text>
      </Box>
      <ModeModal automation={switched} onClose={() => setSwitched(null)} />
    </Screen>
  );
}

export function ErrorBoundary() {
  return <ScreenFailed />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
