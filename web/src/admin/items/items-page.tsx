import { useLocation } from 'preact-iso';
import { usePages } from '../../state/use-pages.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format-number.ts';
import { Money } from '../../ui/money.tsx';
import type { Column } from '../../ui/table.tsx';
import { adminApi, type Item } from '../admin-api.ts';
import { CURRENCY } from '../frame/constants.ts';
import { PageHead } from '../frame/page-head.tsx';
import { withQuery } from '../frame/page-query.ts';
import { PagedTable } from '../frame/paged-table.tsx';
import { SearchForm } from '../frame/search-form.tsx';
import { onePage } from '../frame/short-id.ts';

const COLUMNS: readonly Column<Item>[] = [
  {
    id: 'name',
    header: 'Item',
    cell: ({ id, name }) => (
      <a class="cell-text" href={onePage('items', id)}>
        {name}
      </a>
    ),
  },
  {
    id: 'price',
    header: 'Unit price',
    align: 'end',
    cell: ({ unitPrice }) => <Money cents={Math.round(unitPrice * 100)} currency={CURRENCY} />,
  },
  { id: 'quantity', header: 'Quantity', align: 'end', cell: ({ quantity }) => formatNumber(quantity) },
];

/** The inventory: the shop's own products and stock, as name, unit price and quantity. */
export function ItemsPage() {
  const { query, route } = useLocation();
  const search = query.search ?? '';
  const resource = usePages(search, adminApi.items(search));
  const add = (
    <ButtonLink href="/admin/items/new" variant="primary">
      New item
    </ButtonLink>
  );
  return (
    <>
      <PageHead title="Inventory" actions={add}>
        What there is of each product: the same stock as in the shop.
      </PageHead>
      <SearchForm
        key={search}
        label="Words in the name"
        value={search}
        onSearch={(text) => route(withQuery('/admin/items', { search: text }))}
      />
      <PagedTable
        resource={resource}
        what="items"
        caption="Items by name"
        columns={COLUMNS}
        rowKey={({ id }) => id}
        empty={{ title: 'No items', text: search === '' ? 'Make the first one.' : 'No item has all these words.' }}
      />
    </>
  );
}
