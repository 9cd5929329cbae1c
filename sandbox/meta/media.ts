import { createHash } from "node:crypto";

const LINK_LIFETIME_MS = 5 * 60_000;
/** Pictures that people send are forgotten beyond so many. */
const KEPT = 200;

export interface MediaFile {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  readonly sha256: string;
}

/** Files of messages. A file's address lives five minutes and is asked for with the token. */
export class Media {
  readonly #origin: () => string;
  #files = new Map<string, MediaFile>();
  #last = 1_003_383_421_387_000;

  constructor(origin: () => string) {
    this.#origin = origin;
  }

  keep(bytes: Uint8Array, mimeType: string): MediaFile {
    this.#last += 1;
    const sha256 = createHash("sha256").update(bytes).digest("base64");
    const file = { id: String(this.#last), bytes, mimeType, sha256 };
    this.#files.set(file.id, file);
    const [oldest] = this.#files.keys();
    if (this.#files.size > KEPT && oldest) this.#files.delete(oldest);
    return file;
  }

  get(id: string): MediaFile | undefined {
    return this.#files.get(id);
  }

  /** As GET /{media} answers it. */
  describe(id: string): object | undefined {
    const file = this.#files.get(id);
    if (!file) return undefined;
    const until = Date.now() + LINK_LIFETIME_MS;
    return {
      id,
      messaging_product: "whatsapp",
      url: `${this.#origin()}/graph/files/${id}?until=${until}`,
      mime_type: file.mimeType,
      sha256: file.sha256,
      file_size: file.bytes.length,
    };
  }

  reset(): void {
    this.#files.clear();
  }
}
