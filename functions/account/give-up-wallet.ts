import { wallets } from '../lib/entities/wallet.ts';
import { CURRENCY } from '../lib/money.ts';
import { Problem } from '../lib/problem.ts';
import { forfeitActions } from '../lib/wallet/wallet-actions.ts';
import { writeAll } from '../lib/write.ts';

/** Whose store credit goes with the account, and how much of it they have agreed to lose, in cents. */
export type Forfeit = { readonly userId: string; readonly forfeitBalanceCents: number; readonly now: number };

const ATTEMPTS = 5;

/** The credit to be forfeited, in cents; 409 unless it is just what the user gives up. */
export async function checkWallet({ userId, forfeitBalanceCents }: Omit<Forfeit, 'now'>): Promise<number> {
  const { data } = await wallets().get({ userId }).go({ consistent: true });
  const balanceCents = data?.balanceCents ?? 0;
  if (balanceCents === 0 || balanceCents === forfeitBalanceCents) return balanceCents;
  throw new Problem(409, 'There is credit in your wallet. Spend it, or give it up by its amount.', {
    code: 'wallet-not-empty',
    members: { balanceCents, currency: CURRENCY },
  });
}

async function emptied({ userId, now }: Forfeit, amountCents: number): Promise<boolean> {
  if (amountCents === 0) return true;
  const { actions } = forfeitActions({ userId, amountCents, reference: 'account deleted', now });
  return (await writeAll(actions)).committed;
}

/** Deletes the wallet unless money has come into it meanwhile. */
async function removed(userId: string): Promise<boolean> {
  const outcome = await writeAll([
    (table) =>
      table.wallet
        .delete({ userId })
        .where(({ balanceCents }, { eq, notExists }) => `${notExists(balanceCents)} OR ${eq(balanceCents, 0)}`)
        .commit(),
  ]);
  return outcome.committed;
}

/**
 * Forfeits the user's credit, which the ledger tells of, and deletes the empty wallet; 409 when there is more or less credit
 * than the user gives up.
 */
export async function giveUpWallet(forfeit: Forfeit): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const amountCents = await checkWallet(forfeit);
    if ((await emptied(forfeit, amountCents)) && (await removed(forfeit.userId))) return;
  }
  throw new Problem(409, 'Your wallet keeps changing. Try again in a moment.', { code: 'wallet-not-empty' });
}
