import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { action } from "#app/routes/app/route.tsx";
import { useFormat } from "./shell.ts";

/** Sends the texts that a shop still lacks to Meta, and says what came of it. @param count of them */
export function SendTexts({ disabled, count }: { readonly disabled: boolean; readonly count: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const fetcher = useFetcher<typeof action>({ key: "prepare-texts" });
  const result = fetcher.data;
  const failed = fetcher.state === "idle" && result && !result.ok ? result : undefined;
  return (
    <BlockStack gap="200">
      {failed ? (
        <Banner tone="critical" title={t(`sendTexts.${failed.problem}`)}>
          {failed.detail ? <p>{failed.detail}</p> : null}
        </Banner>
      ) : null}
      <InlineStack gap="300" blockAlign="center">
        <Button
          variant="primary"
          disabled={disabled}
          loading={fetcher.state !== "idle"}
          onClick={() => fetcher.submit({ intent: "prepare-texts" }, { method: "post", action: "/app" })}
        >
          {t("sendTexts.send", { count, number: format.number(count) })}
        </Button>
        {disabled ? (
          <Text as="p" tone="subdued">
            {t("sendTexts.needsNumber")}
          </Text>
        ) : null}
      </InlineStack>
    </BlockStack>
  );
}
