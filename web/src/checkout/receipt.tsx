import './receipt.css';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Money } from '../ui/money.tsx';

/** One row above the total; the amount is in integer cents. */
export type ReceiptRow = { id: string; label: ComponentChildren; cents: number };

type ReceiptProps = {
  title: string;
  rows: readonly ReceiptRow[];
  totalCents: number;
  currency: string;
  /** What to do next, below the total. */
  children: ComponentChildren;
};

function Row({
  label,
  total = false,
  children,
}: {
  label: ComponentChildren;
  total?: boolean;
  children: ComponentChildren;
}) {
  return (
    <div class={total ? 'receipt-total' : ''}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What is to be paid, row by row, as a slip from a till. */
export function Receipt({ title, rows, totalCents, currency, children }: ReceiptProps) {
  const id = useId();
  return (
    <section class="receipt" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <dl class="receipt-rows">
        {rows.map((row) => (
          <Row key={row.id} label={row.label}>
            <Money cents={row.cents} currency={currency} />
          </Row>
        ))}
        <Row label="Delivery">Free</Row>
        <Row label="To pay" total>
          <Money cents={totalCents} currency={currency} />
        </Row>
      </dl>
      {children}
    </section>
  );
}
