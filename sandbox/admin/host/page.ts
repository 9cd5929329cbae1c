/** What the server tells the page's script about the app that it shows. */
export interface AppFacts {
  readonly appOrigin: string;
  /** /admin/store/casa-aurora/apps/cartwave-local-client */
  readonly basePath: string;
  readonly store: string;
  readonly storeName: string;
  readonly appName: string;
  readonly shop: string;
  readonly locale: string;
  readonly scopes: readonly string[];
  readonly extensions: readonly unknown[];
  readonly words: HostWords;
}

/** Words of the chrome that only scripts show. */
export interface HostWords {
  readonly unsaved: string;
  readonly leaveTitle: string;
  readonly leaveText: string;
  readonly leave: string;
  readonly stay: string;
  readonly discardTitle: string;
  readonly discardText: string;
  readonly discard: string;
  readonly keep: string;
  readonly moreActions: string;
  readonly dismiss: string;
  readonly back: string;
  readonly choose: string;
  readonly cancel: string;
  readonly search: string;
  readonly products: string;
  readonly nothingFound: string;
}

export function readFacts(): AppFacts | undefined {
  const text = document.getElementById("app-facts")?.textContent;
  return text ? JSON.parse(text) : undefined;
}

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

/** An element that the server put into the page. */
export function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element #${id}`);
  return found;
}
