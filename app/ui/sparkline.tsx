const WIDTH = 120;
const HEIGHT = 32;
const PAD = 2;

/** A figure's course over the days, without axes: it shows the shape, the figure beside it says the amount. */
export function Sparkline({ points, label }: { readonly points: readonly number[]; readonly label: string }) {
  const most = Math.max(...points, 0);
  const least = Math.min(...points, 0);
  const height = (value: number) =>
    HEIGHT - PAD - (most === least ? 0 : ((value - least) / (most - least)) * (HEIGHT - 2 * PAD));
  const across = (index: number) => (points.length < 2 ? WIDTH / 2 : (index / (points.length - 1)) * WIDTH);
  const line = points
    .map((value, index) => `${across(index).toFixed(1)},${height(value).toFixed(1)}`)
    .join(" ");
  return (
    <svg
      className="cw-sparkline"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <polygon points={`0,${HEIGHT} ${line} ${WIDTH},${HEIGHT}`} />
      <polyline points={line} />
    </svg>
  );
}
