import type { Statistics } from '../../../../functions/admin/statistics.ts';
import { formatMoney } from '../../ui/format-money.ts';
import { formatNumber } from '../../ui/format-number.ts';
import { formatShare, shareOf } from './figures.ts';

type Tile = { label: string; value: string; note: string };

const orders = (count: number) => (count === 1 ? '1 order' : `${formatNumber(count)} orders`);

/** The figures of the whole range that matter most. */
export function tilesOf({ totals, currency }: Statistics): Tile[] {
  const money = (cents: number) => formatMoney(cents, currency);
  const { paid, created, revenueCents, grossMarginCents, conversion } = totals;
  const average = paid === 0 ? '–' : money(Math.round(revenueCents / paid));
  return [
    { label: 'Revenue', value: money(revenueCents), note: `${average} an order` },
    {
      label: 'Gross margin',
      value: money(grossMarginCents),
      note: `${formatShare(shareOf(grossMarginCents, revenueCents))} of the revenue`,
    },
    { label: 'Paid', value: formatNumber(paid), note: `of ${orders(created)} placed` },
    {
      label: 'Conversion',
      value: formatShare(conversion),
      note: `orders for each of ${formatNumber(totals.cartsStarted)} carts`,
    },
    { label: 'Refunded', value: money(totals.refundedCents), note: orders(totals.refunded) },
    { label: 'Cancelled', value: formatNumber(totals.cancelled), note: `of ${orders(created)} placed` },
  ];
}

/** Those figures side by side. */
export function Tiles({ statistics }: { statistics: Statistics }) {
  return (
    <dl class="admin-tiles">
      {tilesOf(statistics).map(({ label, value, note }) => (
        <div key={label} class="admin-tile">
          <dt>{label}</dt>
          <dd class="admin-tile-value number">{value}</dd>
          <dd class="soft">{note}</dd>
        </div>
      ))}
    </dl>
  );
}
