import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { api } from '../api/api.ts';
import type { Order, User } from '../api/types.ts';
import { createAttemptKey } from '../checkout/attempt-key.ts';
import { CheckoutForm } from '../checkout/checkout-form.tsx';
import { placeOrder } from '../checkout/place-order.ts';
import { RequireUser } from '../shell/require-user.tsx';
import { tabStorage } from '../state/safe-storage.ts';
import { cart, catalogue } from '../state/shop.ts';
import { useStore } from '../state/store.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { useTitle } from '../ui/use-title.ts';

const attemptKey = createAttemptKey(tabStorage, () => crypto.randomUUID());

function Checkout({ user }: { user: User }) {
  const { route } = useLocation();
  const view = useStore(cart.store);
  useEffect(() => void cart.refresh(), []);

  const placed = (order: Order) => {
    route(`/orders/${encodeURIComponent(order.id)}?placed=yes`, true);
    catalogue.forget();
    void cart.load();
  };

  if (view.status === 'failed') return <ErrorState error={view.error} onRetry={() => void cart.load()} />;
  if (view.status === 'unknown') {
    return (
      <Loading what="cart">
        <Skeleton height="20rem" />
      </Loading>
    );
  }
  if (view.cart.lines.length === 0) {
    return (
      <EmptyState title="Your cart is empty" actions={<ButtonLink href="/">To the catalogue</ButtonLink>}>
        Put something into it first; then you can check out here.
      </EmptyState>
    );
  }
  const place = (request: Parameters<typeof placeOrder>[2]) => placeOrder(api, attemptKey, request);
  return <CheckoutForm cart={view.cart} name={user.name} place={place} onPlaced={placed} />;
}

/** Checkout: where to, how paid, and the order is placed. */
export function CheckoutPage() {
  useTitle('Checkout');
  return (
    <>
      <div class="page-head">
        <h1>Checkout</h1>
      </div>
      <RequireUser>{(user) => <Checkout user={user} />}</RequireUser>
    </>
  );
}
