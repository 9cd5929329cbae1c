import type { Control, SaveBarState } from "../bridge-protocol.ts";
import { confirm } from "./dialogs.ts";
import { type HostWords, part } from "./page.ts";

/** The contextual save bar over the admin's top bar. */
export interface SaveBar {
  draw(bar: SaveBarState | null): void;
  /** Asks before unsaved changes are lost; true when nothing is unsaved. */
  mayLeave(): Promise<boolean>;
}

function show(id: string, control: Control | null): void {
  const button = part(id);
  if (!(button instanceof HTMLButtonElement)) return;
  button.hidden = control === null;
  button.textContent = control?.label || button.dataset.label || "";
  button.disabled = control !== null && (control.disabled || control.loading);
  button.classList.toggle("busy", control?.loading ?? false);
}

export function createSaveBar(words: HostWords, press: (id: string) => void): SaveBar {
  let shown: SaveBarState | null = null;
  part("save-bar-save").addEventListener("click", () => {
    if (shown?.save) press(shown.save.id);
  });
  part("save-bar-discard").addEventListener("click", async () => {
    const discard = shown?.discard;
    if (!discard) return;
    const agreed =
      !shown?.discardConfirmation ||
      (await confirm({
        title: words.discardTitle,
        text: words.discardText,
        agree: words.discard,
        refuse: words.keep,
      }));
    if (agreed) press(discard.id);
  });
  return {
    draw(bar) {
      shown = bar;
      part("save-bar").hidden = bar === null;
      show("save-bar-save", bar?.save ?? null);
      show("save-bar-discard", bar?.discard ?? null);
    },
    async mayLeave() {
      if (shown === null) return true;
      return confirm({
        title: words.leaveTitle,
        text: words.leaveText,
        agree: words.leave,
        refuse: words.stay,
      });
    },
  };
}
