const TEXT_OID = 25;

/**
 * Many texts as one parameter, `text[]`. To PostgreSQL they go in its binary format: an array literal would have each
 * of them looked through for quotes, which takes longer than storing them.
 */
export class TextArray extends Array<string> {
  /** As PostgreSQL's array_recv reads it: dimensions, whether there are nulls, type, length, lower bound, elements. */
  toBinary(): Buffer {
    const encoded = [...this].map((text) => Buffer.from(text, "utf8"));
    const size = encoded.reduce((sum, { length }) => sum + 4 + length, 20);
    const buffer = Buffer.allocUnsafe(size);
    const head = this.length === 0 ? [0, 0, TEXT_OID] : [1, 0, TEXT_OID, this.length, 1];
    let at = 0;
    for (const number of head) at = buffer.writeInt32BE(number, at);
    for (const text of encoded) {
      at = buffer.writeInt32BE(text.length, at);
      at += text.copy(buffer, at);
    }
    return buffer.subarray(0, at);
  }
}
