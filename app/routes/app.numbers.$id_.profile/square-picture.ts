/** Meta shows it round, and recommends this size. Source: Meta, "Business profiles". */
const SIDE = 640;
/** Of the data address, so that the form stays small. */
const MOST_SIGNS = 150_000;
const QUALITIES = [0.9, 0.8, 0.65, 0.5, 0.35];

/**
 * The middle of a picture as a square JPEG, small enough for a form; in the browser.
 * @returns a `data:` address, or undefined where the file is no picture that the browser can read
 */
export async function squarePicture(file: File): Promise<string | undefined> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return undefined;
  }
  const side = Math.min(bitmap.width, bitmap.height);
  const canvas = document.createElement("canvas");
  canvas.width = SIDE;
  canvas.height = SIDE;
  const context = canvas.getContext("2d");
  if (!context) return undefined;
  // What is transparent would turn black.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, SIDE, SIDE);
  context.drawImage(
    bitmap,
    (bitmap.width - side) / 2,
    (bitmap.height - side) / 2,
    side,
    side,
    0,
    0,
    SIDE,
    SIDE,
  );
  const tries = QUALITIES.map((quality) => () => canvas.toDataURL("image/jpeg", quality));
  for (const attempt of tries) {
    const made = attempt();
    if (made.length <= MOST_SIGNS) return made;
  }
  return undefined;
}
