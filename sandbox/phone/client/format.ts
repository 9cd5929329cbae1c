/** A piece of a text as WhatsApp shows it. */
export interface Piece {
  readonly kind: "text" | "bold" | "italic" | "strike" | "code" | "link";
  readonly text: string;
  /** What a bold, italic or struck piece holds. */
  readonly pieces?: readonly Piece[];
}

const MARKS = { "*": "bold", _: "italic", "~": "strike" } as const;

/** A mark counts at the edge of a word, and encloses something that does not begin or end with a space. */
const MARKED = /(?<![\p{L}\p{N}])([*_~])(?!\s)([^\n]*?[^\s])\1(?![\p{L}\p{N}])/u;
const CODE = /```([^`]+?)```/;
const LINK = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/;

function earliest(text: string) {
  const found = [
    { kind: "code", match: CODE.exec(text) },
    { kind: "link", match: LINK.exec(text) },
    { kind: "marked", match: MARKED.exec(text) },
  ] as const;
  return found
    .filter((one) => one.match !== null)
    .toSorted((left, right) => (left.match?.index ?? 0) - (right.match?.index ?? 0))[0];
}

/** Splits a text by WhatsApp's formatting: *bold*, _italic_, ~struck~, ```code```, and links. */
export function piecesOf(text: string): Piece[] {
  const first = earliest(text);
  if (!first?.match) return text === "" ? [] : [{ kind: "text", text }];
  const { match } = first;
  const [whole, one = "", two = ""] = match;
  const rest = text.slice(match.index + whole.length);
  const before: Piece[] = match.index > 0 ? [{ kind: "text", text: text.slice(0, match.index) }] : [];
  if (first.kind === "code") return [...before, { kind: "code", text: one }, ...piecesOf(rest)];
  if (first.kind === "link") return [...before, { kind: "link", text: whole }, ...piecesOf(rest)];
  const kind = MARKS[one as keyof typeof MARKS];
  return [...before, { kind, text: two, pieces: piecesOf(two) }, ...piecesOf(rest)];
}

const TAGS = { bold: "strong", italic: "em", strike: "s", code: "code" } as const;

/** The same as nodes; links open where the shop is. */
export function formatted(text: string): Node[] {
  return nodesOf(piecesOf(text));
}

function nodesOf(pieces: readonly Piece[]): Node[] {
  return pieces.map((piece) => {
    if (piece.kind === "text") return document.createTextNode(piece.text);
    if (piece.kind === "link") {
      const anchor = document.createElement("a");
      anchor.href = piece.text;
      anchor.target = "storefront";
      anchor.textContent = piece.text;
      return anchor;
    }
    const holder = document.createElement(TAGS[piece.kind]);
    if (piece.pieces) holder.append(...nodesOf(piece.pieces));
    else holder.textContent = piece.text;
    return holder;
  });
}
