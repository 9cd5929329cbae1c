import { BlockStack, Card, Checkbox, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Later } from "#app/ui/later.tsx";
import { useSaveSection } from "#app/ui/save-section.tsx";
import { Stale } from "./sections.tsx";
import type { NumberRow } from "./settings.server.ts";

interface MarketingSectionProps {
  readonly numbers: Promise<readonly NumberRow[]>;
  readonly shares: boolean;
  readonly version: number;
}

/** By which endpoint the shop's promotions leave. */
function Endpoint({ numbers }: { readonly numbers: readonly NumberRow[] }) {
  const { t } = useTranslation("marketing");
  const sender = numbers.find(({ state }) => state === "connected");
  if (!sender) return <Text as="p">{t("unknown")}</Text>;
  return <Text as="p">{t(sender.marketingEndpoint)}</Text>;
}

/** How promotions leave, and what Meta may use of what people do with them. */
export function MarketingSection({ numbers, shares, version }: MarketingSectionProps) {
  const { t } = useTranslation("marketing");
  const { values, set, answer, bar } = useSaveSection("save-marketing", { shares: String(shares) }, version);
  return (
    <Card>
      {bar}
      <BlockStack gap="400">
        <Stale answer={answer} />
        <Later data={numbers} skeleton={<Text as="p">{t("unknown")}</Text>}>
          {(rows) => <Endpoint numbers={rows} />}
        </Later>
        <Checkbox
          label={t("share")}
          helpText={t("shareHelp")}
          checked={values.shares === "true"}
          onChange={(checked) => set({ shares: String(checked) })}
        />
      </BlockStack>
    </Card>
  );
}
