import type { Order } from '../api/types.ts';
import { formatMoney } from '../ui/format-money.ts';
import { Notice } from '../ui/notice.tsx';
import { type MoneyBack, wentBack } from './order-money.ts';

function Ended({ order }: { order: Order }) {
  const back = wentBack(order);
  const amount = formatMoney(back === 'credit' ? order.creditedCents : order.totalCents, order.currency);
  const words: Readonly<Record<MoneyBack, string>> = {
    credit: `${amount} were added to your store credit. `,
    card: `The ${amount} on your card are released; your bank may take some days to show it.`,
    nothing: 'There is nothing to pay. If you have transferred the money already, it becomes store credit.',
  };
  return (
    <Notice tone="info" title={order.status === 'refunded' ? 'This order was refunded' : 'This order was cancelled'}>
      <p>
        {words[back]}
        {back === 'credit' && <a href="/wallet">See my wallet</a>}
      </p>
    </Notice>
  );
}

/** What a customer should know before anything else of an order: that it is being checked, or how it ended. */
export function OrderNotices({ order }: { order: Order }) {
  if (order.status === 'cancelled' || order.status === 'refunded') return <Ended order={order} />;
  if (order.status !== 'created' || order.review !== 'pending') return null;
  return (
    <Notice tone="warn" title="We are checking this order">
      <p>
        Somebody has a look at it before it is sent. You do not have to do anything
        {order.paymentMethod === 'card' ? ', and your card is charged only afterwards.' : '.'}
      </p>
    </Notice>
  );
}
