import type { Cart, CartLine } from '../api/types.ts';
import { Receipt, type ReceiptRow } from './receipt.tsx';

const row = (line: CartLine): ReceiptRow => ({
  id: line.productId,
  label: (
    <>
      <span class="number">{`${line.quantity} × `}</span>
      {line.name}
    </>
  ),
  cents: line.totalCents,
});

/** What is about to be bought, as a slip. */
export function OrderSummary({ cart: { lines, totalCents, currency } }: { cart: Cart }) {
  return (
    <Receipt title="Your order" rows={lines.map(row)} totalCents={totalCents} currency={currency}>
      <a href="/cart">Change the cart</a>
    </Receipt>
  );
}
