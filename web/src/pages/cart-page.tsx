import './cart-page.css';
import { useState } from 'preact/hooks';
import { explain } from '../api/explain.ts';
import type { Cart, CartLine } from '../api/types.ts';
import { Receipt } from '../checkout/receipt.tsx';
import { announce } from '../state/announcement.ts';
import { cart } from '../state/shop.ts';
import { useStore } from '../state/store.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { formatMoney } from '../ui/format-money.ts';
import { Icon } from '../ui/icon.tsx';
import { Money } from '../ui/money.tsx';
import { Quantity } from '../ui/quantity.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { useTitle } from '../ui/use-title.ts';
import { lineProblem } from './line-problem.ts';
import { MOST_PER_LINE } from './most-per-line.ts';
import { ProductPicture } from './product-picture.tsx';

const focusHeading = () => document.querySelector<HTMLElement>('#main h1')?.focus();

function Line({ line, currency }: { line: CartLine; currency: string }) {
  const [failure, setFailure] = useState<string>();
  const problem = failure ?? lineProblem(line);
  const attempt = async (change: Promise<Cart>, done: (after: Cart) => string) => {
    setFailure(undefined);
    try {
      announce(done(await change));
    } catch (error) {
      setFailure(explain(error).detail);
    }
  };
  const setQuantity = (quantity: number) =>
    void attempt(
      cart.setQuantity(line.productId, quantity),
      (after) => `${quantity} × ${line.name}. Total ${formatMoney(after.totalCents, after.currency)}.`,
    );
  const remove = () => {
    focusHeading();
    void attempt(cart.remove(line.productId), () => `${line.name} was removed from your cart.`);
  };
  return (
    <li class="cart-line">
      <ProductPicture src={line.picture} size={96} />
      <div class="cart-line-name">
        <h2>
          <a href={`/products/${encodeURIComponent(line.productId)}`}>{line.name}</a>
        </h2>
        <p class="soft">
          <Money cents={line.priceCents} currency={currency} /> each
        </p>
        {problem && (
          <p class="field-error" role="alert">
            {problem}
          </p>
        )}
      </div>
      <div class="cart-line-count">
        <Quantity
          of={line.name}
          value={line.quantity}
          max={Math.min(line.stock, MOST_PER_LINE)}
          onChange={setQuantity}
        />
        <button type="button" class="cart-remove" aria-label={`Remove ${line.name}`} onClick={remove}>
          <Icon name="remove" />
        </button>
      </div>
      <p class="cart-line-total">
        <Money cents={line.totalCents} currency={currency} />
      </p>
    </li>
  );
}

function Filled({ cart: { lines, totalCents, currency, itemCount } }: { cart: Cart }) {
  const blocked = lines.some((line) => lineProblem(line) !== undefined);
  const items = { id: 'items', label: itemCount === 1 ? '1 item' : `${itemCount} items`, cents: totalCents };
  return (
    <div class="cart">
      <ul class="cart-lines">
        {lines.map((line) => (
          <Line key={line.productId} line={line} currency={currency} />
        ))}
      </ul>
      <Receipt title="Total" rows={[items]} totalCents={totalCents} currency={currency}>
        {blocked ? (
          <p class="field-error">Please change the quantities marked on the left; then you can check out.</p>
        ) : (
          <ButtonLink href="/checkout" variant="primary" wide>
            Check out
          </ButtonLink>
        )}
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

/** The cart: quantities, removal, what stock no longer allows, and the total. */
export function CartPage() {
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
