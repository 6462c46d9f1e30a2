import type { TargetedPointerEvent } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { barLayout } from './bar-layout.ts';
import { formatDay } from './days.ts';

/** Figures by day: what they are called, one for each day, and what all together are, if that can be said. */
export type BarSeries = { id: string; label: string; values: readonly (number | null)[]; total: number | null };

/** How figures are written, in full and along an axis, and the smallest step of the axis. */
export type Figures = { format: (value: number) => string; tick: (value: number) => string; least: number };

type BarChartProps = {
  title: string;
  days: readonly string[];
  series: readonly BarSeries[];
  figures: Figures;
};

const BOX = { width: 600, height: 160 };

/** What a figure is written as; a dash for none. */
export const written = (value: number | null | undefined, { format }: Figures): string =>
  value === null || value === undefined ? '–' : format(value);

function Legend({ days, series, figures, at }: Omit<BarChartProps, 'title'> & { at: number | undefined }) {
  return (
    <ul class="bar-legend">
      {series.map(({ id, label, values, total }, index) => (
        <li key={id}>
          <span class={`bar-swatch bar-swatch-${index + 1}`} aria-hidden="true" /> {label}{' '}
          <b class="number">{written(at === undefined ? total : values[at], figures)}</b>
        </li>
      ))}
      <li class="bar-legend-day">{at === undefined ? 'all days' : formatDay(days[at] ?? '')}</li>
    </ul>
  );
}

function summary(series: readonly BarSeries[], figures: Figures): string {
  return series.map(({ label, total }) => `${label}: ${written(total, figures)} in all.`).join(' ');
}

/** Bars by day, side by side for each series; the legend tells the day under the pointer. */
export function BarChart({ title, days, series, figures }: BarChartProps) {
  const [at, setAt] = useState<number>();
  const { bars, ticks } = useMemo(
    () =>
      barLayout(
        series.map(({ values }) => values),
        { ...BOX, least: figures.least },
      ),
    [series, figures],
  );
  const look = ({ currentTarget, clientX }: TargetedPointerEvent<SVGSVGElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const index = Math.floor(((clientX - left) / width) * days.length);
    setAt(index >= 0 && index < days.length ? index : undefined);
  };
  const slot = BOX.width / Math.max(1, days.length);
  return (
    <>
      <div class="bars">
        <div class="bars-ticks" aria-hidden="true">
          {ticks.map(({ value, at: down }) => (
            <span key={value} style={{ top: `${down * 100}%` }}>
              {figures.tick(value)}
            </span>
          ))}
        </div>
        <svg
          class="bars-plot"
          role="img"
          aria-label={`${title}. ${summary(series, figures)}`}
          viewBox={`0 0 ${BOX.width} ${BOX.height}`}
          preserveAspectRatio="none"
          onPointerMove={look}
          onPointerLeave={() => setAt(undefined)}
        >
          {ticks.map(({ value, at: down }) => (
            <line
              key={value}
              class={value === 0 ? 'bars-zero' : 'bars-line'}
              x1={0}
              x2={BOX.width}
              y1={down * BOX.height}
              y2={down * BOX.height}
            />
          ))}
          {at !== undefined && <rect class="bars-day" x={at * slot} y={0} width={slot} height={BOX.height} />}
          {bars.map((line, index) => (
            <g key={series[index]?.id} class={`bars-${index + 1}`}>
              {line.map((bar, day) => bar.height > 0 && <rect key={days[day]} {...bar} />)}
            </g>
          ))}
        </svg>
        <div class="bars-days" aria-hidden="true">
          <span>{formatDay(days[0] ?? '')}</span>
          <span>{formatDay(days.at(-1) ?? '')}</span>
        </div>
      </div>
      <Legend days={days} series={series} figures={figures} at={at} />
    </>
  );
}
