import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';

const PAGE = 100;

type PagesProps<Item> = { items: readonly Item[]; children: (shown: readonly Item[]) => ComponentChildren };

/** The first hundred of many items, and as many more whenever somebody asks for them. */
export function Pages<Item>({ items, children }: PagesProps<Item>) {
  const [shown, setShown] = useState(PAGE);
  return (
    <>
      {children(items.slice(0, shown))}
      {items.length > shown && (
        <p class="more">
          <Button onClick={() => setShown(shown + PAGE)}>{`Show ${Math.min(PAGE, items.length - shown)} more`}</Button>
        </p>
      )}
    </>
  );
}
