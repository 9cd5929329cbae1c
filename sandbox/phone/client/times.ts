import type { PersonView } from "../view.ts";
import type { Words } from "./words.ts";

/** Everybody in the story lives by the shop's clock. */
const TIME_ZONE = "Europe/Rome";

export function timeOf(iso: string, language: PersonView["language"]): string {
  const options = { hour: "2-digit", minute: "2-digit", timeZone: TIME_ZONE } as const;
  return new Date(iso).toLocaleTimeString(language === "it" ? "it-IT" : "en-GB", options);
}

/** The local day, as 2026-11-25. */
export function dayOf(iso: string): string {
  return new Date(iso).toLocaleDateString("sv-SE", { timeZone: TIME_ZONE });
}

/** "Today", "Yesterday", or the date. */
export function dayName(iso: string, now: string, language: PersonView["language"], words: Words): string {
  const day = dayOf(iso);
  if (day === dayOf(now)) return words.today;
  const yesterday = new Date(new Date(now).getTime() - 86_400_000).toISOString();
  if (day === dayOf(yesterday)) return words.yesterday;
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: TIME_ZONE } as const;
  return new Date(iso).toLocaleDateString(language === "it" ? "it-IT" : "en-GB", options);
}
