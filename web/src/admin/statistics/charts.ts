import type { DayView, Statistics } from '../../../../functions/admin/statistics.ts';
import type { BarSeries, Figures } from './bar-chart.tsx';
import { amounts, COUNTS, SHARES } from './figures.ts';

/** A chart of the statistics. */
export type Chart = { title: string; description: string; series: readonly BarSeries[]; figures: Figures };

type Figure = keyof Omit<DayView, 'day'>;

/** The charts of some days' statistics. */
export function chartsOf({ days, totals, currency }: Statistics): Chart[] {
  const series = (id: Figure, label: string): BarSeries => ({
    ...{ id, label, total: totals[id] },
    values: days.map((day) => day[id]),
  });
  return [
    {
      title: 'Sales',
      description:
        'What paid orders brought, and what of it is left after the goods’ own cost, as far as that is known.',
      series: [series('revenueCents', 'Revenue'), series('grossMarginCents', 'Gross margin')],
      figures: amounts(currency),
    },
    {
      title: 'Orders',
      description: 'By the day on which each of it happened.',
      series: [series('paid', 'Paid'), series('cancelled', 'Cancelled'), series('refunded', 'Refunded')],
      figures: COUNTS,
    },
    {
      title: 'Conversion',
      description: 'Orders for each cart that was started on the day.',
      series: [series('conversion', 'Conversion')],
      figures: SHARES,
    },
    {
      title: 'People',
      description: 'New accounts, sign-ins, and sign-ins that were refused.',
      series: [series('registrations', 'New'), series('logins', 'Sign-ins'), series('failedLogins', 'Refused')],
      figures: COUNTS,
    },
  ];
}
