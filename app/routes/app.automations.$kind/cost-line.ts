import { useTranslation } from "react-i18next";
import { useFormat, useShell } from "#app/ui/shell.ts";
import type { AutomationPage } from "./automation-page.server.ts";

/** "About $0.08 each in Italy, estimate": what one message costs in the shop's own country, as far as it is known. */
export function useCostLine({ each, countryCode }: AutomationPage): string {
  const { t } = useTranslation("automations");
  const { format } = useShell();
  const formatters = useFormat();
  if (each.micros === null) return t("editor.costUnknown", { currency: each.currency });
  const amount = formatters.cost(each.micros, each.currency);
  if (!countryCode) return t("editor.costAnywhere", { amount });
  const names = new Intl.DisplayNames(format.language, { type: "region" });
  return t("editor.cost", { amount, country: names.of(countryCode) ?? countryCode });
}
