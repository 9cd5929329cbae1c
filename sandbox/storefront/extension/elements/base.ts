/** A node with attributes and children. */
export function node<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
  ...inside: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

const sheets = new Map<string, CSSStyleSheet>();

function sheet(css: string): CSSStyleSheet {
  const known = sheets.get(css);
  if (known) return known;
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  sheets.set(css, made);
  return made;
}

const shared = `
:host { display: block; box-sizing: border-box; }
:host([hidden]) { display: none; }
*, *::before { box-sizing: border-box; }
:focus-visible { outline: 2px solid #005bd1; outline-offset: 2px; }
`;

/**
 * A component of Shopify's checkout. Its properties may be set as attributes or as properties, as Preact does either;
 * `draw` is called once for all changes of a microtask.
 */
export abstract class Component extends HTMLElement {
  protected readonly root: ShadowRoot;
  #due = false;
  readonly #values = new Map<string, unknown>();

  constructor(css: string) {
    super();
    this.root = this.attachShadow({ mode: "open", delegatesFocus: true });
    this.root.adoptedStyleSheets = [sheet(shared), sheet(css)];
  }

  abstract draw(): void;

  connectedCallback(): void {
    this.changed();
  }

  attributeChangedCallback(name: string, _before: string | null, now: string | null): void {
    this.setProperty(name, now === null ? undefined : now);
  }

  setProperty(name: string, value: unknown): void {
    this.#values.set(name.toLowerCase(), value);
    this.changed();
  }

  property(name: string): unknown {
    return this.#values.get(name.toLowerCase());
  }

  text(name: string): string {
    const value = this.property(name);
    return value === undefined || value === null ? "" : String(value);
  }

  /** An attribute that is there, or a property that is true. */
  flag(name: string): boolean {
    const value = this.property(name);
    return value === true || (typeof value === "string" && value !== "false" && this.hasAttribute(name));
  }

  protected changed(): void {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      this.draw();
    });
  }
}

type ComponentClass = (new () => Component) & { observedAttributes?: readonly string[] };

/** Registers a component with the names of its properties, each also an attribute. */
export function define(name: string, component: ComponentClass, properties: readonly string[]): void {
  Object.defineProperty(component, "observedAttributes", {
    value: properties.map((one) => one.toLowerCase()),
  });
  for (const property of properties) {
    // A component's own accessor, such as a field's value, stays.
    if (property in component.prototype && !(property in HTMLElement.prototype)) continue;
    Object.defineProperty(component.prototype, property, {
      configurable: true,
      get(this: Component) {
        return this.property(property);
      },
      set(this: Component, value: unknown) {
        this.setProperty(property, value);
      },
    });
  }
  customElements.define(name, component);
}
