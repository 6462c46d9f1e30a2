import './order-page.css';
import { useEffect } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { api } from '../api/api.ts';
import { ApiError } from '../api/api-error.ts';
import type { Order, OrderLine } from '../api/types.ts';
import { countryName } from '../checkout/countries.ts';
import { CancelOrder } from '../orders/cancel-order.tsx';
import { InvoiceCard } from '../orders/invoice-card.tsx';
import { totalLabel } from '../orders/order-money.ts';
import { OrderNotices } from '../orders/order-notices.tsx';
import { OrderProgress } from '../orders/order-progress.tsx';
import { isUnderWay } from '../orders/timeline.ts';
import { focusPage } from '../shell/focus-page.ts';
import { RequireUser } from '../shell/require-user.tsx';
import { usePolling } from '../state/use-polling.ts';
import { useResource } from '../state/use-resource.ts';
import { Card } from '../ui/card.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Money } from '../ui/money.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { useTitle } from '../ui/use-title.ts';
import { NotFoundPage } from './not-found-page.tsx';

const columns = (currency: string): readonly Column<OrderLine>[] => [
  {
    id: 'name',
    header: 'Product',
    cell: (line) => <a href={`/products/${encodeURIComponent(line.productId)}`}>{line.name}</a>,
  },
  { id: 'quantity', header: 'Quantity', align: 'end', cell: (line) => line.quantity },
  { id: 'price', header: 'Price', align: 'end', cell: (line) => <Money cents={line.priceCents} currency={currency} /> },
  {
    id: 'total',
    header: 'Sum',
    align: 'end',
    cell: (line) => <Money cents={line.priceCents * line.quantity} currency={currency} />,
  },
];

function Address({ shipping }: { shipping: Order['shipping'] }) {
  if (shipping === null) return null;
  return (
    <Card title="Goes to">
      <address class="address">
        {shipping.name}
        <br />
        {shipping.street}
        <br />
        {`${shipping.postcode} ${shipping.city}`}
        <br />
        {countryName(shipping.country)}
      </address>
    </Card>
  );
}

type DetailsProps = { order: Order; placed: boolean; outdated: boolean; onChanged: () => void };

function Details({ order, placed, outdated, onChanged }: DetailsProps) {
  // The heading comes with the data: whoever just placed the order starts reading there.
  useEffect(() => {
    if (placed) focusPage();
  }, [placed]);
  return (
    <>
      <div class="page-head">
        <h1 tabIndex={-1}>
          {placed && order.status !== 'cancelled' ? 'Thank you, your order is placed' : 'Your order'}
        </h1>
        <p class="soft">
          Order <code>{order.id}</code>
        </p>
      </div>
      <div class="order-notices">
        <OrderNotices order={order} />
      </div>
      <div class="order">
        <Card title="What you bought" class="order-lines">
          <Table
            caption="Products of this order"
            captionHidden
            columns={columns(order.currency)}
            rows={order.lines}
            rowKey={({ productId }) => productId}
          />
          <p class="order-total">
            <span>{totalLabel(order)}</span>
            <Money cents={order.totalCents} currency={order.currency} />
          </p>
        </Card>
        <div class="order-side">
          <OrderProgress order={order} outdated={outdated} />
          {order.status === 'created' && order.paymentMethod === 'invoice' && <InvoiceCard order={order} />}
          <Address shipping={order.shipping} />
          <CancelOrder order={order} onChanged={onChanged} />
        </div>
      </div>
      <p class="order-links">
        <a href="/orders">All my orders</a> <a href="/">Keep looking</a>
      </p>
    </>
  );
}

function OneOrder({ id, placed }: { id: string; placed: boolean }) {
  const resource = useResource(id, (signal) =>
    api<{ order: Order }>(`/api/orders/${encodeURIComponent(id)}`, { signal }).then(({ order }) => order),
  );
  const look = () => resource.status === 'ready' && !resource.refreshing && resource.reload();
  usePolling(resource.status === 'ready' && isUnderWay(resource.data), look);
  if (resource.status === 'failed') {
    const missing = resource.error instanceof ApiError && resource.error.status === 404;
    return missing ? <NotFoundPage /> : <ErrorState error={resource.error} onRetry={resource.reload} />;
  }
  if (resource.status === 'ready') {
    return (
      <Details
        order={resource.data}
        placed={placed}
        outdated={resource.error !== undefined}
        onChanged={resource.reload}
      />
    );
  }
  return (
    <Loading what="order">
      <Skeleton width="60%" height="2.5rem" />
      <Skeleton height="14rem" />
    </Loading>
  );
}

/** One order: what was bought, where it goes, and how far it has come; right after checkout it is the confirmation. */
export function OrderPage() {
  const { params } = useRoute();
  const { query } = useLocation();
  const placed = query.placed === 'yes';
  useTitle(placed ? 'Order placed' : 'Order');
  return <RequireUser>{() => <OneOrder id={params.id ?? ''} placed={placed} />}</RequireUser>;
}
