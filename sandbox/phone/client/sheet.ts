import { element } from "./element.ts";
import type { Words } from "./words.ts";

export interface Choice {
  readonly label: string;
  readonly description?: string | undefined;
  choose(): void;
}

/** A sheet from below with choices. @returns where more can be put */
export function openSheet(title: string, choices: readonly Choice[], words: Words): HTMLElement {
  const content = element("div", { class: "sheet-content" });
  const close = element("button", { class: "sheet-close", type: "button", "aria-label": words.close }, "×");
  const dialog = element(
    "dialog",
    { class: "sheet", "aria-label": title },
    element("header", {}, element("h2", {}, title), close),
    content,
  );
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  for (const { label, description, choose } of choices) {
    const choice = element(
      "button",
      { class: "choice", type: "button" },
      element("span", {}, label),
      description !== undefined && element("small", {}, description),
    );
    choice.addEventListener("click", () => {
      dialog.close();
      choose();
    });
    content.append(choice);
  }
  document.body.append(dialog);
  dialog.showModal();
  return content;
}
