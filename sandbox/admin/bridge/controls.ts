import type { Control } from "../bridge-protocol.ts";

const elements = new Map<string, WeakRef<HTMLElement>>();
const ids = new WeakMap<HTMLElement, string>();

/** A name for this element that lasts as long as it does. */
export function idOf(element: HTMLElement): string {
  const known = ids.get(element);
  if (known !== undefined) return known;
  const id = crypto.randomUUID();
  ids.set(element, id);
  elements.set(id, new WeakRef(element));
  return id;
}

/** The app's button or link as the admin's chrome shows it. */
export function controlOf(element: HTMLElement): Control {
  const loading = element.getAttribute("loading");
  return {
    id: idOf(element),
    label: element.textContent?.trim() ?? "",
    href: element.getAttribute("href"),
    disabled: element.hasAttribute("disabled"),
    loading: loading !== null && loading !== "false",
    critical: element.getAttribute("tone") === "critical",
  };
}

/**
 * Does in the app what the merchant did in the chrome: a click on its button; for a link the `shopify:navigate`
 * event, which the app's router answers, or a plain navigation where no router listens.
 * @param framed gives an address the parameters by which the app knows its shop
 */
export function press(id: string, routerListens: () => boolean, framed = (href: string) => href): void {
  const element = elements.get(id)?.deref();
  if (!element) return;
  const href = element.getAttribute("href");
  if (href === null) {
    element.click();
    return;
  }
  if (!routerListens()) {
    window.location.assign(framed(href));
    return;
  }
  element.dispatchEvent(new Event("shopify:navigate", { bubbles: true, cancelable: true }));
}
