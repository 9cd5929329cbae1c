import { useTranslation } from "react-i18next";
import { MEANINGS, type Meaning } from "#app/modules/templates/purposes.ts";

/** Variables as a merchant reads them: `[First name]` in place of `{{first_name}}`. */
export function useShown() {
  const { t } = useTranslation("texts");
  const tokenOf = (meaning: Meaning) => `[${t(`meaning.${meaning}`)}]`;
  return {
    tokenOf,
    shown: (text: string) =>
      MEANINGS.reduce((so, meaning) => so.replaceAll(`{{${meaning}}}`, tokenOf(meaning)), text),
    fromShown: (text: string) =>
      MEANINGS.reduce((so, meaning) => so.replaceAll(tokenOf(meaning), `{{${meaning}}}`), text),
  };
}
