import { api } from '../api/api.ts';
import type { Order } from '../api/types.ts';
import { RequireUser } from '../shell/require-user.tsx';
import { useResource } from '../state/use-resource.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Money } from '../ui/money.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { Status } from '../ui/status.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';
import { useTitle } from '../ui/use-title.ts';
import { orderTitle } from './order-title.ts';

const COLUMNS: readonly Column<Order>[] = [
  {
    id: 'what',
    header: 'Order',
    cell: (order) => <a href={`/orders/${encodeURIComponent(order.id)}`}>{orderTitle(order)}</a>,
  },
  { id: 'when', header: 'Placed', cell: (order) => <Time at={order.createdAt} /> },
  { id: 'status', header: 'Status', cell: (order) => <Status of={order.status} /> },
  {
    id: 'total',
    header: 'Total',
    align: 'end',
    cell: (order) => <Money cents={order.totalCents} currency={order.currency} />,
  },
];

const loadOrders = (signal: AbortSignal) =>
  api<{ orders: Order[] }>('/api/orders', { signal }).then(({ orders }) => orders);

function Orders() {
  const resource = useResource('orders', loadOrders);
  if (resource.status === 'failed') return <ErrorState error={resource.error} onRetry={resource.reload} />;
  if (resource.status === 'loading') {
    return (
      <Loading what="orders">
        <Skeleton height="10rem" />
      </Loading>
    );
  }
  const none = (
    <EmptyState title="No orders yet" actions={<ButtonLink href="/">To the catalogue</ButtonLink>}>
      What you buy is listed here, with how far it has come.
    </EmptyState>
  );
  return (
    <Table
      caption="Your orders, newest first"
      captionHidden
      columns={COLUMNS}
      rows={resource.data}
      rowKey={({ id }) => id}
      empty={none}
    />
  );
}

/** Everything the signed-in customer has bought. */
export function OrdersPage() {
  useTitle('My orders');
  return (
    <>
      <div class="page-head">
        <h1>My orders</h1>
      </div>
      <RequireUser>{(user) => <Orders key={user.id} />}</RequireUser>
    </>
  );
}
