import type { Series } from '../../../../functions/ops/responses.ts';
import type { ChartThreshold } from '../charts/chart-subject.ts';
import { formatValue } from '../charts/format-value.ts';
import { breached, latestFigure } from '../charts/latest.ts';

type Range = { min: number; max: number };

type GaugeBodyProps = {
  series: readonly Series[];
  unit: string;
  period: number;
  range: Range;
  thresholds: readonly ChartThreshold[];
  /** Epoch ms. */
  now: number;
};

const RADIUS = 80;
const CENTRE = { x: 100, y: 92 };

/** The point on a gauge's arc where so much of the range, from 0 to 1, is over. */
function pointAt(share: number, radius = RADIUS): string {
  const angle = Math.PI * (1 - share);
  return `${(CENTRE.x + radius * Math.cos(angle)).toFixed(2)} ${(CENTRE.y - radius * Math.sin(angle)).toFixed(2)}`;
}

function shareOf(value: number, { min, max }: Range): number {
  return Math.min(1, Math.max(0, (value - min) / (max - min)));
}

const arc = (share: number) => `M ${pointAt(0)} A ${RADIUS} ${RADIUS} 0 0 1 ${pointAt(share)}`;

function Gauge({ series, ...props }: GaugeBodyProps & { series: readonly [Series] }) {
  const { unit, period, range, thresholds, now } = props;
  const [line] = series;
  const value = latestFigure(line, period, now);
  const shown = value === undefined ? '–' : formatValue(value, unit);
  const breach = value === undefined ? undefined : breached(value, thresholds);
  const limits = thresholds.map((each) => `${each.label} ${each.breaches} ${formatValue(each.value, unit)}`);
  return (
    <div class="gauge" data-breach={breach !== undefined}>
      <svg viewBox="0 0 200 104" role="img" aria-label={[`${line.label}: ${shown}`, ...limits].join('. ')}>
        <path class="gauge-track" d={arc(1)} />
        {value !== undefined && <path class="gauge-value" d={arc(shareOf(value, range))} />}
        {thresholds.map((each) => {
          const share = shareOf(each.value, range);
          return <path key={each.label} class="gauge-limit" d={`M ${pointAt(share, 66)} L ${pointAt(share, 94)}`} />;
        })}
        <text class="gauge-figure" x={CENTRE.x} y={CENTRE.y - 8} text-anchor="middle">
          {shown}
        </text>
        <text class="gauge-end" x={CENTRE.x - RADIUS} y="103" text-anchor="middle">
          {formatValue(range.min, '')}
        </text>
        <text class="gauge-end" x={CENTRE.x + RADIUS} y="103" text-anchor="middle">
          {formatValue(range.max, '')}
        </text>
      </svg>
      <p class="gauge-label">
        {breach === undefined ? line.label : `${breach.label}: ${breach.breaches} ${formatValue(breach.value, unit)}`}
      </p>
    </div>
  );
}

/** The latest figure of each line against its range, with the values at which alarms are raised. */
export function GaugeBody({ series, ...props }: GaugeBodyProps) {
  return (
    <div class="gauges">
      {series.map((each) => (
        <Gauge key={each.id} {...props} series={[each]} />
      ))}
    </div>
  );
}
