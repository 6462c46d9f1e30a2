import type { BillLine, Cost } from '../../../../functions/ops/cost/cost-responses.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { tooEarly } from './cost-words.ts';
import { dollars } from './dollars.ts';

type Row = Pick<BillLine, 'item'> & { quantity: string; projected: number; expected: number };

/** Which of a line's amounts is told first: none is projected while it is too early to tell. */
type Told = 'projected' | 'expected';

const NOTHING = 0.005;

function Share({ of, most }: { of: number; most: number }) {
  return (
    <span class="cost-share">
      <span class="cost-share-bar" aria-hidden="true" style={{ width: `${most === 0 ? 0 : (100 * of) / most}%` }} />
    </span>
  );
}

const PROJECTED: Column<Row> = {
  id: 'projected',
  header: 'Projected',
  align: 'end',
  cell: ({ projected }) => dollars(projected),
};

function columns(most: number, told: Told): Column<Row>[] {
  return [
    { id: 'item', header: 'Line', cell: ({ item }) => item },
    ...(told === 'projected' ? [PROJECTED] : []),
    { id: 'expected', header: 'Expected', align: 'end', cell: ({ expected }) => dollars(expected) },
    { id: 'share', header: 'Share', cell: (row) => <Share of={row[told]} most={most} /> },
    { id: 'quantity', header: 'Of', cell: ({ quantity }) => <span class="soft cost-quantity">{quantity}</span> },
  ];
}

function rowOf(line: BillLine, told: Told): Row {
  const { item, projected, expected } = line;
  return { item, quantity: line[told].quantity, projected: projected.dollars, expected: expected.dollars };
}

/** The bill by line, the dearest first; what costs nothing is named below it. */
export function BillTable({ cost }: { cost: Cost }) {
  const told = tooEarly(cost) ? 'expected' : 'projected';
  const rows = cost.lines.map((line) => rowOf(line, told)).sort((a, b) => b[told] - a[told] || b.expected - a.expected);
  const priced = rows.filter((row) => row[told] > NOTHING || row.expected > NOTHING);
  const free = rows.filter((row) => !priced.includes(row));
  return (
    <section class="cost-part" aria-labelledby="cost-bill">
      <h2 id="cost-bill">The bill</h2>
      <Table
        caption="US dollars a month by line"
        captionHidden
        columns={columns(Math.max(0, ...priced.map((row) => row[told])), told)}
        rows={priced}
        rowKey={({ item }) => item}
      />
      {free.length > 0 && (
        <p class="soft">
          {told === 'projected' ? 'Free so far: ' : 'Free: '}
          {free.map(({ item, quantity }) => `${item} (${quantity})`).join(', ')}.
          {told === 'projected' &&
            ' What a request takes of the table, and how many metrics it reads, is assumed; all else is measured.'}
        </p>
      )}
    </section>
  );
}
