/** A NUL, escaped in JSON: an even number of backslashes before it are characters of their own. */
const NUL = /(?<!\\)((?:\\\\)*)\\u0000/g;

/** JSON whose strings PostgreSQL can keep: it keeps no NUL, in text or in JSON. Who sent one reads "\ufffd" in its place. */
export function storableJson(text: string): string {
  return text.includes(String.raw`\u0000`) ? text.replaceAll(NUL, "$1\ufffd") : text;
}
