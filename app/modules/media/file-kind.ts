/** What is kept of what shoppers send; what it is, its first bytes say, not its name nor who sent it. */
export type FileKind =
  | "image/jpeg"
  | "image/png"
  | "image/webp"
  | "video/mp4"
  | "video/3gpp"
  | "audio/ogg"
  | "audio/mpeg"
  | "audio/mp4"
  | "audio/aac"
  | "audio/amr"
  | "application/pdf";

export const EXTENSION: Readonly<Record<FileKind, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "video/mp4": "mp4",
  "video/3gpp": "3gp",
  "audio/ogg": "ogg",
  "audio/mpeg": "mp3",
  "audio/mp4": "m4a",
  "audio/aac": "aac",
  "audio/amr": "amr",
  "application/pdf": "pdf",
};

interface Sign {
  readonly kind: FileKind;
  /** Latin-1, from the beginning; a dot stands for any byte. */
  readonly bytes: string;
}

const SIGNS: readonly Sign[] = [
  { kind: "image/jpeg", bytes: "\xff\xd8\xff" },
  { kind: "image/png", bytes: "\x89PNG\r\n\x1a\n" },
  { kind: "image/webp", bytes: "RIFF....WEBP" },
  { kind: "audio/ogg", bytes: "OggS" },
  { kind: "audio/amr", bytes: "#!AMR" },
  { kind: "audio/mpeg", bytes: "ID3" },
  { kind: "audio/mpeg", bytes: "\xff\xfb" },
  { kind: "audio/mpeg", bytes: "\xff\xf3" },
  { kind: "audio/aac", bytes: "\xff\xf1" },
  { kind: "audio/aac", bytes: "\xff\xf9" },
  { kind: "application/pdf", bytes: "%PDF-" },
];

/** Brands of the ISO base media format; pictures in it (heic, avif) are none of them. Source: mp4ra.org, brands. */
const MP4_BRANDS: readonly (readonly [RegExp, FileKind])[] = [
  [/^3g[p2]/, "video/3gpp"],
  [/^M4A/, "audio/mp4"],
  [/^(iso[m2-9]|mp4[12]|avc1|M4V |MSNV|dash)/, "video/mp4"],
];

const LONGEST_SIGN = 16;

/** @returns undefined for whatever is not listed */
export function fileKindOf(file: Uint8Array): FileKind | undefined {
  const head = Buffer.from(file.subarray(0, LONGEST_SIGN)).toString("latin1");
  if (head.slice(4, 8) === "ftyp") return MP4_BRANDS.find(([brand]) => brand.test(head.slice(8, 12)))?.[1];
  const fits = ({ bytes }: Sign) =>
    bytes.length <= head.length &&
    [...bytes].every((byte, index) => byte === "." || byte === head.charAt(index));
  return SIGNS.find(fits)?.kind;
}
