import type { BillLine, Cost } from '../../../../functions/ops/cost/cost-responses.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { dollars } from './dollars.ts';

type Row = Pick<BillLine, 'item'> & { quantity: string; projected: number; expected: number };

const NOTHING = 0.005;

function Share({ of, most }: { of: number; most: number }) {
  return (
    <span class="cost-share">
      <span class="cost-share-bar" aria-hidden="true" style={{ width: `${most === 0 ? 0 : (100 * of) / most}%` }} />
    </span>
  );
}

function columns(most: number): Column<Row>[] {
  return [
    { id: 'item', header: 'Line', cell: ({ item }) => item },
    { id: 'projected', header: 'Projected', align: 'end', cell: ({ projected }) => dollars(projected) },
    { id: 'expected', header: 'Expected', align: 'end', cell: ({ expected }) => dollars(expected) },
    { id: 'share', header: 'Share', cell: ({ projected }) => <Share of={projected} most={most} /> },
    { id: 'quantity', header: 'Of', cell: ({ quantity }) => <span class="soft cost-quantity">{quantity}</span> },
  ];
}

function rowOf({ item, projected, expected }: BillLine): Row {
  return { item, quantity: projected.quantity, projected: projected.dollars, expected: expected.dollars };
}

/** The bill by line, the dearest first; what costs nothing is named below it. */
export function BillTable({ cost: { lines } }: { cost: Cost }) {
  const rows = lines.map(rowOf).sort((a, b) => b.projected - a.projected || b.expected - a.expected);
  const priced = rows.filter(({ projected, expected }) => projected > NOTHING || expected > NOTHING);
  const free = rows.filter((row) => !priced.includes(row));
  return (
    <section class="cost-part" aria-labelledby="cost-bill">
      <h2 id="cost-bill">The bill</h2>
      <Table
        caption="US dollars a month by line"
        captionHidden
        columns={columns(Math.max(0, ...priced.map(({ projected }) => projected)))}
        rows={priced}
        rowKey={({ item }) => item}
      />
      {free.length > 0 && (
        <p class="soft">
          Free so far: {free.map(({ item, quantity }) => `${item} (${quantity})`).join(', ')}. What a request takes of
          the table, and how many metrics it reads, is assumed; all else is measured.
        </p>
      )}
    </section>
  );
}
