import { useSearchParams } from "@remix-run/react";
import { Button, InlineStack, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PERIODS, type Period } from "./period.ts";

/** What Shopify adds to a document's address, and later requests bring in their headers. */
const OF_THE_DOCUMENT = ["id_token", "hmac", "timestamp", "session"];

/** Chooses the days of the figures; the choice stands in the address. */
export function PeriodPicker({ period, today }: { readonly period: Period; readonly today: string }) {
  const { t } = useTranslation("home");
  const [, setParams] = useSearchParams();
  const [own, setOwn] = useState(period.name === "own");
  const [days, setDays] = useState({ from: period.from, to: period.to });

  function go(values: Readonly<Record<string, string>>) {
    setParams(
      (params) => {
        for (const name of [...OF_THE_DOCUMENT, "period", "from", "to"]) params.delete(name);
        for (const [name, value] of Object.entries(values)) params.set(name, value);
        return params;
      },
      { preventScrollReset: true, replace: true },
    );
  }

  function choose(name: string) {
    setOwn(name === "own");
    if (name !== "own") go({ period: name });
  }

  return (
    <InlineStack gap="200" blockAlign="end">
      <Select
        label={t("period.label")}
        labelHidden
        value={own ? "own" : period.name}
        options={PERIODS.map((name) => ({ value: name, label: t(`period.${name}`) }))}
        onChange={choose}
      />
      {own ? (
        <>
          <TextField
            label={t("period.from")}
            type="date"
            value={days.from}
            max={today}
            autoComplete="off"
            onChange={(from) => setDays({ ...days, from })}
          />
          <TextField
            label={t("period.to")}
            type="date"
            value={days.to}
            min={days.from}
            max={today}
            autoComplete="off"
            onChange={(to) => setDays({ ...days, to })}
          />
          <Button
            disabled={!days.from || !days.to || days.from > days.to}
            onClick={() => go({ period: "own", ...days })}
          >
            {t("period.show")}
          </Button>
        </>
      ) : null}
    </InlineStack>
  );
}
