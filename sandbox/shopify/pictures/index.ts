import { MOTIFS, type MotifName, WITHOUT_TABLE } from "./motifs.ts";
import { encodePng } from "./png.ts";
import { rgb, Scene } from "./scene.ts";

export interface PictureOf {
  readonly motif: MotifName;
  readonly colours: readonly [string, string];
  readonly background: string;
}

/** A product's picture: a PNG of 600 by 600, which WhatsApp's headers take. */
export function drawPicture(of: PictureOf): Buffer {
  const scene = new Scene(of.background, !WITHOUT_TABLE.has(of.motif));
  MOTIFS[of.motif](scene, rgb(of.colours[0]), rgb(of.colours[1]));
  return encodePng(Scene.SIZE, Scene.SIZE, scene.canvas.rgb);
}

/** The shop's pictures by file name, drawn when first asked for. */
export class Pictures {
  readonly #of: ReadonlyMap<string, PictureOf>;
  readonly #drawn = new Map<string, Buffer>();

  constructor(of: ReadonlyMap<string, PictureOf>) {
    this.#of = of;
  }

  get(name: string): Buffer | undefined {
    const drawn = this.#drawn.get(name);
    if (drawn) return drawn;
    const of = this.#of.get(name);
    if (!of) return undefined;
    const picture = drawPicture(of);
    this.#drawn.set(name, picture);
    return picture;
  }
}
