import type { LedgerEntry } from '../api/types.ts';
import type { PagedResource } from '../state/use-pages.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Money } from '../ui/money.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';
import { MOVEMENT_WORDS } from './movement-words.ts';

function What({ entry: { movement, reference } }: { entry: LedgerEntry }) {
  const words = MOVEMENT_WORDS[movement];
  if (movement !== 'spend' && movement !== 'refund') return <>{words}</>;
  return <a href={`/orders/${encodeURIComponent(reference)}`}>{words}</a>;
}

const columns = (currency: string): readonly Column<LedgerEntry>[] => [
  { id: 'what', header: 'What', cell: (entry) => <What entry={entry} /> },
  { id: 'when', header: 'When', cell: ({ at }) => <Time at={at} /> },
  {
    id: 'amount',
    header: 'Amount',
    align: 'end',
    cell: ({ amountCents }) => (
      <span class={amountCents < 0 ? '' : 'ledger-credit'}>
        {amountCents > 0 && '+'}
        <Money cents={amountCents} currency={currency} />
      </span>
    ),
  },
];

/** Everything that ever changed a customer's store credit, newest first. */
export function Ledger({ entries, currency }: { entries: PagedResource<LedgerEntry>; currency: string }) {
  if (entries.status === 'failed') return <ErrorState error={entries.error} onRetry={entries.reload} />;
  if (entries.status === 'loading') {
    return (
      <Loading what="movements">
        <Skeleton height="8rem" />
      </Loading>
    );
  }
  return (
    <>
      <Table
        caption="Movements of your store credit, newest first"
        captionHidden
        columns={columns(currency)}
        rows={entries.data.items}
        rowKey={({ id }) => id}
        empty={<EmptyState title="Nothing yet">Deposits, purchases and refunds are listed here.</EmptyState>}
      />
      <MoreButton more={entries.more} older={entries.older}>
        Show older movements
      </MoreButton>
    </>
  );
}
