import { ApiError } from '../api/api-error.ts';
import { type Explanation, explain } from '../api/explain.ts';
import { formatMoney } from '../ui/format-money.ts';

/** Why an account could not be deleted, and what to do about it. */
export function deletionRefusal(error: unknown): Explanation {
  if (!(error instanceof ApiError)) return explain(error);
  if (error.is('orders-open')) {
    const words = 'Cancel your open orders, or wait until they are delivered; then come back.';
    return { title: 'There are open orders', detail: words };
  }
  if (error.is('wallet-not-empty')) {
    const { currency } = error.members;
    const balance = error.amount('balanceCents');
    const now =
      balance !== undefined && typeof currency === 'string' ? ` It is ${formatMoney(balance, currency)} now.` : '';
    return { title: 'Your store credit has changed', detail: `${error.detail}${now}` };
  }
  return explain(error);
}
