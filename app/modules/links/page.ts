const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");

/**
 * A page that moves on by itself, without a script; where that is switched off, a link with the address' host leads on.
 * It needs no words, for nobody knows its reader's language.
 * @param address of the web: see {@link addressOf}
 */
export function movingOnPage(address: string): string {
  const href = escaped(address);
  const host = escaped(new URL(address).host);
  return `<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex,nofollow"><meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0;url=${href}"><title>${host}</title></head>
<body><p><a href="${href}" rel="noreferrer">${host} →</a></p></body></html>
`;
}

/** Of that page: it loads nothing and runs nothing. */
export const MOVING_ON_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'";
