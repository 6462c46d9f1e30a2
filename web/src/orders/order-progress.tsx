import './order-progress.css';
import type { Order } from '../api/types.ts';
import { Card } from '../ui/card.tsx';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { Time } from '../ui/time.tsx';
import { OrderBadge } from './order-badge.tsx';
import { orderState } from './order-state.ts';
import { isUnderWay, type Station, timeline } from './timeline.ts';

const SPOKEN: Readonly<Record<Station['state'], string>> = { done: 'done', next: 'next', later: 'later' };

function Step({ station: { label, state, at, note, status } }: { station: Station }) {
  const over = status === 'cancelled' || status === 'refunded';
  return (
    <li class="step" data-state={state} data-over={over}>
      <span class="step-mark">{state === 'done' && <Icon name={over ? 'minus' : 'check'} />}</span>
      <span>
        <b>{label}</b>
        <span class="visually-hidden">{` (${SPOKEN[state]})`}</span>
        <span class="soft step-note">
          {at && <Time at={at} />}
          {note}
        </span>
      </span>
    </li>
  );
}

/** How far an order has come, station by station; what changes is spoken, too. */
export function OrderProgress({ order, outdated }: { order: Order; outdated: boolean }) {
  return (
    <Card title="Progress" actions={<OrderBadge order={order} />}>
      <ol class="steps">
        {timeline(order).map((station) => (
          <Step key={station.status} station={station} />
        ))}
      </ol>
      {order.trackingNumber !== undefined && (
        <p class="order-tracking">
          Parcel <code>{order.trackingNumber}</code>
        </p>
      )}
      {isUnderWay(order) && !outdated && <p class="soft order-note">This page updates itself.</p>}
      {outdated && (
        <div class="order-note">
          <Notice tone="neutral" title="This could not be brought up to date">
            <p>It may have come further already. This page keeps looking by itself.</p>
          </Notice>
        </div>
      )}
      <p class="visually-hidden" role="status">{`Status: ${orderState(order).label}`}</p>
    </Card>
  );
}
