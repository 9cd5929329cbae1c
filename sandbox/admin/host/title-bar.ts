import type { Control, TitleBarState } from "../bridge-protocol.ts";
import { type AppFacts, node, part } from "./page.ts";

type Press = (id: string) => void;

function button(control: Control, press: Press, kind: string): HTMLButtonElement {
  const made = node("button", { type: "button", class: `button ${kind}` }, control.label);
  made.classList.toggle("critical", control.critical);
  made.classList.toggle("busy", control.loading);
  made.disabled = control.disabled || control.loading;
  if (control.loading) made.setAttribute("aria-busy", "true");
  made.addEventListener("click", () => press(control.id));
  return made;
}

function group(label: string, controls: readonly Control[], press: Press): HTMLDetailsElement {
  const menu = node("div", { class: "menu" }, ...controls.map((control) => button(control, press, "plain")));
  const made = node("details", { class: "menu-holder" }, node("summary", { class: "button" }, label), menu);
  menu.addEventListener("click", () => made.removeAttribute("open"));
  return made;
}

/** Draws the app's title and actions above its frame. */
export function drawTitleBar(bar: TitleBarState | null, facts: AppFacts, press: Press): void {
  const title = bar?.title || facts.appName;
  document.title = `${title} · ${facts.storeName}`;
  part("app-title").textContent = title;
  const back = part("app-back");
  back.hidden = !bar?.breadcrumb;
  back.onclick = () => {
    if (bar?.breadcrumb) press(bar.breadcrumb.id);
  };
  part("app-name").hidden = title === facts.appName;
  const actions: Node[] = [];
  const secondary = bar?.secondary ?? [];
  actions.push(...secondary.map((control) => button(control, press, "wide-only")));
  actions.push(...(bar?.groups ?? []).map((one) => group(one.label, one.controls, press)));
  if (secondary.length > 0) {
    const more = group("···", secondary, press);
    more.classList.add("narrow-only");
    more.querySelector("summary")?.setAttribute("aria-label", facts.words.moreActions);
    actions.push(more);
  }
  if (bar?.primary) actions.push(button(bar.primary, press, "primary"));
  part("app-actions").replaceChildren(...actions);
}
