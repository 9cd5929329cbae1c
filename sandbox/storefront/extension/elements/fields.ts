import { Component, define, node } from "./base.ts";

const checkboxCss = `
label { display: flex; gap: 10px; align-items: flex-start; cursor: pointer; line-height: 20px; }
input { appearance: none; flex: none; width: 18px; height: 18px; margin: 1px 0 0; border: 1px solid #9a9a9a; border-radius: 5px;
  background: #fff; cursor: pointer; display: grid; place-items: center; }
input:checked { background: #005bd1; border-color: #005bd1; }
input:checked::before { content: ""; width: 5px; height: 10px; border: solid #fff; border-width: 0 2px 2px 0; transform: rotate(45deg) translate(-1px, -1px); }
input:disabled { background: #eee; border-color: #c9c9c9; cursor: default; }
.details { display: block; color: #6a6a6a; font-size: 13px; }
.error { color: #c9252d; margin: 6px 0 0 28px; font-size: 13px; }
`;

/** `s-checkbox`; `change` and `input` come from it as from the browser's own. */
class Checkbox extends Component {
  readonly #input = node("input", { type: "checkbox", id: "box", "aria-describedby": "details error" });
  readonly #label = node("span", {});
  readonly #details = node("span", { class: "details", id: "details" });
  readonly #error = node("div", { class: "error", id: "error", role: "alert" });

  constructor() {
    super(checkboxCss);
    const text = node("span", {}, this.#label, this.#details);
    this.root.append(node("label", { for: "box" }, this.#input, text), this.#error);
    this.#input.addEventListener("input", () => this.setProperty("checked", this.#input.checked));
    this.#input.addEventListener("change", () => {
      // The shadow's `change` does not leave it, so the element says it itself.
      this.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  get checked(): boolean {
    return this.property("checked") === true || this.flag("checked");
  }

  set checked(value: boolean) {
    this.setProperty("checked", value);
    this.#input.checked = value;
  }

  override draw(): void {
    this.#input.checked = this.checked;
    this.#input.disabled = this.flag("disabled");
    this.#input.required = this.flag("required");
    const accessible = this.text("accessibilityLabel");
    if (accessible !== "") this.#input.setAttribute("aria-label", accessible);
    this.#label.textContent = this.text("label");
    this.#details.textContent = this.text("details");
    this.#error.textContent = this.text("error");
    this.#input.setAttribute("aria-invalid", String(this.text("error") !== ""));
  }
}

const fieldCss = `
.field { position: relative; border: 1px solid #d3d3d3; border-radius: 8px; background: #fff; }
.field:focus-within { border-color: #005bd1; box-shadow: 0 0 0 1px #005bd1; }
.field.invalid { border-color: #c9252d; box-shadow: 0 0 0 1px #c9252d; }
label { position: absolute; left: 12px; top: 7px; font-size: 12px; line-height: 16px; color: #6a6a6a; pointer-events: none; }
input { width: 100%; border: 0; outline: 0; background: none; font: inherit; color: inherit; padding: 24px 12px 7px; border-radius: 8px; }
.error { color: #c9252d; margin-top: 6px; font-size: 13px; }
`;

/** `s-text-field`, `s-phone-field`, `s-email-field`. */
class TextField extends Component {
  readonly #input = node("input", { id: "input", "aria-describedby": "error" });
  readonly #label = node("label", { for: "input" });
  readonly #error = node("div", { class: "error", id: "error", role: "alert" });
  readonly #field = node("div", { class: "field" }, this.#label, this.#input);

  constructor(type: string, autocomplete: string) {
    super(fieldCss);
    this.#input.type = type;
    this.#input.setAttribute("autocomplete", autocomplete);
    this.root.append(this.#field, this.#error);
    this.#input.addEventListener("input", () => this.setProperty("value", this.#input.value));
    this.#input.addEventListener("change", () => this.dispatchEvent(new Event("change", { bubbles: true })));
  }

  get value(): string {
    return this.text("value");
  }

  set value(value: string) {
    this.setProperty("value", value);
  }

  override draw(): void {
    const value = this.text("value");
    if (this.#input.value !== value) this.#input.value = value;
    this.#label.textContent = this.text("label");
    this.#input.disabled = this.flag("disabled");
    this.#input.readOnly = this.flag("readOnly");
    this.#input.required = this.flag("required");
    const autocomplete = this.text("autocomplete");
    if (autocomplete !== "") this.#input.setAttribute("autocomplete", autocomplete);
    const error = this.text("error");
    this.#error.textContent = error;
    this.#field.classList.toggle("invalid", error !== "");
    this.#input.setAttribute("aria-invalid", String(error !== ""));
  }
}

export function defineFields(): void {
  const properties = ["label", "value", "error", "disabled", "readOnly", "required", "name", "autocomplete"];
  define("s-checkbox", Checkbox, [
    "label",
    "details",
    "checked",
    "disabled",
    "error",
    "required",
    "name",
    "value",
    "accessibilityLabel",
  ]);
  define(
    "s-phone-field",
    class extends TextField {
      constructor() {
        super("tel", "tel");
      }
    },
    properties,
  );
  define(
    "s-email-field",
    class extends TextField {
      constructor() {
        super("email", "email");
      }
    },
    properties,
  );
  define(
    "s-text-field",
    class extends TextField {
      constructor() {
        super("text", "on");
      }
    },
    properties,
  );
}
