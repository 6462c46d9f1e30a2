import '../forms/form-page.css';
import '../checkout/checkout.css';
import './wallet-page.css';
import { api } from '../api/api.ts';
import type { LedgerEntry, LedgerPage, Wallet } from '../api/types.ts';
import { RequireUser } from '../shell/require-user.tsx';
import { type LoadPage, usePages } from '../state/use-pages.ts';
import { useResource } from '../state/use-resource.ts';
import { Card } from '../ui/card.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Money } from '../ui/money.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { useTitle } from '../ui/use-title.ts';
import { DepositForm } from '../wallet/deposit-form.tsx';
import { Ledger } from '../wallet/ledger.tsx';

const loadEntries: LoadPage<LedgerEntry> = async (cursor, signal) => {
  const params = new URLSearchParams({ limit: '20', ...(cursor !== null && { cursor }) });
  const page = await api<LedgerPage>(`/api/wallet/ledger?${params}`, { ...(signal && { signal }) });
  return { items: page.entries, nextCursor: page.nextCursor };
};

function Credit() {
  const wallet = useResource('wallet', (signal) => api<Wallet>('/api/wallet', { signal }));
  const entries = usePages('ledger', loadEntries);
  if (wallet.status === 'failed') return <ErrorState error={wallet.error} onRetry={wallet.reload} />;
  if (wallet.status === 'loading') {
    return (
      <Loading what="wallet">
        <div class="wallet">
          <Skeleton height="8rem" />
          <Skeleton height="20rem" />
        </div>
      </Loading>
    );
  }
  const { balanceCents, currency } = wallet.data;
  const done = () => {
    wallet.reload();
    entries.reload();
  };
  return (
    <div class="wallet">
      <div class="wallet-main">
        <Card title="Balance">
          <p class="wallet-balance">
            <Money cents={balanceCents} currency={currency} />
          </p>
          <p class="soft">Store credit pays for orders here. Refunds and cancelled orders come back to it.</p>
        </Card>
        <Card title="Movements">
          <Ledger entries={entries} currency={currency} />
        </Card>
      </div>
      <Card title="Deposit">
        <DepositForm wallet={wallet.data} onDone={done} />
      </Card>
    </div>
  );
}

/** The customer's store credit: how much there is, what changed it, and the way to more. */
export function WalletPage() {
  useTitle('My wallet');
  return (
    <>
      <div class="page-head">
        <h1>My wallet</h1>
      </div>
      <RequireUser>{(user) => <Credit key={user.id} />}</RequireUser>
    </>
  );
}
