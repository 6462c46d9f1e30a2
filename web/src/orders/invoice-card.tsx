import type { Order } from '../api/types.ts';
import { Card } from '../ui/card.tsx';
import { Money } from '../ui/money.tsx';
import { Time } from '../ui/time.tsx';
import { invoiceDue } from './order-money.ts';

/** What to transfer, by when and with which words, for an order that waits for that. */
export function InvoiceCard({ order }: { order: Order }) {
  return (
    <Card title="Your invoice">
      <dl class="order-facts">
        <div>
          <dt>Amount</dt>
          <dd>
            <Money cents={order.totalCents} currency={order.currency} />
          </dd>
        </div>
        <div>
          <dt>Due by</dt>
          <dd>
            <Time at={invoiceDue(order)} />
          </dd>
        </div>
        <div>
          <dt>Reference of the transfer</dt>
          <dd>
            <code>{order.id}</code>
          </dd>
        </div>
        <div>
          <dt>Sandbox</dt>
          <dd class="soft">No money moves: the transfer arrives by itself, after about half an hour.</dd>
        </div>
      </dl>
    </Card>
  );
}
