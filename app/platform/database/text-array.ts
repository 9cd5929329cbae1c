const TEXT_OID = 25;
/** The length that stands for a null. */
const NULL = -1;

/** A text, or its bytes in UTF-8, which need no other form on their way. */
type Text = string | Buffer;

const bytesIn = (text: Text): number =>
  typeof text === "string" ? Buffer.byteLength(text, "utf8") : text.length;

/**
 * Many texts as one parameter, `text[]`. To PostgreSQL they go in its binary format: an array literal would have each
 * of them looked through for quotes, which takes longer than storing them.
 */
export class TextArray extends Array<Text | null> {
  /** As PostgreSQL's array_recv reads it: dimensions, whether there are nulls, type, length, lower bound, elements. */
  toBinary(): Buffer {
    let size = 20;
    for (const text of this) size += 4 + (text === null ? 0 : bytesIn(text));
    const buffer = Buffer.allocUnsafe(size);
    const hasNulls = this.includes(null) ? 1 : 0;
    const head = this.length === 0 ? [0, 0, TEXT_OID] : [1, hasNulls, TEXT_OID, this.length, 1];
    let at = 0;
    for (const number of head) at = buffer.writeInt32BE(number, at);
    const write = (text: Text, from: number) =>
      typeof text === "string" ? buffer.write(text, from, "utf8") : text.copy(buffer, from);
    for (const text of this) {
      const length = text === null ? NULL : write(text, at + 4);
      buffer.writeInt32BE(length, at);
      at += 4 + Math.max(0, length);
    }
    return buffer.subarray(0, at);
  }

  /** For a driver that has no use for bytes. */
  toTexts(): (string | null)[] {
    return Array.from(this, (text) => (text === null ? null : text.toString("utf8")));
  }
}
