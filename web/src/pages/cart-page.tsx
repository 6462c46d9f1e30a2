import './cart-page.css';
import { useEffect } from 'preact/hooks';
import type { Cart } from '../api/types.ts';
import { CartLineItem } from '../cart/cart-line.tsx';
import { lineProblem } from '../cart/line-problem.ts';
import { changedLines } from '../cart/price-change.ts';
import { PriceNotice } from '../cart/price-notice.tsx';
import { Receipt } from '../checkout/receipt.tsx';
import { cart } from '../state/shop.ts';
import { useStore } from '../state/store.ts';
import { useReturn } from '../state/use-return.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { useTitle } from '../ui/use-title.ts';

function WayOn({ cart: { lines, currency } }: { cart: Cart }) {
  if (lines.some((line) => lineProblem(line) !== undefined)) {
    return <p class="field-error">Please change the quantities marked in the list; then you can check out.</p>;
  }
  if (changedLines({ lines, currency }).length > 0) {
    return <p class="cart-line-change">Please accept the new prices above; then you can check out.</p>;
  }
  return (
    <ButtonLink href="/checkout" variant="primary" wide>
      Check out
    </ButtonLink>
  );
}

function Filled({ cart: view }: { cart: Cart }) {
  const { lines, totalCents, currency, itemCount } = view;
  const items = { id: 'items', label: itemCount === 1 ? '1 item' : `${itemCount} items`, cents: totalCents };
  return (
    <div class="cart">
      <div class="cart-main">
        <PriceNotice of={view} />
        <ul class="cart-lines">
          {lines.map((line) => (
            <CartLineItem key={line.productId} line={line} currency={currency} />
          ))}
        </ul>
      </div>
      <Receipt title="Total" rows={[items]} totalCents={totalCents} currency={currency}>
        <WayOn cart={view} />
        <ButtonLink href="/" variant="quiet" wide>
          Keep looking
        </ButtonLink>
      </Receipt>
    </div>
  );
}

function Body() {
  const view = useStore(cart.store);
  if (view.status === 'failed') return <ErrorState error={view.error} onRetry={() => void cart.load()} />;
  if (view.status === 'unknown') {
    return (
      <Loading what="cart">
        <Skeleton height="12rem" />
      </Loading>
    );
  }
  if (view.cart.lines.length > 0) return <Filled cart={view.cart} />;
  return (
    <EmptyState
      title="Your cart is empty"
      actions={
        <ButtonLink href="/" variant="primary">
          To the catalogue
        </ButtonLink>
      }
    >
      What you put into it stays here, also before you sign in.
    </EmptyState>
  );
}

/** The cart: quantities, removal, what stock no longer allows, prices that changed, and the total. */
export function CartPage() {
  useEffect(() => void cart.refresh(), []);
  useReturn(() => void cart.refresh());
  useTitle('Cart');
  return (
    <>
      <div class="page-head">
        <h1 tabIndex={-1}>Your cart</h1>
      </div>
      <Body />
    </>
  );
}
