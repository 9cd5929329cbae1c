import { Component, define, node } from "./base.ts";

const spaces: Readonly<Record<string, string>> = {
  none: "0",
  "small-500": "2px",
  "small-400": "4px",
  "small-300": "6px",
  "small-200": "8px",
  "small-100": "10px",
  small: "10px",
  base: "14px",
  large: "20px",
  "large-100": "20px",
  "large-200": "28px",
};

function space(name: string, otherwise: string): string {
  return name
    .split(" ")
    .map((one) => spaces[one] ?? otherwise)
    .join(" ");
}

/** `s-stack` and `s-box`: they only place what is in them. */
class Stack extends Component {
  constructor() {
    super(
      ":host { display: flex; flex-direction: column; } :host([direction='inline']) { flex-direction: row; flex-wrap: wrap; }",
    );
    this.root.append(node("slot", {}));
  }

  override draw(): void {
    const inline = this.text("direction") === "inline";
    this.style.flexDirection = inline ? "row" : "column";
    this.style.flexWrap = inline ? "wrap" : "nowrap";
    this.style.gap = space(this.text("gap"), "0");
    this.style.alignItems = this.text("alignItems");
    this.style.justifyContent = this.text("justifyContent");
    drawBox(this);
  }
}

/** `accessibilityRole` of stacks and boxes, in the words of ARIA. */
const roles: Readonly<Record<string, string>> = {
  main: "main",
  header: "banner",
  footer: "contentinfo",
  section: "region",
  aside: "complementary",
  navigation: "navigation",
  status: "status",
  alert: "alert",
  generic: "",
};

function drawBox(element: Component): void {
  element.role = roles[element.text("accessibilityRole")] || null;
  element.ariaLabel = element.text("accessibilityLabel") || null;
  element.style.padding = space(element.text("padding"), "0");
  const border = element.text("border");
  element.style.border = border === "" || border === "none" ? "" : "1px solid #dedede";
  element.style.borderRadius = element.text("borderRadius") === "" ? "" : "8px";
  element.style.background = element.text("background") === "subdued" ? "#f5f5f5" : "";
  element.hidden = element.text("display") === "none";
}

class Box extends Component {
  constructor() {
    super("");
    this.root.append(node("slot", {}));
  }

  override draw(): void {
    drawBox(this);
  }
}

const textCss = `
:host { color: inherit; }
:host([data-inline]) { display: inline; }
:host([data-tone="subdued"]) { color: #6a6a6a; }
:host([data-tone="critical"]) { color: #c9252d; }
:host([data-tone="success"]) { color: #1c7a3e; }
:host([data-tone="warning"]) { color: #8a5a00; }
:host([data-tone="info"]) { color: #005bd1; }
:host([data-type="small"]) { font-size: 13px; line-height: 18px; }
:host([data-type="strong"]), :host([data-type="emphasis"]) { font-weight: 600; }
p, h2, h3 { margin: 0; font: inherit; }
:host([data-heading]) { font-weight: 600; font-size: 16px; }
`;

/** `s-text`, `s-paragraph`, `s-heading`: text in a tone. */
class TextPart extends Component {
  constructor(tag: "span" | "p" | "h2") {
    super(textCss);
    this.root.append(node(tag, {}, node("slot", {})));
    this.#tag = tag;
  }

  readonly #tag: string;

  override draw(): void {
    this.toggleAttribute("data-inline", this.#tag === "span");
    this.toggleAttribute("data-heading", this.#tag === "h2");
    const subdued = this.text("color") === "subdued";
    this.dataset.tone = subdued ? "subdued" : this.text("tone");
    this.dataset.type = this.text("type");
    this.ariaHidden = this.text("accessibilityVisibility") === "hidden" ? "true" : null;
  }
}

const bannerCss = `
div.banner { border: 1px solid #c5d9f5; background: #f0f6ff; border-radius: 8px; padding: 12px 14px; display: grid; gap: 4px; }
div.banner.success { border-color: #b7e0c4; background: #effaf2; }
div.banner.warning { border-color: #f2d8a4; background: #fff8e8; }
div.banner.critical { border-color: #f3c0c2; background: #fff1f1; }
strong:empty { display: none; }
`;

class Banner extends Component {
  readonly #heading = node("strong", {});
  readonly #box = node(
    "div",
    { class: "banner", role: "status" },
    this.#heading,
    node("div", {}, node("slot", {})),
  );

  constructor() {
    super(bannerCss);
    this.root.append(this.#box);
  }

  override draw(): void {
    const tone = this.text("tone") || "info";
    this.#heading.textContent = this.text("heading");
    this.#box.className = `banner ${tone}`;
    this.#box.setAttribute("role", tone === "critical" ? "alert" : "status");
  }
}

const buttonCss = `
:host { display: inline-block; }
button { font: inherit; font-weight: 600; border: 1px solid #c9c9c9; border-radius: 8px; background: #fff; color: #1f1f1f; padding: 9px 16px; cursor: pointer; }
button.primary { background: #005bd1; border-color: #005bd1; color: #fff; }
button.link { border: 0; background: none; color: #005bd1; padding: 0; font-weight: 400; text-decoration: underline; }
button:disabled { opacity: .55; cursor: default; }
`;

class Button extends Component {
  readonly #button = node("button", { type: "button" }, node("slot", {}));

  constructor(css: string, className: string, open: (url: string) => void) {
    super(css);
    this.#button.className = className;
    this.root.append(this.#button);
    this.#button.addEventListener("click", () => {
      const href = this.text("href");
      if (href !== "") open(href);
    });
  }

  override draw(): void {
    const loading = this.flag("loading");
    this.#button.disabled = this.flag("disabled") || loading;
    this.#button.setAttribute("aria-busy", String(loading));
    this.#button.classList.toggle("primary", this.text("variant") === "primary");
    this.#button.setAttribute("role", this.text("href") === "" ? "button" : "link");
    const label = this.text("accessibilityLabel");
    if (label !== "") this.#button.setAttribute("aria-label", label);
  }
}

class Spinner extends Component {
  constructor() {
    super(`:host { display: inline-block; } i { display: block; width: 16px; height: 16px; border: 2px solid #9a9a9a;
      border-right-color: transparent; border-radius: 50%; animation: turn .8s linear infinite; } @keyframes turn { to { transform: rotate(1turn); } }`);
    this.root.append(node("i", { role: "progressbar" }));
  }

  override draw(): void {
    this.root.querySelector("i")?.setAttribute("aria-label", this.text("accessibilityLabel"));
  }
}

class Divider extends Component {
  constructor() {
    super("hr { border: 0; border-top: 1px solid #dedede; margin: 0; }");
    this.root.append(node("hr", {}));
  }

  override draw(): void {
    this.root.host.setAttribute("role", "separator");
  }
}

export function defineContent(open: (url: string) => void): void {
  const box = [
    "padding",
    "border",
    "borderRadius",
    "background",
    "display",
    "accessibilityRole",
    "accessibilityLabel",
  ];
  define("s-stack", Stack, [...box, "direction", "gap", "alignItems", "justifyContent"]);
  define("s-box", Box, box);
  const text = ["tone", "type", "color", "accessibilityVisibility"];
  const part = (tag: "span" | "p" | "h2") =>
    class extends TextPart {
      constructor() {
        super(tag);
      }
    };
  define("s-text", part("span"), text);
  define("s-paragraph", part("p"), text);
  define("s-heading", part("h2"), text);
  define("s-banner", Banner, ["heading", "tone"]);
  const pressable = ["href", "target", "variant", "tone", "disabled", "loading", "accessibilityLabel"];
  const button = (className: string) =>
    class extends Button {
      constructor() {
        super(buttonCss, className, open);
      }
    };
  define("s-button", button(""), pressable);
  define("s-link", button("link"), pressable);
  define("s-spinner", Spinner, ["accessibilityLabel"]);
  define("s-divider", Divider, []);
}
