import type { Wallet } from '../api/types.ts';
import type { LoadedResource } from '../state/use-resource.ts';
import { Button } from '../ui/button.tsx';
import { formatMoney } from '../ui/format-money.ts';

/** What store credit there is, whether it is enough for the total, and what to do if not. */
export function WalletHint({ wallet, totalCents }: { wallet: LoadedResource<Wallet>; totalCents: number }) {
  if (wallet.status === 'loading') return <>Looking at your balance…</>;
  if (wallet.status === 'failed') {
    return (
      <>
        Your balance could not be read.{' '}
        <Button variant="quiet" onClick={wallet.reload}>
          Look again
        </Button>
      </>
    );
  }
  const { balanceCents, currency } = wallet.data;
  const missing = totalCents - balanceCents;
  if (missing <= 0) return <>{`You have ${formatMoney(balanceCents, currency)}; that is enough.`}</>;
  return (
    <>
      {`You have ${formatMoney(balanceCents, currency)}; ${formatMoney(missing, currency)} are missing. `}
      <a href="/wallet">Deposit store credit</a>
    </>
  );
}
