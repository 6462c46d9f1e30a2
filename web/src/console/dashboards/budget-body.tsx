import type { Series } from '../../../../functions/ops/responses.ts';
import { formatNumber } from '../../ui/format-number.ts';
import { formatValue } from '../charts/format-value.ts';
import { Sparkline } from '../charts/sparkline.tsx';

type BudgetBodyProps = { slo: { title: string; objective: number }; series: readonly Series[]; unit: string };

/** Below so much of the budget (%), only repairs are to be deployed. */
const LOW = 10;

/** What is left of an objective's error budget, as a figure, as a bar that says no more, and how it went. */
export function BudgetBody({ slo, series, unit }: BudgetBodyProps) {
  const [line] = series;
  const left = line?.values.at(-1);
  return (
    <div class="stat" data-breach={left !== undefined && left < LOW}>
      <p class="stat-value number">{left === undefined ? '–' : formatValue(left, unit)}</p>
      <div class="budget-track" aria-hidden="true">
        <div class="budget-rest" style={{ width: `${Math.min(100, Math.max(0, left ?? 0))}%` }} />
      </div>
      <p class="soft">
        {`left of the budget; objective ${formatNumber(100 * slo.objective, 2)} %. `}
        <a href="/ops/slos">{slo.title} over 30 days</a>
      </p>
      <Sparkline values={line?.values ?? []} />
    </div>
  );
}
