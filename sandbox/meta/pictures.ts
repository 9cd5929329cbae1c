/** Images of messages: JPEG or PNG, 5 MB. Source: media reference. */
const MAX_BYTES = 5 * 1024 * 1024;

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

/** What the first bytes say that a file is. */
export function kindOfPicture(bytes: Uint8Array): "image/png" | "image/jpeg" | undefined {
  if (PNG.every((byte, index) => bytes[index] === byte)) return "image/png";
  if (JPEG.every((byte, index) => bytes[index] === byte)) return "image/jpeg";
  return undefined;
}

const GOOD_FOR_MS = 10 * 60_000;

/** Looks at the pictures that messages link to, as far as they are on this machine's network. */
export class PictureCheck {
  readonly #isOurs: (link: string) => boolean;
  /** Meta keeps what it fetched for ten minutes (machine time). */
  #known = new Map<string, { readonly until: number; readonly fault: Promise<string | undefined> }>();

  constructor(isOurs: (link: string) => boolean) {
    this.#isOurs = isOurs;
  }

  /** @returns what is wrong with the picture, or undefined; a link elsewhere is believed */
  fault(link: string): Promise<string | undefined> | undefined {
    if (!this.#isOurs(link)) return undefined;
    const known = this.#known.get(link);
    if (known && known.until > Date.now()) return known.fault;
    const fault = fetchFault(link);
    if (this.#known.size > 10_000) this.#known.clear();
    this.#known.set(link, { until: Date.now() + GOOD_FOR_MS, fault });
    return fault;
  }

  reset(): void {
    this.#known.clear();
  }
}

async function fetchFault(link: string): Promise<string | undefined> {
  try {
    const answer = await fetch(link, { signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) return `Downloading media from weblink failed with http code ${answer.status}`;
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (bytes.length > MAX_BYTES) return "Media file size too big. Max allowed size is 5MB.";
    if (!kindOfPicture(bytes)) return "Media is neither image/jpeg nor image/png.";
    return undefined;
  } catch {
    return "Downloading media from weblink failed: no answer";
  }
}
