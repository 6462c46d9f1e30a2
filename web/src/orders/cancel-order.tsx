import { useState } from 'preact/hooks';
import { api } from '../api/api.ts';
import { ApiError } from '../api/api-error.ts';
import type { Order } from '../api/types.ts';
import { announce } from '../state/announcement.ts';
import { catalogue } from '../state/shop.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { formatMoney } from '../ui/format-money.ts';
import { backOnCancel, canCancel, type MoneyBack } from './order-money.ts';

const consequence = (order: Order): string => {
  const amount = formatMoney(order.totalCents, order.currency);
  const words: Readonly<Record<MoneyBack, string>> = {
    credit: `${amount} go back to your store credit at once.`,
    card: `The ${amount} on your card are released.`,
    nothing: 'Then there is nothing to pay.',
  };
  return words[backOnCancel(order)];
};

type Asking = { open: boolean; busy: boolean; error?: unknown };

/** The way to cancel an order while that is possible, after asking; `onChanged` hears of it, also when the order turns out to have moved on. */
export function CancelOrder({ order, onChanged }: { order: Order; onChanged: () => void }) {
  const [asking, setAsking] = useState<Asking>({ open: false, busy: false });
  const close = () => setAsking({ open: false, busy: false });
  const cancel = async () => {
    setAsking({ open: true, busy: true });
    try {
      await api(`/api/orders/${encodeURIComponent(order.id)}/cancel`, { method: 'POST' });
      close();
      // The dialog gives the focus back to a button that goes.
      requestAnimationFrame(() => document.querySelector<HTMLElement>('#main h1')?.focus());
      catalogue.forget();
      announce('The order is cancelled.');
      onChanged();
    } catch (error) {
      setAsking({ open: true, busy: false, error });
      if (error instanceof ApiError && error.status === 409) onChanged();
    }
  };
  return (
    <>
      {canCancel(order) && (
        <Button variant="danger" onClick={() => setAsking({ open: true, busy: false })}>
          Cancel this order
        </Button>
      )}
      {asking.open && (
        <ConfirmDialog
          title="Cancel this order?"
          confirm="Cancel the order"
          keep="Keep the order"
          busy={asking.busy}
          error={asking.error}
          onConfirm={() => void cancel()}
          onClose={close}
        >
          <p>{`Nothing is sent. ${consequence(order)} This cannot be undone.`}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
