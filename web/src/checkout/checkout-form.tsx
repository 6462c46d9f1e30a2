import './checkout.css';
import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../api/api-error.ts';
import type { Cart, Order, PaymentMethod, Shipping, Wallet } from '../api/types.ts';
import { type FieldMessages, fieldMessages } from '../forms/field-messages.ts';
import { announce } from '../state/announcement.ts';
import { useCountdown } from '../state/use-countdown.ts';
import type { LoadedResource } from '../state/use-resource.ts';
import { focusInvalid } from '../ui/focus-invalid.ts';
import { AddressFields } from './address-fields.tsx';
import { CardFields } from './card-fields.tsx';
import { CheckoutFailureNotice } from './checkout-failure-notice.tsx';
import { CHECKOUT_PATHS, type CheckoutRequest, checkoutProblems } from './checkout-problems.ts';
import { OrderSummary } from './order-summary.tsx';
import { PayButton } from './pay-button.tsx';
import { PaymentChoice } from './payment-choice.tsx';
import { readCheckout } from './read-checkout.ts';
import { WalletHint } from './wallet-hint.tsx';

type Attempt = { busy: boolean; problems: FieldMessages; failure?: { error: unknown; method: PaymentMethod } };

type CheckoutFormProps = {
  cart: Cart;
  /** What is known of the address before anything is typed. */
  start: Partial<Shipping>;
  wallet: LoadedResource<Wallet>;
  place: (request: CheckoutRequest) => Promise<Order>;
  onTyped: (shipping: Shipping) => void;
  onPlaced: (order: Order) => void;
  onRefused: (error: unknown) => void;
};

const waitOf = (failure: Attempt['failure']) =>
  failure?.error instanceof ApiError && failure.error.status === 429 ? (failure.error.retryAfter ?? 0) : 0;

/** Address, way to pay and the button that orders; while an order is under way, or after it is placed, nothing can order again. */
export function CheckoutForm({ cart, start, wallet, place, onTyped, onPlaced, onRefused }: CheckoutFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const underWay = useRef(false);
  const [method, setMethod] = useState<PaymentMethod>('card');
  const [attempt, setAttempt] = useState<Attempt>({ busy: false, problems: {} });
  const { busy, problems, failure } = attempt;
  const wait = useCountdown(waitOf(failure), failure);
  const waited = useRef(0);
  useEffect(() => {
    if (waited.current > 0 && wait === 0) announce('You can try again now.');
    waited.current = wait;
  }, [wait]);

  const read = (from: HTMLFormElement) => readCheckout(new FormData(from), cart.totalCents);
  const refuse = (found: FieldMessages, why?: Attempt['failure']) => {
    setAttempt({ busy: false, problems: found, ...(why !== undefined && { failure: why }) });
    focusInvalid(form.current);
  };
  const send = async (request: CheckoutRequest) => {
    underWay.current = true;
    setAttempt({ busy: true, problems: {} });
    try {
      onPlaced(await place(request));
    } catch (error) {
      underWay.current = false;
      refuse(fieldMessages(error, CHECKOUT_PATHS), { error, method: request.payment.method });
      onRefused(error);
    }
  };
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (underWay.current || wait > 0) return;
    const request = read(event.currentTarget);
    const found = checkoutProblems(request, wallet.status === 'ready' ? wallet.data.balanceCents : undefined);
    if (Object.keys(found).length > 0) refuse(found);
    else void send(request);
  };

  return (
    <form
      class="checkout"
      ref={form}
      noValidate
      onSubmit={submit}
      onChange={({ currentTarget }) => onTyped(read(currentTarget).shipping)}
    >
      <div class="checkout-main">
        <AddressFields start={start} problems={problems} />
        <PaymentChoice
          chosen={method}
          onChoose={setMethod}
          problem={problems['payment.method']}
          wallet={<WalletHint wallet={wallet} totalCents={cart.totalCents} />}
        />
        {method === 'card' && <CardFields problems={problems} />}
        {failure !== undefined && (
          <CheckoutFailureNotice error={failure.error} method={failure.method} currency={cart.currency} />
        )}
        <PayButton method={method} cart={cart} busy={busy} wait={wait} />
      </div>
      <OrderSummary cart={cart} />
    </form>
  );
}
