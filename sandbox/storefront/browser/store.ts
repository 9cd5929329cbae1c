/** One variant of the product that the page shows, ready to display. */
interface ShownVariant {
  readonly id: string;
  readonly options: readonly string[];
  readonly price: string;
  readonly compareAt: string | null;
  readonly forSale: boolean;
  readonly stock: string;
}

function text(id: string, value: string): void {
  const element = document.getElementById(id);
  if (!element) return;
  element.textContent = value;
  element.hidden = value === "";
}

/** Price, stock and the button follow the chosen options. */
function wireVariants(form: HTMLFormElement, variants: readonly ShownVariant[]): void {
  const hidden = form.elements.namedItem("variant");
  const button = form.querySelector("button");
  form.addEventListener("change", () => {
    const values = new FormData(form);
    const chosen = variants.find((variant) =>
      variant.options.every((option, index) => values.get(`option-${index}`) === option),
    );
    if (!chosen || !button || !(hidden instanceof HTMLInputElement)) return;
    hidden.value = chosen.id;
    text("price", chosen.price);
    text("compare-at", chosen.compareAt ?? "");
    text("stock", chosen.stock);
    button.disabled = !chosen.forSale;
    button.textContent = (chosen.forSale ? button.dataset.add : button.dataset.sold) ?? "";
    const address = new URL(window.location.href);
    address.searchParams.set("variant", chosen.id);
    history.replaceState(null, "", address);
  });
}

document.addEventListener("change", (event) => {
  if (event.target instanceof HTMLElement && event.target.dataset.submits !== undefined) {
    event.target.closest("form")?.requestSubmit();
  }
});

const form = document.getElementById("add");
const variants = document.getElementById("variants")?.textContent;
if (form instanceof HTMLFormElement && variants) wireVariants(form, JSON.parse(variants));
