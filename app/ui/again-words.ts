import type { TFunction } from "i18next";
import { reasonInside } from "./message-words.ts";

/** Why a message can't be sent again, inside of a sentence. */
export function againWords(
  why: string,
  t: TFunction<["messages", "common", "automations", "again"]>,
): string {
  return t(`again:why.${why as "arrived"}`, { defaultValue: reasonInside(why, t) });
}
