import './orders-page.css';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../api/api.ts';
import type { Order, OrderPage } from '../api/types.ts';
import { RequireUser } from '../shell/require-user.tsx';
import { useResource } from '../state/use-resource.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
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

const loadOrders = (cursor: string | null, signal?: AbortSignal) =>
  api<OrderPage>(cursor === null ? '/api/orders' : `/api/orders?${new URLSearchParams({ cursor })}`, {
    ...(signal && { signal }),
  });

/** The list, growing by a page of older orders at a time. */
function OrderList({ first }: { first: OrderPage }) {
  const [shown, setShown] = useState(first);
  const [older, setOlder] = useState<{ busy: boolean; error?: unknown }>({ busy: false });
  useEffect(() => setShown(first), [first]);
  const more = async () => {
    setOlder({ busy: true });
    try {
      const page = await loadOrders(shown.nextCursor);
      setShown({ orders: [...shown.orders, ...page.orders], nextCursor: page.nextCursor });
      setOlder({ busy: false });
    } catch (error) {
      setOlder({ busy: false, error });
    }
  };
  return (
    <>
      <ul class="order-list" aria-label="Your orders, newest first">
        {shown.orders.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </ul>
      {older.error !== undefined && <ErrorState error={older.error} onRetry={() => void more()} />}
      {shown.nextCursor !== null && older.error === undefined && (
        <div class="order-list-more">
          <Button busy={older.busy} onClick={() => void more()}>
            Show older orders
          </Button>
        </div>
      )}
    </>
  );
}

function Orders() {
  const resource = useResource('orders', (signal) => loadOrders(null, signal));
  if (resource.status === 'failed') return <ErrorState error={resource.error} onRetry={resource.reload} />;
  if (resource.status === 'loading') {
    return (
      <Loading what="orders">
        <Skeleton height="10rem" />
      </Loading>
    );
  }
  if (resource.data.orders.length > 0) return <OrderList first={resource.data} />;
  return (
    <EmptyState title="No orders yet" actions={<ButtonLink href="/">To the catalogue</ButtonLink>}>
      What you buy is listed here, with how far it has come.
    </EmptyState>
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
