import { Canvas, type Paint, type Rgb } from "./canvas.ts";
import { box, type Outline, oval, readPath, thicken } from "./paths.ts";

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [24, 18, 12];

export function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

export function mix(one: Rgb, other: Rgb, part: number): Rgb {
  return [
    one[0] + (other[0] - one[0]) * part,
    one[1] + (other[1] - one[1]) * part,
    one[2] + (other[2] - one[2]) * part,
  ];
}

export const lighter = (colour: Rgb, part: number): Rgb => mix(colour, WHITE, part);
export const darker = (colour: Rgb, part: number): Rgb => mix(colour, BLACK, part);

export function flat(colour: Rgb, opacity = 1): Paint {
  return { stops: [colour], axis: "x", opacity };
}

/** A round body lit from the left. */
export function round(colour: Rgb, opacity = 1): Paint {
  return {
    stops: [lighter(colour, 0.12), lighter(colour, 0.28), colour, darker(colour, 0.2), darker(colour, 0.34)],
    axis: "x",
    opacity,
  };
}

/** A surface lit from above. */
export function fromAbove(colour: Rgb, opacity = 1): Paint {
  return { stops: [lighter(colour, 0.16), darker(colour, 0.14)], axis: "y", opacity };
}

/** A still life of 600 by 600: a wall, a table, one object. */
export class Scene {
  static readonly SIZE = 600;
  readonly canvas = new Canvas(Scene.SIZE);

  constructor(background: string, table: boolean) {
    const wall = rgb(background);
    this.#cover(0, Scene.SIZE, {
      stops: [lighter(wall, 0.4), wall, darker(wall, 0.05)],
      axis: "y",
      opacity: 1,
    });
    if (table)
      this.#cover(430, Scene.SIZE, {
        stops: [darker(wall, 0.1), darker(wall, 0.04)],
        axis: "y",
        opacity: 1,
      });
  }

  #cover(top: number, bottom: number, paint: Paint): void {
    this.canvas.fill([box(0, top, Scene.SIZE, bottom - top, 0)], paint);
  }

  /** An SVG path. */
  path(path: string, paint: Paint): this {
    this.canvas.fill(readPath(path), paint);
    return this;
  }

  outline(outline: Outline, paint: Paint): this {
    this.canvas.fill([outline], paint);
    return this;
  }

  oval(cx: number, cy: number, rx: number, ry: number, paint: Paint, turn = 0): this {
    return this.outline(oval(cx, cy, rx, ry, turn), paint);
  }

  box(x: number, y: number, width: number, height: number, radius: number, paint: Paint): this {
    return this.outline(box(x, y, width, height, radius), paint);
  }

  /** The first outline of an SVG path, drawn as a line. */
  line(path: string, width: number, paint: Paint): this {
    for (const outline of readPath(path)) this.canvas.fill(thicken(outline, width), paint);
    return this;
  }

  /** A soft shadow where the object stands. */
  shadow(cx: number, cy: number, rx: number, ry: number): this {
    for (let ring = 14; ring > 0; ring--)
      this.oval(cx, cy, rx * (0.55 + ring * 0.045), ry * (0.4 + ring * 0.07), flat(BLACK, 0.022));
    return this;
  }
}
