/** A closed outline: x and y alternating. */
export type Outline = readonly (readonly [number, number])[];

function curve(
  into: [number, number][],
  from: readonly [number, number],
  points: readonly (readonly [number, number])[],
): void {
  const steps = 20;
  const all = [from, ...points];
  for (let step = 1; step <= steps; step++) {
    const t = step / steps;
    let level = all;
    while (level.length > 1)
      level = level.slice(1).map((point, index) => {
        const [x, y] = level[index] ?? point;
        return [x + (point[0] - x) * t, y + (point[1] - y) * t] as const;
      });
    const [reached] = level;
    if (reached) into.push([reached[0], reached[1]]);
  }
}

const ARGUMENTS: Readonly<Record<string, number>> = { M: 1, L: 1, Q: 2, C: 3, Z: 0 };

/**
 * The outlines of an SVG path with absolute M, L, Q, C and Z.
 * @throws RangeError on any other command
 */
export function readPath(path: string): Outline[] {
  const outlines: [number, number][][] = [];
  let current: [number, number][] = [];
  for (const [, command = "", rest = ""] of path.matchAll(/([A-Z])([^A-Z]*)/g)) {
    const count = ARGUMENTS[command];
    if (count === undefined) throw new RangeError(`unknown path command ${command}`);
    if (command === "M") {
      current = [];
      outlines.push(current);
    }
    const numbers = [...rest.matchAll(/-?\d+(?:\.\d+)?/g)].map(([text]) => Number(text));
    for (let at = 0; count > 0 && at + count * 2 <= numbers.length; at += count * 2) {
      const points = Array.from(
        { length: count },
        (_, index) => [numbers[at + index * 2] ?? 0, numbers[at + index * 2 + 1] ?? 0] as [number, number],
      );
      const last = current.at(-1);
      if (count > 1 && last) curve(current, last, points);
      else current.push(...points);
    }
  }
  return outlines;
}

export function oval(cx: number, cy: number, rx: number, ry: number, turn = 0): Outline {
  return Array.from({ length: 72 }, (_, index) => {
    const angle = (index / 72) * 2 * Math.PI;
    const [x, y] = [rx * Math.cos(angle), ry * Math.sin(angle)];
    return [cx + x * Math.cos(turn) - y * Math.sin(turn), cy + x * Math.sin(turn) + y * Math.cos(turn)];
  });
}

/** A rectangle with round corners. */
export function box(x: number, y: number, width: number, height: number, radius: number): Outline {
  const corner = (cx: number, cy: number, quarter: number): [number, number][] =>
    Array.from({ length: 9 }, (_, index) => {
      const angle = ((quarter + index / 8) * Math.PI) / 2;
      return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)];
    });
  return [
    ...corner(x + width - radius, y + height - radius, 0),
    ...corner(x + radius, y + height - radius, 1),
    ...corner(x + radius, y + radius, 2),
    ...corner(x + width - radius, y + radius, 3),
  ];
}

function signedArea(outline: Outline): number {
  return outline.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = outline[(index + 1) % outline.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
}

/** The outlines of a line of this width with round ends, all turning the same way. */
export function thicken(line: Outline, width: number): Outline[] {
  const half = width / 2;
  const joints = line.map(([x, y]) => oval(x, y, half, half));
  const pieces = line.slice(1).map(([x, y], index): Outline => {
    const [fromX, fromY] = line[index] ?? [x, y];
    const length = Math.hypot(x - fromX, y - fromY) || 1;
    const [dx, dy] = [((y - fromY) / length) * half, ((x - fromX) / length) * half];
    return [
      [fromX - dx, fromY + dy],
      [x - dx, y + dy],
      [x + dx, y - dy],
      [fromX + dx, fromY - dy],
    ];
  });
  return [...joints, ...pieces].map((outline) =>
    signedArea(outline) < 0 ? [...outline].reverse() : outline,
  );
}
