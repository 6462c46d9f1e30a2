import { formatNumber } from '../../ui/format-number.ts';
import { exactTime } from './result-cell.ts';
import type { Line, ResultChart } from './result-chart.ts';

const HEIGHT = 100;
const WIDTH = 300;

const values = ({ points }: Line) => points.map(([, value]) => value);
const figure = (value: number) => formatNumber(value, 2);

type Scale = { readonly from: number; readonly to: number; readonly highest: number };

function scaleOf(lines: readonly Line[]): Scale {
  const times = lines.flatMap(({ points }) => points.map(([at]) => at));
  return { from: Math.min(...times), to: Math.max(...times), highest: Math.max(...lines.flatMap(values), 0) };
}

/** Where a line goes; one of a single point goes from there to there, which its round ends make a dot. */
function pointsOf({ points }: Line, { from, to, highest }: Scale): string {
  return (points.length === 1 ? [...points, ...points] : points)
    .map(([at, value]) => {
      const x = to === from ? WIDTH / 2 : ((at - from) / (to - from)) * WIDTH;
      return `${x.toFixed(1)},${(HEIGHT - (Math.max(0, value) / (highest || 1)) * HEIGHT).toFixed(1)}`;
    })
    .join(' ');
}

function Legend({ lines, left }: { lines: readonly Line[]; left: number }) {
  return (
    <ul class="figures-legend">
      {lines.map((line, index) => (
        <li key={line.label}>
          <span class={`figures-swatch figures-${index + 1}`} aria-hidden="true" />
          {line.label}{' '}
          <span class="soft">{`last ${figure(values(line).at(-1) ?? 0)}, most ${figure(Math.max(...values(line)))}`}</span>
        </li>
      ))}
      {left > 0 && <li class="soft">{`${left} more in the table`}</li>}
    </ul>
  );
}

function Lines({ lines, left }: { lines: readonly Line[]; left: number }) {
  const scale = scaleOf(lines);
  const label = `${lines.length} ${lines.length === 1 ? 'line' : 'lines'} over time, at most ${figure(scale.highest)}; the table below has the figures.`;
  return (
    <figure class="histogram">
      <svg
        class="figures-lines"
        viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {lines.map((line, index) => (
          <polyline key={line.label} class={`figures-${index + 1}`} points={pointsOf(line, scale)} />
        ))}
      </svg>
      <figcaption class="histogram-scale">
        <span>{exactTime(scale.from)}</span>
        <span>{`most: ${figure(scale.highest)}`}</span>
        <span>{exactTime(scale.to)}</span>
      </figcaption>
      <Legend lines={lines} left={left} />
    </figure>
  );
}

function Bars({ measure, bars }: Extract<ResultChart, { type: 'bars' }>) {
  const most = Math.max(...bars.map(({ value }) => value), 0);
  return (
    <figure class="figures-bars">
      <figcaption class="soft">{measure}</figcaption>
      {bars.map(({ label, value }) => (
        <div key={label} class="figures-row">
          <span class="figures-label">{label}</span>
          <span class="figures-track" aria-hidden="true">
            <span class="figures-bar" style={{ width: `${most === 0 ? 0 : (Math.max(0, value) / most) * 100}%` }} />
          </span>
          <span class="number">{figure(value)}</span>
        </div>
      ))}
    </figure>
  );
}

/** A query's figures as lines over time, or as bars by group; the table beside it has them all. */
export function FiguresChart({ chart }: { chart: ResultChart }) {
  switch (chart.type) {
    case 'lines':
      return <Lines lines={chart.lines} left={chart.left} />;
    case 'bars':
      return <Bars {...chart} />;
    default:
      return chart satisfies never;
  }
}
