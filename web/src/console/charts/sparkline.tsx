import './charts.css';

type SparklineProps = { values: readonly number[] };

const WIDTH = 100;
const HEIGHT = 24;

/** Points of a line through values, from 0 to their highest, for an SVG polyline. */
export function sparklinePoints(values: readonly number[]): string {
  const highest = Math.max(...values, Number.MIN_VALUE);
  const step = WIDTH / Math.max(1, values.length - 1);
  const round = (value: number) => Math.round(value * 100) / 100;
  return values
    .map((value, i) => `${round(i * step)},${round(HEIGHT - (Math.max(0, value) / highest) * HEIGHT)}`)
    .join(' ');
}

/** A line without axes, to show a trend beside a number; it says nothing that the number's table does not. */
export function Sparkline({ values }: SparklineProps) {
  if (values.length < 2) return null;
  return (
    <svg class="sparkline" viewBox={`0 -1 ${WIDTH} ${HEIGHT + 2}`} preserveAspectRatio="none" aria-hidden="true">
      <polyline points={sparklinePoints(values)} />
    </svg>
  );
}
