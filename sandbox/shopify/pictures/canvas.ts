import type { Outline } from "./paths.ts";

export type Rgb = readonly [number, number, number];

/** One colour, or a run of colours across the shape from left to right or from top to bottom. */
export interface Paint {
  readonly stops: readonly Rgb[];
  readonly axis: "x" | "y";
  /** 0 to 1 */
  readonly opacity: number;
}

const SUBROWS = 4;

interface Edge {
  readonly top: number;
  readonly bottom: number;
  readonly x: number;
  readonly slope: number;
  readonly turn: 1 | -1;
}

interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function channelAt(stops: readonly Rgb[], at: number, channel: 0 | 1 | 2): number {
  const place = Math.min(Math.max(at, 0), 1) * (stops.length - 1);
  const floor = Math.floor(place);
  const low = stops[floor]?.[channel] ?? 0;
  const high = stops[Math.min(floor + 1, stops.length - 1)]?.[channel] ?? low;
  return low + (high - low) * (place - floor);
}

/** 256 steps of the run of colours, three bytes each. */
function ramp(stops: readonly Rgb[]): Float32Array {
  const steps = new Float32Array(256 * 3);
  for (let step = 0; step < 256; step++)
    for (const channel of [0, 1, 2] as const)
      steps[step * 3 + channel] = channelAt(stops, step / 255, channel);
  return steps;
}

function edgesOf(outlines: readonly Outline[]): Edge[] {
  const edges: Edge[] = [];
  for (const outline of outlines)
    for (const [index, [x0, y0]] of outline.entries()) {
      const [x1, y1] = outline[(index + 1) % outline.length] ?? [x0, y0];
      if (y0 === y1) continue;
      const slope = (x1 - x0) / (y1 - y0);
      edges.push(
        y0 < y1
          ? { top: y0, bottom: y1, x: x0, slope, turn: 1 }
          : { top: y1, bottom: y0, x: x1, slope, turn: -1 },
      );
    }
  return edges.sort((one, other) => one.top - other.top);
}

function boundsOf(outlines: readonly Outline[]): Bounds {
  const bounds = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const outline of outlines)
    for (const [x, y] of outline) {
      bounds.left = Math.min(bounds.left, x);
      bounds.right = Math.max(bounds.right, x);
      bounds.top = Math.min(bounds.top, y);
      bounds.bottom = Math.max(bounds.bottom, y);
    }
  return bounds;
}

/** A picture in memory that fills outlines with soft edges (scan lines, non-zero winding). */
export class Canvas {
  readonly rgb: Uint8Array;
  readonly size: number;
  readonly #coverage: Float32Array;

  constructor(size: number) {
    this.size = size;
    this.rgb = new Uint8Array(size * size * 3);
    this.#coverage = new Float32Array(size);
  }

  fill(outlines: readonly Outline[], paint: Paint): void {
    const edges = edgesOf(outlines);
    const bounds = boundsOf(outlines);
    const colours = ramp(paint.stops);
    const last = Math.min(this.size - 1, Math.ceil(bounds.bottom));
    let entered = 0;
    let active: Edge[] = [];
    for (let y = Math.max(0, Math.floor(bounds.top)); y <= last; y++) {
      for (let edge = edges[entered]; edge && edge.top < y + 1; edge = edges[++entered]) active.push(edge);
      active = active.filter((edge) => edge.bottom > y);
      for (let sub = 0; sub < SUBROWS; sub++) this.#cover(active, y + (sub + 0.5) / SUBROWS);
      this.#blend(y, paint, colours, bounds);
    }
  }

  #cover(active: readonly Edge[], y: number): void {
    const crossings: { readonly x: number; readonly turn: number }[] = [];
    for (const edge of active)
      if (edge.top <= y && edge.bottom > y)
        crossings.push({ x: edge.x + (y - edge.top) * edge.slope, turn: edge.turn });
    crossings.sort((one, other) => one.x - other.x);
    let winding = 0;
    let start = 0;
    for (const crossing of crossings) {
      if (winding === 0) start = crossing.x;
      winding += crossing.turn;
      if (winding === 0) this.#span(Math.max(0, start), Math.min(this.size, crossing.x));
    }
  }

  #span(from: number, to: number): void {
    const coverage = this.#coverage;
    for (let x = Math.floor(from); x < to; x++)
      coverage[x] = (coverage[x] ?? 0) + (Math.min(to, x + 1) - Math.max(from, x)) / SUBROWS;
  }

  #blend(y: number, paint: Paint, colours: Float32Array, bounds: Bounds): void {
    const down = (y - bounds.top) / (bounds.bottom - bounds.top || 1);
    const across = 255 / (bounds.right - bounds.left || 1);
    const from = Math.max(0, Math.floor(bounds.left));
    const to = Math.min(this.size, Math.ceil(bounds.right) + 1);
    const rowStep = Math.round(Math.min(Math.max(down, 0), 1) * 255) * 3;
    for (let x = from; x < to; x++) {
      const covered = (this.#coverage[x] ?? 0) * paint.opacity;
      this.#coverage[x] = 0;
      if (covered <= 0) continue;
      const step =
        paint.axis === "y" ? rowStep : Math.round(Math.min(Math.max((x - bounds.left) * across, 0), 255)) * 3;
      const at = (y * this.size + x) * 3;
      for (let channel = 0; channel < 3; channel++) {
        const under = this.rgb[at + channel] ?? 0;
        this.rgb[at + channel] = under + ((colours[step + channel] ?? 0) - under) * covered;
      }
    }
  }
}
