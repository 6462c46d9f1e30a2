import { type Shopper, StepError } from '../../functions/probe/shopper.ts';
import { ANSWERS, answerOf } from './answers.ts';
import type { Account } from './synthetic-account.ts';

/** In milliseconds: it is cleared up also when the walk was told to stop. */
const BUDGET = 20_000;
const PAUSE = 1_000;
const ATTEMPTS = 5;

/** Cancels what is not shipped of the account's orders, of which there are never more than a page. */
export async function cancelOpenOrders(shopper: Shopper, signal: AbortSignal): Promise<void> {
  const { orders } = answerOf(ANSWERS.orders, await shopper.json('/api/orders?limit=100', { signal }));
  for (const { id, status } of orders) {
    if (status === 'cancelled') continue;
    await shopper.json(`/api/orders/${id}/cancel`, { method: 'POST', signal });
  }
}

/** A list of orders that is not up to date yet is a 503. */
async function deleteAccount(shopper: Shopper, { password }: Account, signal: AbortSignal): Promise<boolean> {
  const body = { password, forfeitBalanceCents: 0 };
  try {
    await shopper.read('/api/account', 'nothing', { method: 'DELETE', body, signal });
    return true;
  } catch (error) {
    if (error instanceof StepError && error.status === 503) return false;
    throw error;
  }
}

/** Clears away what the account has open, and the account; `wait` is for milliseconds. */
export async function clearAccount(
  shopper: Shopper,
  account: Account,
  wait: (milliseconds: number) => Promise<void>,
): Promise<void> {
  const signal = AbortSignal.timeout(BUDGET);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await cancelOpenOrders(shopper, signal);
    if (await deleteAccount(shopper, account, signal)) return;
    await wait(PAUSE);
  }
  throw new StepError('the account could not be deleted');
}
