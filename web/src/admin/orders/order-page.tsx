import './orders.css';
import { countryName } from '../../checkout/countries.ts';
import { OrderBadge } from '../../orders/order-badge.tsx';
import { isUnderWay } from '../../orders/timeline.ts';
import { usePolling } from '../../state/use-polling.ts';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Time } from '../../ui/time.tsx';
import { type AdminOrderDetail, adminApi } from '../admin-api.ts';
import { IdLink } from '../frame/id-link.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { useShown } from '../frame/use-shown.ts';
import { DecideReview } from './decide-review.tsx';
import { OrderLines } from './order-lines.tsx';
import { OrderMoves } from './order-moves.tsx';
import { statusName } from './order-query.ts';
import { ACTOR_WORDS, METHOD_WORDS } from './order-words.ts';
import { ReviewFacts } from './review-facts.tsx';

const REVIEWS = { pending: 'waits for a decision', approved: 'approved', rejected: 'rejected' } as const;

function Facts({ order }: { order: AdminOrderDetail }) {
  return (
    <Card title="About it">
      <dl class="admin-facts">
        <div>
          <dt>Status</dt>
          <dd>
            <OrderBadge order={order} />
          </dd>
        </div>
        <div>
          <dt>Paid by</dt>
          <dd>{METHOD_WORDS[order.paymentMethod]}</dd>
        </div>
        <div>
          <dt>Customer</dt>
          <dd>
            <IdLink id={order.userId} />
          </dd>
        </div>
        {order.review && (
          <div>
            <dt>Review</dt>
            <dd>{REVIEWS[order.review]}</dd>
          </div>
        )}
        {order.trackingNumber && (
          <div>
            <dt>Parcel</dt>
            <dd>
              <code>{order.trackingNumber}</code>
            </dd>
          </div>
        )}
        {order.shipping && (
          <div>
            <dt>Goes to</dt>
            <dd>
              <address class="address">
                {order.shipping.name}
                <br />
                {order.shipping.street}
                <br />
                {`${order.shipping.postcode} ${order.shipping.city}`}
                <br />
                {countryName(order.shipping.country)}
              </address>
            </dd>
          </div>
        )}
      </dl>
    </Card>
  );
}

function History({ history }: Pick<AdminOrderDetail, 'history'>) {
  return (
    <Card title="History">
      <ol class="history">
        {history.map(({ status, at, actor }) => (
          <li key={status}>
            {status === 'created' ? 'Ordered' : statusName(status)}
            <span class="soft">
              <Time at={at} />, by {ACTOR_WORDS[actor]}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

type DetailsProps = { order: AdminOrderDetail; show: (order: AdminOrderDetail) => void; reload: () => void };

function Details({ order, show, reload }: DetailsProps) {
  return (
    <div class="admin-columns">
      <div class="admin-stack">
        {order.status === 'created' && order.review === 'pending' && (
          <Card title="Held for review" class="review">
            <ReviewFacts order={order} />
            <DecideReview order={order} onDecided={show} onRefused={reload} />
          </Card>
        )}
        <OrderLines order={order} />
        <OrderMoves order={order} onMoved={show} onRefused={reload} />
      </div>
      <div class="admin-stack">
        {order.shipping === null && (
          <Notice tone="info">
            <p>The account was deleted, and the name and address with it.</p>
          </Notice>
        )}
        <Facts order={order} />
        <History history={order.history} />
      </div>
    </div>
  );
}

/** One order, what became of it so far, and what may become of it. */
export function OrderPage({ id }: { id: string }) {
  const resource = useShown(id, (signal) => adminApi.order(id, signal));
  const look = () => resource.status === 'ready' && !resource.refreshing && resource.reload();
  usePolling(resource.status === 'ready' && isUnderWay(resource.data), look);
  return (
    <>
      <PageHead title="Order" up={{ href: '/admin/orders', label: 'All orders' }}>
        <code>{id}</code>
      </PageHead>
      <Loaded resource={resource} what="order">
        {(order) => <Details order={order} show={resource.show} reload={resource.reload} />}
      </Loaded>
    </>
  );
}
