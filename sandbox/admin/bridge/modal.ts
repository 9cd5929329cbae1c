import type { Control, TitleBarState } from "../bridge-protocol.ts";
import { readTitleBar, watch } from "./chrome-elements.ts";
import type { Connection } from "./connection.ts";
import { press } from "./controls.ts";
import { modalStyle } from "./modal-style.ts";

/** A node of the dialog, with its attributes and children. */
function node<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string>,
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

function cross(): SVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("width", "20");
  svg.setAttribute("height", "20");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(namespace, "path");
  line.setAttribute("d", "m5.5 5.5 9 9m0-9-9 9");
  line.setAttribute("stroke", "currentColor");
  line.setAttribute("stroke-width", "1.5");
  line.setAttribute("stroke-linecap", "round");
  svg.append(line);
  return svg;
}

/** The dialog that shows one `ui-modal`; the app's own content sits in it through a slot and keeps its styles. */
class ModalDialog {
  readonly #host = node("div", { "data-app-bridge-modal": "" });
  readonly #dialog = node("dialog", { "aria-labelledby": "heading" });
  readonly #heading = node("h2", { id: "heading" });
  readonly #footer = node("footer", {});

  constructor(labels: { readonly close: string }, wantsToClose: () => void) {
    const root = this.#host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(modalStyle);
    root.adoptedStyleSheets = [sheet];
    const close = node("button", { type: "button", class: "close", "aria-label": labels.close }, cross());
    close.addEventListener("click", wantsToClose);
    const content = node("div", { class: "content" }, node("slot", {}));
    this.#dialog.append(node("header", {}, this.#heading, close), content, this.#footer);
    this.#dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      wantsToClose();
    });
    this.#dialog.addEventListener("click", (event) => {
      if (event.target === this.#dialog) wantsToClose();
    });
    root.append(this.#dialog);
  }

  draw(bar: TitleBarState, variant: string): void {
    this.#heading.textContent = bar.title;
    this.#dialog.dataset.variant = variant;
    const focused = this.#footer.querySelector("button:focus")?.textContent;
    const buttons = [...bar.secondary.map((control) => this.#button(control, false))];
    if (bar.primary) buttons.push(this.#button(bar.primary, true));
    this.#footer.replaceChildren(...buttons);
    buttons.find((button) => button.textContent === focused)?.focus();
  }

  #button(control: Control, primary: boolean): HTMLButtonElement {
    const button = node("button", { type: "button" }, control.label);
    button.classList.toggle("primary", primary);
    button.classList.toggle("critical", control.critical);
    button.disabled = control.disabled || control.loading;
    button.setAttribute("aria-busy", String(control.loading));
    button.addEventListener("click", () => press(control.id, () => true));
    return button;
  }

  open(content: HTMLElement): void {
    this.#host.append(content);
    document.body.append(this.#host);
    this.#dialog.showModal();
  }

  close(): void {
    this.#dialog.close();
    this.#host.remove();
  }
}

/** `ui-modal`: a dialog over the app, with heading and buttons from the `ui-title-bar` inside it. */
export function defineModal(connection: Connection, labels: { readonly close: string }): void {
  customElements.define(
    "ui-modal",
    class UiModal extends HTMLElement {
      /** Where App Bridge React puts the modal's children. */
      content: HTMLElement = node("div", {});
      #dialog: ModalDialog | undefined;
      #observer: MutationObserver | undefined;
      #frame: HTMLIFrameElement | undefined;

      get variant(): string {
        return this.getAttribute("variant") ?? "base";
      }

      set variant(value: string) {
        this.setAttribute("variant", value);
      }

      get src(): string | undefined {
        return this.getAttribute("src") ?? undefined;
      }

      set src(value: string | undefined) {
        if (value === undefined) this.removeAttribute("src");
        else this.setAttribute("src", value);
      }

      get contentWindow(): Window | null {
        return this.#frame?.contentWindow ?? null;
      }

      #draw(): void {
        const bar = this.querySelector(":scope > ui-title-bar");
        const none: TitleBarState = { title: "", breadcrumb: null, primary: null, secondary: [], groups: [] };
        this.#dialog?.draw(bar ? readTitleBar(bar) : none, this.variant);
      }

      #shownContent(): HTMLElement {
        const { src } = this;
        if (src !== undefined) {
          this.#frame = node("iframe", { src: new URL(src, window.location.href).href, title: "" });
          return this.#frame;
        }
        const own = [...this.children].filter((child) => !/^ui-(title|save)-bar$/.test(child.localName));
        // App Bridge React leaves an empty div here and fills `content`; plain HTML puts the content itself.
        if (this.content.childNodes.length === 0) this.content.append(...own);
        return this.content;
      }

      async show(): Promise<void> {
        if (this.#dialog) return;
        this.#dialog = new ModalDialog(labels, () => void this.hide());
        this.#draw();
        this.#observer = watch(this, () => this.#draw());
        this.#dialog.open(this.#shownContent());
        this.dispatchEvent(new Event("show"));
        await connection.call("modal", { open: true });
      }

      async hide(): Promise<void> {
        const dialog = this.#dialog;
        if (!dialog) return;
        this.#dialog = undefined;
        this.#observer?.disconnect();
        dialog.close();
        this.#frame = undefined;
        this.dispatchEvent(new Event("hide"));
        await connection.call("modal", { open: false });
      }

      toggle(): Promise<void> {
        return this.#dialog ? this.hide() : this.show();
      }

      disconnectedCallback(): void {
        void this.hide();
      }
    },
  );
}
