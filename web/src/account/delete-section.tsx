import { api } from '../api/api.ts';
import type { User } from '../api/types.ts';
import { orderTitle } from '../orders/order-title.ts';
import { useResource } from '../state/use-resource.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { formatMoney } from '../ui/format-money.ts';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { type Holdings, readHoldings } from './account-holdings.ts';
import { DeleteForm } from './delete-form.tsx';

function Consequences({ holdings: { wallet, openOrders } }: { holdings: Holdings }) {
  return (
    <ul class="consequences">
      <li>Your name, e-mail address, password, addresses and cart are erased. You can no longer sign in.</li>
      <li>Your orders stay in the books, but without your name and address: nobody can tell that they were yours.</li>
      {wallet.balanceCents > 0 && (
        <li>
          Your store credit of <b>{formatMoney(wallet.balanceCents, wallet.currency)}</b> is lost.
        </li>
      )}
      {openOrders.length > 0 && (
        <li>
          You have open orders. They have to be delivered or cancelled first:
          <ul>
            {openOrders.map((order) => (
              <li key={order.id}>
                <a href={`/orders/${encodeURIComponent(order.id)}`}>{orderTitle(order)}</a>
              </li>
            ))}
          </ul>
        </li>
      )}
    </ul>
  );
}

/** Deleting the account: first what that does to everything it holds, then the form, unless open orders forbid it. */
export function DeleteSection({ user, onDeleted }: { user: User; onDeleted: () => void }) {
  const holdings = useResource(`holdings ${user.id}`, (signal) => readHoldings(api, signal));
  if (holdings.status === 'failed') return <ErrorState error={holdings.error} onRetry={holdings.reload} />;
  if (holdings.status === 'loading') {
    return (
      <Loading what="what your account holds">
        <Skeleton height="8rem" />
      </Loading>
    );
  }
  return (
    <div class="form">
      <Consequences holdings={holdings.data} />
      {holdings.data.openOrders.length === 0 && (
        <DeleteForm user={user} holdings={holdings.data} onDeleted={onDeleted} onRefused={holdings.reload} />
      )}
    </div>
  );
}
