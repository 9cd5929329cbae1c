import { useRouteLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import { createFormatters, type Formatters } from "#app/i18n/format.ts";
import type { loader } from "#app/routes/app/route.tsx";

/** The shell's data, on every screen below /app. */
export function useShell() {
  const shell = useRouteLoaderData<typeof loader>("routes/app");
  if (!shell) throw new Error("a screen outside of the shell");
  return shell;
}

/** Writes money, numbers and times for this merchant and shop; "now" is the shop time of the page. */
export function useFormat(): Formatters {
  const { language, countryCode, timeZone, now } = useShell().format;
  return useMemo(
    () => createFormatters({ language, countryCode, timeZone, now }),
    [language, countryCode, timeZone, now],
  );
}
