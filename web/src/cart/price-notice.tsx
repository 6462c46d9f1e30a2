import { useEffect, useState } from 'preact/hooks';
import { explain } from '../api/explain.ts';
import type { Cart } from '../api/types.ts';
import { announce } from '../state/announcement.ts';
import { cart } from '../state/shop.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { changedLines } from './price-change.ts';

type Confirming = { status: 'idle' } | { status: 'busy' } | { status: 'failed'; error: unknown };

const focusHeading = () => document.querySelector<HTMLElement>('#main h1')?.focus();

/** Says that prices changed since their products were put in, and takes the shopper's word for the new ones. */
export function PriceNotice({ of: view }: { of: Cart }) {
  const [confirming, setConfirming] = useState<Confirming>({ status: 'idle' });
  const changed = changedLines(view);
  const title = changed.length === 1 ? 'One price has changed' : `${changed.length} prices have changed`;
  useEffect(() => {
    if (changed.length > 0) announce(`${title}. Please look through your cart.`);
  }, [changed.length]);
  if (changed.length === 0) return null;
  const confirm = async () => {
    setConfirming({ status: 'busy' });
    try {
      for (const { productId, quantity, priceCents } of changed) {
        await cart.setQuantity(productId, quantity, priceCents);
      }
      focusHeading();
      announce('The new prices are taken over.');
      setConfirming({ status: 'idle' });
    } catch (error) {
      setConfirming({ status: 'failed', error });
    }
  };
  return (
    <Notice tone="warn" title={title}>
      <p>Since you put these products in, their price is another one. The total is at the new prices.</p>
      {confirming.status === 'failed' && (
        <p class="field-error" role="alert">
          {explain(confirming.error).detail}
        </p>
      )}
      <p class="notice-actions">
        <Button busy={confirming.status === 'busy'} onClick={() => void confirm()}>
          {changed.length === 1 ? 'Accept the new price' : 'Accept the new prices'}
        </Button>
      </p>
    </Notice>
  );
}
