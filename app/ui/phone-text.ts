/** A piece of a WhatsApp text and how it is set. */
export interface TextPiece {
  readonly text: string;
  readonly style: "plain" | "bold" | "italic" | "struck" | "code" | "link";
}

const STYLES = { "*": "bold", _: "italic", "~": "struck" } as const;

/**
 * WhatsApp's marks: `*bold*`, `_italic_`, `~struck~` around words, ```code``` verbatim; a lone mark is itself.
 * Addresses are links. Source: WhatsApp Help Center, "How to format your messages".
 */
const MARKED =
  /```([^`]+)```|(?<=^|[\s\p{P}])([*_~])(?=\S)([^\n]*?\S)\2(?=$|[\s\p{P}])|(https?:\/\/[^\s]+[^\s.,;:!?)])/gu;

/** The pieces of one message's text, in their order. Marks inside of marks are left as they are. */
export function piecesOf(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(MARKED)) {
    const [whole, code, mark, marked, link] = match;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), style: "plain" });
    if (code !== undefined) pieces.push({ text: code, style: "code" });
    else if (link !== undefined) pieces.push({ text: link, style: "link" });
    else if (marked !== undefined) pieces.push({ text: marked, style: STYLES[mark as keyof typeof STYLES] });
    from = match.index + whole.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), style: "plain" });
  return pieces;
}
