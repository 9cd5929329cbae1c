import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { action } from "./route.tsx";

/** Registers the number for the API; where somebody else has set its PIN, that is asked for. */
export function RegisterStep() {
  const { t } = useTranslation("number");
  const fetcher = useFetcher<typeof action>();
  const [pin, setPin] = useState("");
  const busy = fetcher.state !== "idle";
  const answer = busy ? undefined : fetcher.data;
  const refused = answer && "registered" in answer && !answer.registered.ok ? answer.registered : undefined;
  const asksPin = pin !== "" || refused?.problem === "pin_wrong";
  return (
    <BlockStack gap="200">
      {refused ? (
        <Text as="p" tone="critical">
          {t(`register.${refused.problem}`, { detail: refused.detail })}
        </Text>
      ) : null}
      {asksPin ? (
        <TextField
          label={t("register.pin")}
          helpText={t("register.pinHelp")}
          value={pin}
          inputMode="numeric"
          maxLength={6}
          autoComplete="off"
          onChange={setPin}
        />
      ) : null}
      <InlineStack>
        <Button
          loading={busy}
          disabled={asksPin && !/^\d{6}$/.test(pin)}
          onClick={() => fetcher.submit({ intent: "register", pin }, { method: "post" })}
        >
          {t("register.do")}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
