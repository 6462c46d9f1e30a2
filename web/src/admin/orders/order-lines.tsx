import { Card } from '../../ui/card.tsx';
import { Money } from '../../ui/money.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { AdminOrder } from '../admin-api.ts';
import { onePage } from '../frame/short-id.ts';
import { formatShare } from '../statistics/figures.ts';
import { marginOf } from './order-margin.ts';

type Line = AdminOrder['lines'][number];

const columns = (currency: string): readonly Column<Line>[] => [
  {
    id: 'name',
    header: 'Product',
    cell: ({ productId, name }) => <a href={onePage('products', productId)}>{name}</a>,
  },
  { id: 'quantity', header: 'Quantity', align: 'end', cell: ({ quantity }) => quantity },
  {
    id: 'price',
    header: 'Price',
    align: 'end',
    cell: ({ priceCents }) => <Money cents={priceCents} currency={currency} />,
  },
  {
    id: 'cost',
    header: 'Cost',
    align: 'end',
    cell: ({ costCents }) => (costCents === undefined ? '–' : <Money cents={costCents} currency={currency} />),
  },
  {
    id: 'sum',
    header: 'Sum',
    align: 'end',
    cell: ({ priceCents, quantity }) => <Money cents={priceCents * quantity} currency={currency} />,
  },
];

/** What was bought, and what the shop makes of it. */
export function OrderLines({ order }: { order: AdminOrder }) {
  const { currency, totalCents } = order;
  const margin = marginOf(order);
  return (
    <Card title="Products">
      <Table
        caption="Products of this order"
        captionHidden
        columns={columns(currency)}
        rows={order.lines}
        rowKey={({ productId }) => productId}
      />
      <dl class="order-sums">
        <dt class="order-sum">Total</dt>
        <dd class="order-sum">
          <Money cents={totalCents} currency={currency} />
        </dd>
        <dt class="soft">Gross margin</dt>
        <dd class="soft">
          {margin === undefined ? (
            'unknown'
          ) : (
            <>
              <Money cents={margin.cents} currency={currency} /> ({formatShare(margin.share)})
            </>
          )}
        </dd>
      </dl>
    </Card>
  );
}
