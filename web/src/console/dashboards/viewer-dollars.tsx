import type { DashboardFacts } from '../../../../functions/ops/dashboards/dashboard-responses.ts';

const dollars = (amount: number) => `$${amount.toFixed(2)}`;

/** What it costs to have a dashboard open, read as often as is chosen. */
export function ViewerDollars({ of, refreshMs }: { of: DashboardFacts['dollars']; refreshMs: number }) {
  const cost = of.find(({ refresh }) => 1000 * refresh === refreshMs);
  if (cost === undefined) return null;
  return (
    <p class="viewer-dollars soft">
      {'On AWS, having this open costs about '}
      <span class="number">{dollars(cost.working)}</span>
      {' a month for eight hours on 22 days, '}
      <span class="number">{dollars(cost.always)}</span>
      {' around the clock, however many look. '}
      <a href="/ops/cost">All costs</a>
    </p>
  );
}
