import './orders-page.css';
import { api } from '../api/api.ts';
import type { Order, OrderPage } from '../api/types.ts';
import { OrderBadge } from '../orders/order-badge.tsx';
import { orderTitle } from '../orders/order-title.ts';
import { RequireUser } from '../shell/require-user.tsx';
import { type LoadPage, usePages } from '../state/use-pages.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Money } from '../ui/money.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { Time } from '../ui/time.tsx';
import { useTitle } from '../ui/use-title.ts';

function OrderRow({ order }: { order: Order }) {
  return (
    <li class="order-row">
      <a href={`/orders/${encodeURIComponent(order.id)}`}>{orderTitle(order)}</a>
      <span class="soft">
        <Time at={order.createdAt} />
      </span>
      <OrderBadge order={order} />
      <b>
        <Money cents={order.totalCents} currency={order.currency} />
      </b>
    </li>
  );
}

const loadOrders: LoadPage<Order> = async (cursor, signal) => {
  const path = cursor === null ? '/api/orders' : `/api/orders?${new URLSearchParams({ cursor })}`;
  const { orders, nextCursor } = await api<OrderPage>(path, { ...(signal && { signal }) });
  return { items: orders, nextCursor };
};

function Orders() {
  const resource = usePages('orders', loadOrders);
  if (resource.status === 'failed') return <ErrorState error={resource.error} onRetry={resource.reload} />;
  if (resource.status === 'loading') {
    return (
      <Loading what="orders">
        <Skeleton height="10rem" />
      </Loading>
    );
  }
  if (resource.data.items.length === 0) {
    return (
      <EmptyState title="No orders yet" actions={<ButtonLink href="/">To the catalogue</ButtonLink>}>
        What you buy is listed here, with how far it has come.
      </EmptyState>
    );
  }
  return (
    <>
      <ul class="order-list" aria-label="Your orders, newest first">
        {resource.data.items.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </ul>
      <MoreButton more={resource.more} older={resource.older}>
        Show older orders
      </MoreButton>
    </>
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
