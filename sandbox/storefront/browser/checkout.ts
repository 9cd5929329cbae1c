import type { LiveState, PageState } from "../extension/protocol.ts";
import { type ExtensionHost, hostExtensions } from "./extension-host.ts";

/** The checkout after a change: amounts as texts by their element's id, and what extensions may know. */
interface Answer {
  readonly texts: Readonly<Record<string, string>>;
  readonly live: LiveState;
}

interface CheckoutFacts {
  readonly token: string;
  readonly withProvince: readonly string[];
}

function facts<Value>(id: string): Value | undefined {
  const text = document.getElementById(id)?.textContent;
  return text ? JSON.parse(text) : undefined;
}

function show(texts: Answer["texts"]): void {
  for (const [id, text] of Object.entries(texts)) {
    const element = document.getElementById(id);
    if (element) element.textContent = text;
  }
  const row = document.getElementById("discount-row");
  if (row) row.hidden = (texts.discount ?? "") === "";
}

/** Only some countries' addresses name a province. */
function showProvince(countryCode: string, withProvince: readonly string[]): void {
  const field = document.querySelector<HTMLElement>('[data-field="province"]');
  if (field) field.hidden = !withProvince.includes(countryCode);
}

/** Sends each field as soon as the shopper leaves it, one after the other, as Shopify's checkout does. */
function followFields({ token, withProvince }: CheckoutFacts, host: ExtensionHost): void {
  let sending: Promise<void> = Promise.resolve();
  const send = async (name: string, value: string): Promise<void> => {
    const response = await fetch(`/store/checkouts/${token}`, {
      method: "PATCH",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ [name]: value }),
    });
    if (!response.ok) return;
    const answer: Answer = await response.json();
    show(answer.texts);
    host.update(answer.live);
  };
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return;
    if (field.form?.id !== "pay" || field.name === "") return;
    if (field.name === "countryCode") showProvince(field.value, withProvince);
    sending = sending.then(() => send(field.name, field.value)).catch(() => undefined);
  });
  const form = document.getElementById("pay");
  form?.addEventListener("submit", () => {
    const button = document.querySelector<HTMLButtonElement>("button.pay");
    if (!button) return;
    button.classList.add("busy");
    button.disabled = true;
  });
}

function foldSummary(): void {
  const fold = document.querySelector("details.fold");
  fold?.addEventListener("toggle", () =>
    document.body.classList.toggle("summary-open", fold.hasAttribute("open")),
  );
}

const state = facts<PageState>("page-state");
const checkout = facts<CheckoutFacts>("checkout-facts");
foldSummary();
if (state) {
  const host = hostExtensions(state);
  if (checkout) followFields(checkout, host);
}
