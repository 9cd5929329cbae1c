import { Select, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/shell.ts";
import type { TextPage } from "./text.server.ts";
import { WORDS } from "./words.ts";

interface SubjectChoiceProps {
  readonly text: TextPage;
  /** Id of a cart or an order; empty for invented values. */
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** Whom the text is read as: one of the last real carts or orders, or somebody invented, who is called so. */
export function SubjectChoice({ text, chosen, onChoose }: SubjectChoiceProps) {
  const { t } = useTranslation(WORDS);
  const format = useFormat();
  if (text.subjects.length === 0)
    return (
      <Text as="p" tone="subdued" alignment="center" variant="bodySm">
        {t("automations:invented")}
      </Text>
    );
  const options = text.subjects.map(({ id, person, at, order }) => ({
    value: id,
    label: [person ?? t("texts:preview.someone"), ...(order ? [order] : []), format.dateTime(at)].join(" · "),
  }));
  return (
    <Select
      label={t("texts:preview.as")}
      options={[{ value: "", label: t("automations:invented") }, ...options]}
      value={chosen}
      onChange={onChoose}
    />
  );
}
