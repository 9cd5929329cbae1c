import { useFetcher } from "@remix-run/react";
import {
  Banner,
  BlockStack,
  Button,
  DropZone,
  FormLayout,
  InlineStack,
  Link,
  List,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Foldable } from "#app/ui/foldable.tsx";
import { useFormat } from "#app/ui/shell.ts";
import type { CostsData, CostsResult } from "./costs.server.ts";

/** Meta's page with the files. Source: Meta, "Pricing", October 2026. */
const RATE_CARDS = "https://business.whatsapp.com/products/platform-pricing#rates";
const FAULTS_SHOWN = 8;

/** What is wrong with an uploaded card, line by line. */
function Refused({
  result,
  currency,
}: {
  readonly result: Extract<CostsResult, { ok: false }>;
  readonly currency: string;
}) {
  const { t } = useTranslation("costs");
  const { faults, problem } = result;
  const more = faults.length - FAULTS_SHOWN;
  return (
    <Banner tone="critical" title={t(`problem.${problem}`)}>
      {faults.length > 0 ? (
        <List>
          {faults.slice(0, FAULTS_SHOWN).map(({ line, fault, text }) => (
            <List.Item key={line}>
              {t(`fault.${fault}`, { line, text: text.slice(0, 60), currency })}
            </List.Item>
          ))}
          {more > 0 ? <List.Item>{t("fault.more", { count: more })}</List.Item> : null}
        </List>
      ) : null}
    </Banner>
  );
}

function Answer({
  result,
  currency,
}: {
  readonly result: CostsResult | undefined;
  readonly currency: string;
}) {
  const { t } = useTranslation("costs");
  const format = useFormat();
  if (!result) return null;
  if (!result.ok) return <Refused result={result} currency={currency} />;
  const title =
    result.intent === "remove-rate-cards"
      ? t("prices.removed")
      : t("prices.saved", { number: format.number(result.markets) });
  return <Banner tone="success" title={title} />;
}

/** Replaces Meta's prices by a file of Meta's, or by its pasted lines. */
export function RateCardForm({ costs }: { readonly costs: CostsData }) {
  const { t } = useTranslation("costs");
  const fetcher = useFetcher<CostsResult>({ key: "rate-card" });
  const [text, setText] = useState("");
  const [effectiveFrom, setEffectiveFrom] = useState(costs.from);
  const busy = fetcher.state !== "idle";
  const { currency, card } = costs;
  const send = (values: Record<string, string>) =>
    fetcher.submit(values, { method: "post", action: "/app/settings" });
  return (
    <BlockStack gap="300">
      <Answer result={fetcher.data} currency={currency} />
      <Foldable label={t(card ? "prices.replace" : "prices.add")}>
        <FormLayout>
          <Text as="p" tone="subdued">
            {t("prices.where")}{" "}
            <Link url={RATE_CARDS} external>
              {t("prices.link")}
            </Link>
          </Text>
          <DropZone
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            type="file"
            allowMultiple={false}
            onDropAccepted={async ([file]) => setText((await file?.text()) ?? "")}
          >
            <DropZone.FileUpload actionTitle={t("prices.file")} />
          </DropZone>
          <TextField
            label={t("prices.text")}
            helpText={t("prices.textHelp")}
            value={text}
            onChange={setText}
            multiline={4}
            maxHeight="12rem"
            autoComplete="off"
            monospaced
          />
          <TextField
            label={t("prices.from")}
            helpText={t("prices.fromHelp")}
            type="date"
            value={effectiveFrom}
            onChange={setEffectiveFrom}
            autoComplete="off"
          />
          <InlineStack gap="300">
            <Button
              loading={busy}
              disabled={text.trim() === ""}
              onClick={() => send({ intent: "save-rate-card", text, effectiveFrom })}
            >
              {t("prices.save")}
            </Button>
            {card?.own ? (
              <Button variant="plain" disabled={busy} onClick={() => send({ intent: "remove-rate-cards" })}>
                {t("prices.remove")}
              </Button>
            ) : null}
          </InlineStack>
        </FormLayout>
      </Foldable>
    </BlockStack>
  );
}
