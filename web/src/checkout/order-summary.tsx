import type { Cart } from '../api/types.ts';
import { Money } from '../ui/money.tsx';

/** What is about to be bought, as a slip. */
export function OrderSummary({ cart: { lines, totalCents, currency } }: { cart: Cart }) {
  return (
    <section class="receipt" aria-labelledby="summary">
      <h2 id="summary">Your order</h2>
      <dl class="receipt-rows">
        {lines.map((line) => (
          <div key={line.productId}>
            <dt>
              <span class="number">{`${line.quantity} × `}</span>
              {line.name}
            </dt>
            <dd>
              <Money cents={line.totalCents} currency={currency} />
            </dd>
          </div>
        ))}
        <div>
          <dt>Delivery</dt>
          <dd>Free</dd>
        </div>
        <div class="receipt-total">
          <dt>To pay</dt>
          <dd>
            <Money cents={totalCents} currency={currency} />
          </dd>
        </div>
      </dl>
      <a href="/cart">Change the cart</a>
    </section>
  );
}
