import { useState } from 'preact/hooks';
import { explain } from '../api/explain.ts';
import type { Cart, CartLine } from '../api/types.ts';
import { ProductPicture } from '../catalogue/product-picture.tsx';
import { announce } from '../state/announcement.ts';
import { cart } from '../state/shop.ts';
import { formatMoney } from '../ui/format-money.ts';
import { Icon } from '../ui/icon.tsx';
import { Money } from '../ui/money.tsx';
import { Quantity } from '../ui/quantity.tsx';
import { lineProblem } from './line-problem.ts';
import { MOST_PER_LINE } from './most-per-line.ts';
import { priceChange } from './price-change.ts';

const focusHeading = () => document.querySelector<HTMLElement>('#main h1')?.focus();

/** One product in the cart: how many, at which price, what stands in its way, and how to take it out. */
export function CartLineItem({ line, currency }: { line: CartLine; currency: string }) {
  const [failure, setFailure] = useState<string>();
  const problem = failure ?? lineProblem(line);
  const change = priceChange(line, currency);
  const attempt = async (changing: Promise<Cart>, done: (after: Cart) => string) => {
    setFailure(undefined);
    try {
      announce(done(await changing));
    } catch (error) {
      setFailure(explain(error).detail);
      // What was shown is not what there is.
      void cart.refresh();
    }
  };
  const setQuantity = (quantity: number) =>
    void attempt(
      // Another quantity is no word on a price that has changed.
      cart.setQuantity(line.productId, quantity, line.priceChangedFromCents ?? line.priceCents),
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
        {change && <p class="cart-line-change">{change}</p>}
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
