import type { PickerRequest } from "../bridge-protocol.ts";
import { openDialog } from "./dialogs.ts";
import { type AppFacts, node } from "./page.ts";

interface Choice {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly picture: string;
  readonly resource: unknown;
}

function row(choice: Choice, kind: "checkbox" | "radio", checked: boolean): HTMLLabelElement {
  const input = node("input", { type: kind, name: "resource", value: choice.id });
  input.checked = checked;
  const picture = node("img", { src: choice.picture, alt: "", width: "40", height: "40", loading: "lazy" });
  const text = node("span", {}, node("strong", {}, choice.title), node("small", {}, choice.detail));
  return node("label", { class: "choice" }, input, picture, text);
}

/** Shopify's resource picker: products or variants of the shop, found by their title. null when it is closed. */
export async function pickResources(
  request: PickerRequest,
  facts: AppFacts,
): Promise<readonly unknown[] | null> {
  const address = `/admin/resources/${encodeURIComponent(request.type)}?locale=${facts.locale}`;
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The admin has no picker for "${request.type}"`);
  const choices: readonly Choice[] = await response.json();
  const kind = request.multiple === false ? "radio" : "checkbox";
  const rows = choices.map((choice) => ({
    choice,
    element: row(choice, kind, request.selectedIds.includes(choice.id)),
  }));
  const { words } = facts;
  const empty = node("p", { class: "choices-empty" }, words.nothingFound);
  const search = node("input", { type: "search", placeholder: words.search, "aria-label": words.search });
  search.value = request.query;
  const filter = (): void => {
    const wanted = search.value.trim().toLocaleLowerCase();
    for (const { choice, element } of rows)
      element.hidden = !choice.title.toLocaleLowerCase().includes(wanted);
    empty.hidden = rows.some(({ element }) => !element.hidden);
  };
  search.addEventListener("input", filter);
  filter();
  const list = node("div", { class: "choices" }, ...rows.map(({ element }) => element), empty);
  const answer = await openDialog(
    words.products,
    [search, list],
    [
      node("button", { value: "", class: "button" }, words.cancel),
      node("button", { value: "chosen", class: "button primary" }, words.choose),
    ],
  );
  if (answer !== "chosen") return null;
  const chosen = rows.filter(({ element }) => element.querySelector("input")?.checked);
  const limit = typeof request.multiple === "number" ? request.multiple : chosen.length;
  return chosen.slice(0, limit).map(({ choice }) => choice.resource);
}
