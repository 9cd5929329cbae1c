import type { Choice } from "./sheet.ts";
import type { Words } from "./words.ts";

const KEY = "phone.theme";

function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** The theme that was chosen last; without a choice the system's. */
const remembered = localStorage.getItem(KEY);
if (remembered) document.documentElement.dataset.theme = remembered;

/** The choice of the other theme, for a menu. */
export function themeChoice(words: Words): Choice {
  return {
    label: isDark() ? words.light : words.dark,
    choose: () => {
      const next = isDark() ? "light" : "dark";
      document.documentElement.dataset.theme = next;
      localStorage.setItem(KEY, next);
    },
  };
}
