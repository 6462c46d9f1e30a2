import './orders-page.css';
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
import { Time } from '../ui/time.tsx';
import { useTitle } from '../ui/use-title.ts';
import { orderTitle } from './order-title.ts';

function OrderRow({ order }: { order: Order }) {
  return (
    <li class="order-row">
      <a href={`/orders/${encodeURIComponent(order.id)}`}>{orderTitle(order)}</a>
      <span class="soft">
        <Time at={order.createdAt} />
      </span>
      <Status of={order.status} />
      <b>
        <Money cents={order.totalCents} currency={order.currency} />
      </b>
    </li>
  );
}

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
  if (resource.data.length === 0) {
    return (
      <EmptyState title="No orders yet" actions={<ButtonLink href="/">To the catalogue</ButtonLink>}>
        What you buy is listed here, with how far it has come.
      </EmptyState>
    );
  }
  return (
    <ul class="order-list" aria-label="Your orders, newest first">
      {resource.data.map((order) => (
        <OrderRow key={order.id} order={order} />
      ))}
    </ul>
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
