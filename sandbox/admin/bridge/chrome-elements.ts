import type { NavItem, SaveBarState, TitleBarState } from "../bridge-protocol.ts";
import type { Connection } from "./connection.ts";
import { controlOf, idOf } from "./controls.ts";

/** Watches an element's inside and attributes, and calls at most once per microtask. */
export function watch(element: Element, changed: () => void): MutationObserver {
  let due = false;
  const observer = new MutationObserver(() => {
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      changed();
    });
  });
  observer.observe(element, { childList: true, subtree: true, attributes: true, characterData: true });
  return observer;
}

function children(element: Element, selector: string): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>(selector)];
}

/** What a `ui-title-bar` says: its title, breadcrumb, primary and secondary actions, grouped actions. */
export function readTitleBar(bar: Element): TitleBarState {
  const direct = children(bar, ":scope > a, :scope > button");
  const variant = (name: string): HTMLElement | undefined =>
    direct.find((element) => element.getAttribute("variant") === name);
  const breadcrumb = variant("breadcrumb");
  const primary = variant("primary");
  return {
    title: bar.getAttribute("title") ?? document.title,
    breadcrumb: breadcrumb ? controlOf(breadcrumb) : null,
    primary: primary ? controlOf(primary) : null,
    secondary: direct.filter((element) => element !== breadcrumb && element !== primary).map(controlOf),
    groups: children(bar, ":scope > section").map((section) => ({
      label: section.getAttribute("label") ?? "",
      controls: children(section, "a, button").map(controlOf),
    })),
  };
}

/** What a `ui-save-bar` says: the button with variant primary saves, the other one discards. */
export function readSaveBar(bar: Element): SaveBarState {
  const buttons = children(bar, "button");
  const save = buttons.find((button) => button.getAttribute("variant") === "primary");
  const discard = buttons.find((button) => button !== save);
  return {
    discardConfirmation: bar.hasAttribute("discardconfirmation"),
    save: save ? controlOf(save) : null,
    discard: discard ? controlOf(discard) : null,
  };
}

/** An element whose content the admin shows in its own chrome while the element is in the page. */
abstract class ChromeElement extends HTMLElement {
  #observer: MutationObserver | undefined;
  abstract changed(): void;
  abstract removed(): void;

  connectedCallback(): void {
    this.#observer = watch(this, () => this.changed());
    queueMicrotask(() => {
      if (this.isConnected) this.changed();
    });
  }

  disconnectedCallback(): void {
    this.#observer?.disconnect();
    this.removed();
  }
}

/** `ui-nav-menu`, `ui-title-bar` and `s-app-nav`, for this connection. */
export function defineChromeElements(connection: Connection): void {
  class NavMenu extends ChromeElement {
    override changed(): void {
      const items: NavItem[] = children(this, "a, s-link").map((link) => ({
        id: idOf(link),
        label: link.textContent?.trim() ?? "",
        href: link.getAttribute("href") ?? "",
        home: link.getAttribute("rel") === "home",
      }));
      void connection.call("navMenu", { items });
    }
    override removed(): void {
      void connection.call("navMenu", { items: [] });
    }
  }

  class TitleBar extends ChromeElement {
    override changed(): void {
      if (this.closest("ui-modal")) return;
      void connection.call("titleBar", { bar: readTitleBar(this) });
    }
    override removed(): void {
      // The next screen's title bar is in the page before this microtask when the app only navigated.
      queueMicrotask(() => {
        const next = [...document.querySelectorAll("ui-title-bar")].find((bar) => !bar.closest("ui-modal"));
        if (!next) void connection.call("titleBar", { bar: null });
      });
    }
  }

  customElements.define("ui-nav-menu", NavMenu);
  customElements.define("s-app-nav", class extends NavMenu {});
  customElements.define("ui-title-bar", TitleBar);
}

/** The chrome's elements show nothing in the page itself. Adopted, so that no content policy stops it. */
export function hideChromeElements(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    "ui-nav-menu, s-app-nav, ui-title-bar, ui-save-bar, ui-modal { display: none !important; }",
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
