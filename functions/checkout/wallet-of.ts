import type { WalletMovement } from '../../monitoring/dimensions.ts';
import { type LedgerEntry, ledgerEntries } from '../lib/entities/ledger-entry.ts';
import { wallets } from '../lib/entities/wallet.ts';
import { type PageQuery, pageOf, pageQuery } from './page-query.ts';

/** Query of `GET /api/wallet/ledger`. */
export const LedgerQuery = pageQuery('led');

/** A movement of store credit as the API shows it to its owner; what was spent is negative. */
export type LedgerView = {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly movement: WalletMovement;
  readonly amountCents: number;
  /** The order that was paid or refunded, or the provider's id of the deposit. */
  readonly reference: string;
};

/** What the API tells of a ledger's entry. */
export function ledgerView({ id, at, movement, amountCents, reference }: LedgerEntry): LedgerView {
  return { id, at: new Date(at).toISOString(), movement, amountCents, reference };
}

/** A user's store credit in cents, read consistently; who has no wallet has none. */
export async function balanceOf(userId: string): Promise<number> {
  const { data } = await wallets().get({ userId }).go({ consistent: true });
  return data?.balanceCents ?? 0;
}

/** One page of a user's ledger, newest first, and the cursor of the next page when there is one. */
export async function ledgerOf(userId: string, { limit, cursor }: PageQuery) {
  const all = ledgerEntries().query.byUser({ userId });
  const before = cursor === undefined ? all : all.lt({ id: cursor });
  const { data } = await before.go({ order: 'desc', limit: limit + 1, consistent: true });
  return pageOf<LedgerEntry>(data, limit);
}
