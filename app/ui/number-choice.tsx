import { BlockStack, Button, ChoiceList, InlineStack } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OfferedNumber } from "#app/modules/numbers/index.ts";

interface NumberChoiceProps {
  readonly numbers: readonly OfferedNumber[];
  readonly busy: boolean;
  readonly onChoose: (number: { readonly phoneNumberId: string; readonly wabaId: string }) => void;
}

/** The numbers that an access reaches, to choose one from. */
export function NumberChoice({ numbers, busy, onChoose }: NumberChoiceProps) {
  const { t } = useTranslation("connect");
  const [chosen, setChosen] = useState(numbers[0]?.phoneNumberId);
  const number = numbers.find(({ phoneNumberId }) => phoneNumberId === chosen);
  return (
    <BlockStack gap="400">
      <ChoiceList
        title={t("token.choose")}
        choices={numbers.map(({ phoneNumberId, displayPhoneNumber, verifiedName }) => ({
          value: phoneNumberId,
          label: verifiedName
            ? t("token.named", { number: displayPhoneNumber, name: verifiedName })
            : displayPhoneNumber,
        }))}
        selected={chosen ? [chosen] : []}
        onChange={([one]) => setChosen(one)}
      />
      <InlineStack>
        <Button
          variant="primary"
          loading={busy}
          disabled={!number}
          onClick={() => {
            if (number) onChoose({ phoneNumberId: number.phoneNumberId, wabaId: number.wabaId });
          }}
        >
          {t("token.do")}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
