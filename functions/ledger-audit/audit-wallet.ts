import { ledgerEntries } from '../lib/entities/ledger-entry.ts';
import { wallets } from '../lib/entities/wallet.ts';

/** A wallet and its ledger at one moment, in cents. */
export type Audited = { readonly balanceCents: number; readonly matches: boolean };

/** Readings of a wallet that keeps changing while its ledger is read, before it is left to the next run. */
const ATTEMPTS = 5;

/** Sums a ledger page by page, read consistently. */
async function ledgerSum(userId: string): Promise<{ sum: number; entries: number }> {
  let sum = 0;
  let entries = 0;
  let cursor: string | null = null;
  do {
    const page: { data: { amountCents: number }[]; cursor: string | null } = await ledgerEntries()
      .query.byUser({ userId })
      .go({ consistent: true, cursor, limit: 500 });
    sum += page.data.reduce((total, { amountCents }) => total + amountCents, 0);
    entries += page.data.length;
    cursor = page.cursor;
  } while (cursor !== null);
  return { sum, entries };
}

/**
 * Holds a wallet against its ledger. The wallet counts its entries, so a reading in which the two differ only because one was
 * added in between is told from a mismatch, and read again. Undefined for a wallet that is gone or never stood still.
 */
export async function auditWallet(userId: string): Promise<Audited | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { data: before } = await wallets().get({ userId }).go({ consistent: true });
    if (!before) return undefined;
    const { sum, entries } = await ledgerSum(userId);
    const { data: after } = await wallets().get({ userId }).go({ consistent: true });
    if (after?.entries !== before.entries) continue;
    const matches = sum === before.balanceCents && entries === before.entries;
    return { balanceCents: before.balanceCents, matches };
  }
  return undefined;
}
