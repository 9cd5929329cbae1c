import { randomBytes } from "node:crypto";

const run = randomBytes(6);
let count = 0;

/** A message id as Meta makes them: opaque, never used twice, also not by a later run. */
export function newWamid(): string {
  count += 1;
  const bytes = Buffer.alloc(24);
  bytes.write("\x1d\x18\x12", "latin1");
  run.copy(bytes, 3);
  bytes.writeUInt32BE(count, 9);
  bytes.writeDoubleBE(Date.now(), 13);
  return `wamid.${bytes.toString("base64")}`;
}
