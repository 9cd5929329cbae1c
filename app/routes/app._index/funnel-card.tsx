import {
  BlockStack,
  Box,
  Button,
  Card,
  InlineStack,
  Link,
  Popover,
  SkeletonBodyText,
  Text,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CART_STAGES } from "#app/modules/funnel/stages.ts";
import { Later } from "#app/ui/later.tsx";
import { useFormat } from "#app/ui/shell.ts";
import { type Fall, type FunnelCounts, steepestFall } from "./funnel-advice.ts";

/** Where the fall can be looked into within the app; the first two are mended in Shopify's checkout settings. */
const LISTS: Readonly<Partial<Record<Fall["step"], string>>> = {
  written: "/app/automations",
  returned: "/app/messages?automation=cart_recovery",
};

/** Each bar opens the carts that it counts. */
function Bars({ counts }: { readonly counts: FunnelCounts }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  return (
    <dl className="cw-funnel">
      {CART_STAGES.map((stage) => (
        <div key={stage}>
          <dt>
            <Link
              url={`/app/carts?stage=${stage}`}
              monochrome
              accessibilityLabel={t("funnel.see", { stage: t(`funnel.${stage}`) })}
            >
              {t(`funnel.${stage}`)}
            </Link>
          </dt>
          <dd>
            <span
              className="cw-funnel-bar"
              style={{ inlineSize: `${counts.left === 0 ? 0 : (counts[stage] / counts.left) * 100}%` }}
            />
            <strong>{format.number(counts[stage])}</strong>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function HowCounted() {
  const { t } = useTranslation("home");
  const [open, setOpen] = useState(false);
  return (
    <Popover
      active={open}
      onClose={() => setOpen(false)}
      activator={
        <Button variant="plain" textAlign="start" onClick={() => setOpen(!open)}>
          {t("funnel.how")}
        </Button>
      }
    >
      <Box padding="400" maxWidth="20rem">
        <Text as="p">{t("funnel.howText")}</Text>
      </Box>
    </Popover>
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
  const isConsent = step === "consent";
  const url = LISTS[step] ?? (isConsent ? `${settingsUrl}/editor` : settingsUrl);
  const action = isConsent && !asksInCheckout ? "consentAfterwards" : step;
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
      <HowCounted />
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
