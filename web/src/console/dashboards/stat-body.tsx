import type { Series } from '../../../../functions/ops/responses.ts';
import type { ChartThreshold } from '../charts/chart-subject.ts';
import { formatFigure, formatValue } from '../charts/format-value.ts';
import { breached, latestFigure } from '../charts/latest.ts';
import { periodName } from '../charts/period-name.ts';
import { isCount } from '../charts/series-statistics.ts';
import { Sparkline } from '../charts/sparkline.tsx';

type StatBodyProps = {
  series: readonly Series[];
  unit: string;
  period: number;
  thresholds: readonly ChartThreshold[];
  /** Epoch ms. */
  now: number;
};

/** A figure, and beside it, smaller, what was counted and in how long a time (seconds). */
function Figure({ value, unit, within }: { value: number; unit: string; within: number | undefined }) {
  const figure = formatFigure(value, unit);
  const counted = formatValue(value, unit).slice(figure.length);
  return (
    <>
      {figure}
      <span class="stat-unit">{within === undefined ? counted : `${counted} in ${periodName(within)}`}</span>
    </>
  );
}

/** The latest figure of each line, large enough to be read from afar, and how it came about. */
export function StatBody({ series, unit, period, thresholds, now }: StatBodyProps) {
  return (
    <dl class="stats" data-many={series.length > 1}>
      {series.map((each) => {
        const value = latestFigure(each, period, now);
        // A threshold is of one figure: of several it is not known which.
        const breach = value === undefined || series.length > 1 ? undefined : breached(value, thresholds);
        return (
          <div class="stat" key={each.id} data-breach={breach !== undefined}>
            <dt class={series.length === 1 ? 'visually-hidden' : ''}>{each.label}</dt>
            <dd class="stat-value number">
              {value === undefined ? (
                '–'
              ) : (
                <Figure value={value} unit={unit} within={isCount(each) ? period : undefined} />
              )}
              {breach !== undefined && (
                <span class="stat-breach">{`${breach.breaches} ${formatValue(breach.value, unit)}`}</span>
              )}
            </dd>
            <Sparkline values={each.values} />
          </div>
        );
      })}
    </dl>
  );
}
