import { type Attempt, recordOf } from '../lib/idempotency.ts';
import { openAccountAction } from '../lib/open-account.ts';
import type { Pacing } from '../lib/transact.ts';
import type { WalletWrite } from '../lib/wallet/wallet-actions.ts';
import { type WriteAction, writeAll } from '../lib/write.ts';

/** The deposit was written, or why nothing was. */
export type DepositResult = 'committed' | 'repeated' | 'account-closing' | 'wallet-full';

/** Indexes of the actions whose conditions tell the reasons apart; those of the wallet follow. */
const RECORD = 0;
const ACCOUNT = 1;

/** Writes balance, ledger's entry and idempotency record in one transaction, or nothing at all. */
export async function commitDeposit(
  { entry, actions }: WalletWrite,
  attempt: Attempt,
  pacing?: Pacing,
): Promise<DepositResult> {
  const record: WriteAction = (table) => table.idempotencyRecord.create(recordOf(attempt, entry.id, entry.at)).commit();
  const outcome = await writeAll([record, openAccountAction(entry.userId), ...actions], pacing);
  if (outcome.committed) return 'committed';
  if (outcome.failed.includes(RECORD)) return 'repeated';
  return outcome.failed.includes(ACCOUNT) ? 'account-closing' : 'wallet-full';
}
