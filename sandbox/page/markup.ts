import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { html, raw } from "hono/html";

/** A piece of a page. Values put into `html` are escaped; only `raw` is not. */
export type Markup = ReturnType<typeof html>;

export { html };

const require = createRequire(import.meta.url);
const icons = new Map<string, Markup>();

/**
 * One of the pictograms of @shopify/polaris-icons, 20 px, in the text's colour, hidden from screen readers.
 * @throws when there is no icon of this name.
 */
export function icon(name: string): Markup {
  const known = icons.get(name);
  if (known !== undefined) return known;
  const file = require.resolve(`@shopify/polaris-icons/dist/svg/${name}.svg`);
  const svg = readFileSync(file, "utf8").replace(
    "<svg ",
    '<svg width="20" height="20" fill="currentColor" aria-hidden="true" ',
  );
  const made = raw(svg);
  icons.set(name, made);
  return made;
}

/** A value for a script on the page to read, as a block that no content can break out of. */
export function pageFacts(id: string, value: unknown): Markup {
  const json = JSON.stringify(value).replaceAll("<", "\\u003c");
  return html`<script type="application/json" id="${id}">${raw(json)}</script>`;
}

export interface PageOptions {
  readonly language: string;
  readonly title: string;
  readonly styles: readonly string[];
  /** Addresses of classic scripts, run after the page is parsed. */
  readonly scripts?: readonly string[];
  readonly bodyClass?: string;
  /** An SVG for the tab, e.g. a letter on a coloured square. */
  readonly favicon?: { readonly letter: string; readonly colour: string };
}

/** A whole HTML document around `body`. */
export function page(options: PageOptions, body: Markup | readonly Markup[]): Markup {
  const { letter, colour } = options.favicon ?? { letter: "c", colour: "#0b6e4f" };
  const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${colour}"/><text x="16" y="22" font-family="system-ui,sans-serif" font-size="18" font-weight="700" fill="#fff" text-anchor="middle">${letter}</text></svg>`;
  return html`<!doctype html>
<html lang="${options.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${options.title}</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(favicon)}">
${options.styles.map((address) => html`<link rel="stylesheet" href="${address}">`)}
${(options.scripts ?? []).map((address) => html`<script src="${address}" defer></script>`)}
</head>
<body class="${options.bodyClass ?? ""}">
${body}
</body>
</html>`;
}
