import { BlockStack, Box, Card, InlineStack, Link, SkeletonBodyText, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Later } from "#app/ui/later.tsx";
import { useFormat } from "#app/ui/shell.ts";
import { type Fall, FUNNEL_STEPS, type FunnelCounts, steepestFall } from "./funnel-advice.ts";

/** Where the fall can be looked into within the app; the first two are mended in Shopify's checkout settings. */
const LISTS: Readonly<Partial<Record<Fall["step"], string>>> = {
  writtenTo: "/app/automations",
  cameBack: "/app/messages?automation=cart_recovery",
};

function Bars({ counts }: { readonly counts: FunnelCounts }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  return (
    <dl className="cw-funnel">
      {FUNNEL_STEPS.map((step) => (
        <div key={step}>
          <dt>{t(`funnel.${step}`)}</dt>
          <dd>
            <span
              className="cw-funnel-bar"
              style={{ inlineSize: `${counts.left === 0 ? 0 : (counts[step] / counts.left) * 100}%` }}
            />
            <strong>{format.number(counts[step])}</strong>
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface CheckoutFacts {
  /** Of the checkout in Shopify's admin. */
  readonly settingsUrl: string;
  /** Else the question stands on the thank-you page. */
  readonly asksInCheckout: boolean;
}

function Advice({ fall, settingsUrl, asksInCheckout }: CheckoutFacts & { readonly fall: Fall }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  const { step, lost } = fall;
  const isConsent = step === "withConsent";
  const url = LISTS[step] ?? (isConsent ? `${settingsUrl}/editor` : settingsUrl);
  const action = isConsent && !asksInCheckout ? "withConsentAfterwards" : step;
  return (
    <Text as="p">
      {t(`funnel.advice.${step}`, { count: lost, lost: format.number(lost) })}{" "}
      <Link url={url} {...(url.startsWith("http") ? { target: "_top" } : {})}>
        {t(`funnel.action.${action}`)}
      </Link>
    </Text>
  );
}

function Funnel({ counts, ...checkout }: CheckoutFacts & { readonly counts: FunnelCounts }) {
  const { t } = useTranslation("home");
  const fall = steepestFall(counts);
  return (
    <BlockStack gap="300">
      <Bars counts={counts} />
      {counts.left === 0 ? <Text as="p">{t("funnel.empty")}</Text> : null}
      {fall ? <Advice fall={fall} {...checkout} /> : null}
    </BlockStack>
  );
}

/** How many carts of the last 30 days could be written to, and where most are lost. */
export function FunnelCard({ data, ...checkout }: CheckoutFacts & { readonly data: Promise<FunnelCounts> }) {
  const { t } = useTranslation("home");
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t("funnel.title")}
          </Text>
          <Text as="span" tone="subdued">
            {t("funnel.period")}
          </Text>
        </InlineStack>
        <Box minHeight="12rem">
          <Later data={data} skeleton={<SkeletonBodyText lines={8} />}>
            {(counts) => <Funnel counts={counts} {...checkout} />}
          </Later>
        </Box>
      </BlockStack>
    </Card>
  );
}
