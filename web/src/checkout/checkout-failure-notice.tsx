import { useEffect, useRef } from 'preact/hooks';
import { Notice } from '../ui/notice.tsx';
import { checkoutFailure, type Tried } from './checkout-failure.ts';

/** Why an order did not go through, where the shopper looks. */
export function CheckoutFailureNotice({ error, method, currency }: Tried & { error: unknown }) {
  const box = useRef<HTMLDivElement>(null);
  const { title, detail, link } = checkoutFailure(error, { method, currency });
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
