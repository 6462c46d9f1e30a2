import './checkout.css';
import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Cart, Order } from '../api/types.ts';
import { type FieldMessages, fieldMessages } from '../forms/field-messages.ts';
import { Button } from '../ui/button.tsx';
import { focusInvalid } from '../ui/focus-invalid.ts';
import { formatMoney } from '../ui/format-money.ts';
import { Notice } from '../ui/notice.tsx';
import { AddressFields } from './address-fields.tsx';
import { CardFields } from './card-fields.tsx';
import { checkoutFailure } from './checkout-failure.ts';
import { CHECKOUT_PATHS, type CheckoutRequest, checkoutProblems } from './checkout-problems.ts';
import { OrderSummary } from './order-summary.tsx';
import { readCheckout } from './read-checkout.ts';

type Attempt = { busy: boolean; problems: FieldMessages; error?: unknown };

type CheckoutFormProps = {
  cart: Cart;
  name: string;
  place: (request: CheckoutRequest) => Promise<Order>;
  onPlaced: (order: Order) => void;
};

function Failure({ error }: { error: unknown }) {
  const box = useRef<HTMLDivElement>(null);
  const { title, detail, link } = checkoutFailure(error);
  useEffect(() => box.current?.scrollIntoView({ block: 'center' }), [error]);
  return (
    <div ref={box}>
      <Notice tone="bad" title={title}>
        <p>{detail}</p>
        {link && (
          <p>
            <a href={link.href}>{link.label}</a>
          </p>
        )}
      </Notice>
    </div>
  );
}

/** Address, card and the button that pays; while an order is under way, or after it is placed, nothing can order again. */
export function CheckoutForm({ cart, name, place, onPlaced }: CheckoutFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const underWay = useRef(false);
  const [attempt, setAttempt] = useState<Attempt>({ busy: false, problems: {} });
  const { busy, problems, error } = attempt;

  const refuse = (found: FieldMessages, failure?: unknown) => {
    setAttempt({ busy: false, problems: found, ...(failure !== undefined && { error: failure }) });
    focusInvalid(form.current);
  };
  const send = async (request: CheckoutRequest) => {
    underWay.current = true;
    setAttempt({ busy: true, problems: {} });
    try {
      onPlaced(await place(request));
    } catch (failure) {
      underWay.current = false;
      refuse(fieldMessages(failure, CHECKOUT_PATHS), failure);
    }
  };
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (underWay.current) return;
    const request = readCheckout(new FormData(event.currentTarget));
    const found = checkoutProblems(request);
    if (Object.keys(found).length > 0) refuse(found);
    else void send(request);
  };

  return (
    <form class="checkout" ref={form} noValidate onSubmit={submit}>
      <div class="checkout-main">
        <AddressFields name={name} problems={problems} />
        <CardFields problems={problems} />
        {error !== undefined && <Failure error={error} />}
        <div class="checkout-pay">
          <Button type="submit" variant="primary" wide busy={busy}>
            {busy ? 'Paying…' : `Pay ${formatMoney(cart.totalCents, cart.currency)}`}
          </Button>
          <p class="soft" role="status">
            {busy ? 'Asking the bank; this can take some seconds. Please keep this page open.' : ''}
          </p>
        </div>
      </div>
      <OrderSummary cart={cart} />
    </form>
  );
}
