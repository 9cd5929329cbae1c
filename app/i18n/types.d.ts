import "i18next";
import type { screens } from "./en/index.ts";

declare module "i18next" {
  /** Keys are checked against the English words. */
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: typeof screens;
  }
}
