import type { ProductSales, Statistics } from '../../../../functions/admin/statistics.ts';
import { Card } from '../../ui/card.tsx';
import { formatNumber } from '../../ui/format-number.ts';
import { Money } from '../../ui/money.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { onePage } from '../frame/short-id.ts';

function Share({ of, most }: { of: number; most: number }) {
  return (
    <span class="share" aria-hidden="true">
      <span style={{ width: `${most === 0 ? 0 : (of / most) * 100}%` }} />
    </span>
  );
}

const columns = (currency: string, most: number, links: boolean): readonly Column<ProductSales>[] => [
  {
    id: 'name',
    header: 'Product',
    cell: ({ productId, name }) => (links ? <a href={onePage('products', productId)}>{name}</a> : name),
  },
  { id: 'share', header: 'Compared', cell: ({ revenueCents }) => <Share of={revenueCents} most={most} /> },
  { id: 'quantity', header: 'Sold', align: 'end', cell: ({ quantity }) => formatNumber(quantity) },
  {
    id: 'revenue',
    header: 'Revenue',
    align: 'end',
    cell: ({ revenueCents }) => <Money cents={revenueCents} currency={currency} />,
  },
];

/** The products that brought most; with links to them for those who may follow. */
export function TopProducts({ statistics, links }: { statistics: Statistics; links: boolean }) {
  const { topProducts, currency } = statistics;
  return (
    <Card title="Best-selling products" class="top-products">
      <Table
        caption="Products by revenue"
        captionHidden
        columns={columns(currency, topProducts[0]?.revenueCents ?? 0, links)}
        rows={topProducts}
        rowKey={({ productId }) => productId}
        empty={<p class="soft">Nothing was sold in these days.</p>}
      />
    </Card>
  );
}
