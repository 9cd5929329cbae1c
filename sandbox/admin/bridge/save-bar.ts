import { readSaveBar, watch } from "./chrome-elements.ts";
import type { Connection } from "./connection.ts";

/** What `shopify.saveBar` and App Bridge React's SaveBar need of the element. */
export interface Shown extends HTMLElement {
  readonly showing: boolean;
  show(): Promise<void>;
  hide(): Promise<void>;
  toggle(): Promise<void>;
}

export function isShown(element: Element | null): element is Shown {
  return element instanceof HTMLElement && "show" in element && "hide" in element && "toggle" in element;
}

/** `ui-save-bar`: the admin's contextual save bar, shown while the app has unsaved changes. */
export function defineSaveBar(connection: Connection): void {
  let current: SaveBar | undefined;

  class SaveBar extends HTMLElement {
    #observer: MutationObserver | undefined;

    get showing(): boolean {
      return current === this;
    }

    get discardConfirmation(): boolean {
      return this.hasAttribute("discardconfirmation");
    }

    set discardConfirmation(value: boolean) {
      this.toggleAttribute("discardconfirmation", value);
    }

    async show(): Promise<void> {
      if (this.showing) return;
      current = this;
      this.#observer = watch(this, () => void connection.call("saveBar", { bar: readSaveBar(this) }));
      await connection.call("saveBar", { bar: readSaveBar(this) });
      this.dispatchEvent(new Event("show"));
    }

    async hide(): Promise<void> {
      if (!this.showing) return;
      current = undefined;
      this.#observer?.disconnect();
      await connection.call("saveBar", { bar: null });
      this.dispatchEvent(new Event("hide"));
    }

    toggle(): Promise<void> {
      return this.showing ? this.hide() : this.show();
    }

    disconnectedCallback(): void {
      void this.hide();
    }
  }

  customElements.define("ui-save-bar", SaveBar);
}

/** Forms marked `data-save-bar` get a save bar of their own: it submits or resets them. */
export function watchMarkedForms(labels: { readonly save: string; readonly discard: string }): void {
  const bars = new WeakMap<HTMLFormElement, Shown>();
  const barOf = (form: HTMLFormElement): Shown | undefined => {
    const known = bars.get(form);
    if (known) return known;
    const bar = document.createElement("ui-save-bar");
    const save = document.createElement("button");
    save.setAttribute("variant", "primary");
    save.textContent = labels.save;
    save.addEventListener("click", () => form.requestSubmit());
    const discard = document.createElement("button");
    discard.textContent = labels.discard;
    discard.addEventListener("click", () => form.reset());
    bar.append(save, discard);
    document.body.append(bar);
    if (!isShown(bar)) return undefined;
    bars.set(form, bar);
    return bar;
  };
  const marked = (event: Event): HTMLFormElement | undefined => {
    const form = event.target instanceof Element ? event.target.closest("form[data-save-bar]") : null;
    return form instanceof HTMLFormElement ? form : undefined;
  };
  document.addEventListener("input", (event) => {
    const form = marked(event);
    if (form) void barOf(form)?.show();
  });
  for (const over of ["submit", "reset"]) {
    document.addEventListener(over, (event) => {
      const form = marked(event);
      if (form) void bars.get(form)?.hide();
    });
  }
}
