import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { api } from '../api/api.ts';
import { ApiError } from '../api/api-error.ts';
import type { Cart, Order, User, Wallet } from '../api/types.ts';
import { changedLines } from '../cart/price-change.ts';
import { createAddressDraft } from '../checkout/address-draft.ts';
import { createAttemptKey } from '../checkout/attempt-key.ts';
import { CheckoutForm } from '../checkout/checkout-form.tsx';
import { placeOrder } from '../checkout/place-order.ts';
import { RequireUser } from '../shell/require-user.tsx';
import { tabStorage } from '../state/safe-storage.ts';
import { cart, catalogue } from '../state/shop.ts';
import { useStore } from '../state/store.ts';
import { useResource } from '../state/use-resource.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { useTitle } from '../ui/use-title.ts';

const attemptKey = createAttemptKey('checkout', tabStorage, () => crypto.randomUUID());
const draft = createAddressDraft();

function Form({ user, view }: { user: User; view: Cart }) {
  const { route } = useLocation();
  const wallet = useResource(`wallet ${user.id}`, (signal) => api<Wallet>('/api/wallet', { signal }));
  const placed = (order: Order) => {
    route(`/orders/${encodeURIComponent(order.id)}?placed=yes`, true);
    catalogue.forget();
    void cart.load();
  };
  const refused = (error: unknown) => {
    if (!(error instanceof ApiError)) return;
    // What was shown is not what there is: the cart, or the store credit.
    if (error.status === 409) void cart.refresh();
    if (error.status === 402) wallet.reload();
  };
  return (
    <CheckoutForm
      cart={view}
      start={draft.of(user.id) ?? { name: user.name }}
      wallet={wallet}
      place={(request) => placeOrder(api, attemptKey, request)}
      onTyped={(shipping) => draft.keep(user.id, shipping)}
      onPlaced={placed}
      onRefused={refused}
    />
  );
}

function Checkout({ user }: { user: User }) {
  const view = useStore(cart.store);
  useEffect(() => void cart.refresh(), []);
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
  return (
    <>
      {changedLines(view.cart).length > 0 && (
        <div class="checkout-notice">
          <Notice tone="warn" title="Prices in your cart have changed">
            <p>
              The total below is at the new prices. <a href="/cart">See what changed</a>
            </p>
          </Notice>
        </div>
      )}
      <Form user={user} view={view.cart} />
    </>
  );
}

/** Checkout: where to, how paid, and the order is placed. */
export function CheckoutPage() {
  useTitle('Checkout');
  return (
    <>
      <div class="page-head">
        <h1>Checkout</h1>
      </div>
      <RequireUser>{(user) => <Checkout key={user.id} user={user} />}</RequireUser>
    </>
  );
}
