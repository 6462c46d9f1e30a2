import './products.css';
import { useLocation } from 'preact-iso';
import { ProductPicture } from '../../catalogue/product-picture.tsx';
import { usePages } from '../../state/use-pages.ts';
import { Badge } from '../../ui/badge.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format-number.ts';
import { Money } from '../../ui/money.tsx';
import type { Column } from '../../ui/table.tsx';
import { type AdminProduct, adminApi } from '../admin-api.ts';
import { CURRENCY } from '../frame/constants.ts';
import { PageHead } from '../frame/page-head.tsx';
import { withQuery } from '../frame/page-query.ts';
import { PagedTable } from '../frame/paged-table.tsx';
import { SearchForm } from '../frame/search-form.tsx';
import { onePage } from '../frame/short-id.ts';
import { formatShare, shareOf } from '../statistics/figures.ts';
import { stockState } from './stock-state.ts';

const marginOf = ({ priceCents, costCents }: AdminProduct): number | null =>
  costCents === null ? null : shareOf(priceCents - costCents, priceCents);

function Stock({ stock }: { stock: number }) {
  const { tone, note } = stockState(stock);
  if (note === undefined) return <span class="number">{formatNumber(stock)}</span>;
  return <Badge tone={tone}>{note}</Badge>;
}

const COLUMNS: readonly Column<AdminProduct>[] = [
  {
    id: 'name',
    header: 'Product',
    cell: ({ id, name, picture }) => (
      <span class="product-cell">
        <ProductPicture src={picture} size={40} />
        <a href={onePage('products', id)}>{name}</a>
      </span>
    ),
  },
  { id: 'category', header: 'Category', cell: ({ category }) => category },
  { id: 'stock', header: 'Stock', align: 'end', cell: ({ stock }) => <Stock stock={stock} /> },
  {
    id: 'price',
    header: 'Price',
    align: 'end',
    cell: ({ priceCents }) => <Money cents={priceCents} currency={CURRENCY} />,
  },
  {
    id: 'cost',
    header: 'Cost',
    align: 'end',
    cell: ({ costCents }) => (costCents === null ? '–' : <Money cents={costCents} currency={CURRENCY} />),
  },
  { id: 'margin', header: 'Margin', align: 'end', cell: (product) => formatShare(marginOf(product)) },
];

/** All products by name, or those that are looked for. */
export function ProductsPage() {
  const { query, route } = useLocation();
  const search = query.search ?? '';
  const resource = usePages(search, adminApi.products(search));
  const add = (
    <ButtonLink href="/admin/products/new" variant="primary">
      New product
    </ButtonLink>
  );
  return (
    <>
      <PageHead title="Products" actions={add} />
      <SearchForm
        key={search}
        label="Words in name, description or category"
        value={search}
        onSearch={(text) => route(withQuery('/admin/products', { search: text }))}
      />
      <PagedTable
        resource={resource}
        what="products"
        caption="Products by name"
        columns={COLUMNS}
        rowKey={({ id }) => id}
        empty={{
          title: 'No products',
          text: search === '' ? 'Make the first one.' : 'No product has all these words.',
        }}
      />
    </>
  );
}
