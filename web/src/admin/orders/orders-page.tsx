import { useLocation } from 'preact-iso';
import { usePages } from '../../state/use-pages.ts';
import { adminApi } from '../admin-api.ts';
import { PageHead } from '../frame/page-head.tsx';
import { PagedTable } from '../frame/paged-table.tsx';
import { ORDER_COLUMNS } from './order-columns.tsx';
import { OrderFilter } from './order-filter.tsx';
import { orderParams, readOrderQuery } from './order-query.ts';

/** All orders, newest first, or those that are looked for. */
export function OrdersPage() {
  const query = readOrderQuery(useLocation().query);
  const key = JSON.stringify(query);
  const resource = usePages(key, adminApi.orders(orderParams(query)));
  return (
    <>
      <PageHead title="Orders" />
      <OrderFilter key={key} query={query} />
      <PagedTable
        resource={resource}
        what="orders"
        caption="Orders, newest first"
        columns={ORDER_COLUMNS}
        rowKey={({ id }) => id}
        empty={{ title: 'No orders', text: 'There is no order like that.' }}
        more="Show older orders"
      />
    </>
  );
}
