import { randomBytes } from "node:crypto";
import { GraphRefusal } from "./errors.ts";
import { kindOfPicture } from "./pictures.ts";

const TYPES = ["image/jpeg", "image/jpg", "image/png", "video/mp4", "application/pdf"];

interface Upload {
  readonly length: number;
  readonly type: string;
}

/** Meta's Resumable Upload API, as far as examples for template headers need it. */
export class Uploads {
  #open = new Map<string, Upload>();
  #handles = new Set<string>();
  #pictures = new Map<string, { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string }>();

  /** @returns the session's id, `upload:…` */
  start(query: (name: string) => string | undefined): string {
    const length = Number(query("file_length"));
    const type = query("file_type") ?? "";
    if (!Number.isInteger(length) || length <= 0) throw new GraphRefusal(100, "file_length is needed");
    if (!TYPES.includes(type)) throw new GraphRefusal(100, `file_type must be one of ${TYPES.join(", ")}`);
    const id = `upload:${randomBytes(24).toString("base64url")}`;
    this.#open.set(id, { length, type });
    return id;
  }

  /** @returns the handle that a template names as its example */
  finish(id: string, bytes: Uint8Array, offset: string | undefined): string {
    const upload = this.#open.get(id);
    if (!upload) throw new GraphRefusal(100, "This upload session is not known.");
    if (offset !== "0") throw new GraphRefusal(100, "The header file_offset is needed.");
    if (bytes.length !== upload.length) {
      throw new GraphRefusal(100, `${bytes.length} bytes came instead of ${upload.length}.`);
    }
    const kind = kindOfPicture(bytes);
    if (upload.type.startsWith("image/") && kind !== upload.type.replace("jpg", "jpeg")) {
      throw new GraphRefusal(100, "The file is not what file_type says.");
    }
    this.#open.delete(id);
    const handle = `4::${randomBytes(48).toString("base64url")}`;
    this.#handles.add(handle);
    if (kind) this.#pictures.set(handle, { bytes: new Uint8Array(bytes), type: kind });
    return handle;
  }

  isHandle(handle: string): boolean {
    return this.#handles.has(handle);
  }

  /** What was uploaded under a handle, where it is a picture. */
  pictureOf(handle: string) {
    return this.#pictures.get(handle);
  }

  reset(): void {
    this.#pictures.clear();
    this.#open.clear();
    this.#handles.clear();
  }
}
