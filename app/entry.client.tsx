import { RemixBrowser } from "@remix-run/react";
import { startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { createI18n, type Words } from "./i18n/create.ts";
import { asLanguage, type Language } from "./i18n/language.ts";

/** Only the words of the merchant's own language are fetched. */
const load: Readonly<Record<Language, () => Promise<{ readonly words: Words }>>> = {
  en: () => import("./i18n/en/index.ts"),
  it: () => import("./i18n/it/index.ts"),
};

const language = asLanguage(document.documentElement.lang);
const { words } = await load[language]();
const i18n = createI18n(language, words);

/**
 * A part that was still on its way was drawn anew instead of being woken up: Polaris learns the screen's width when it
 * has been mounted, and tells everything below it. React has recovered, and nothing is lost (react.dev/errors/421).
 */
const DRAWN_ANEW = /#421\b|received an update before it finished hydrating/;

function onRecoverableError(error: unknown): void {
  if (error instanceof Error && DRAWN_ANEW.test(error.message)) return;
  reportError(error);
}

startTransition(() => {
  hydrateRoot(
    document,
    <I18nextProvider i18n={i18n}>
      <RemixBrowser />
    </I18nextProvider>,
    { onRecoverableError },
  );
});
