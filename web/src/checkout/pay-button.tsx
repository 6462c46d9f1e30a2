import type { Cart, PaymentMethod } from '../api/types.ts';
import { Button } from '../ui/button.tsx';
import { formatMoney } from '../ui/format-money.ts';

type Words = { pay: (total: string) => string; busy: string; underWay: string };

const WORDS: Readonly<Record<PaymentMethod, Words>> = {
  card: { pay: (total) => `Pay ${total}`, busy: 'Paying…', underWay: 'Asking the bank; this can take some seconds.' },
  wallet: {
    pay: (total) => `Pay ${total} with store credit`,
    busy: 'Paying…',
    underWay: 'Taking it from your store credit.',
  },
  invoice: {
    pay: (total) => `Order for ${total} on invoice`,
    busy: 'Ordering…',
    underWay: 'Asking the invoice service; this can take some seconds.',
  },
};

type PayButtonProps = {
  method: PaymentMethod;
  cart: Cart;
  busy: boolean;
  /** Seconds to wait before another try. */
  wait: number;
};

/** The button that orders, saying for how much; while that is going on, or has to wait, it says so. */
export function PayButton({ method, cart: { totalCents, currency }, busy, wait }: PayButtonProps) {
  const words = WORDS[method];
  const ready = wait > 0 ? `Try again in ${wait} s` : words.pay(formatMoney(totalCents, currency));
  return (
    <div class="checkout-pay">
      <Button type="submit" variant="primary" wide busy={busy} disabled={wait > 0}>
        {busy ? words.busy : ready}
      </Button>
      <p class="soft" role="status">
        {busy ? `${words.underWay} Please keep this page open.` : ''}
      </p>
    </div>
  );
}
