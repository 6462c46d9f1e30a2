import type { WalletMovement } from '../../../monitoring/dimensions.ts';
import type { LedgerEntry } from '../entities/ledger-entry.ts';
import { hourOf } from '../hour-of.ts';
import { newId } from '../ids.ts';
import type { WriteAction } from '../write.ts';

/** The most store credit that deposits may bring a wallet to, in cents; refunds may exceed it. */
export const HIGHEST_BALANCE = 1_000_000;

/** A change of a wallet: whose, by how much (positive cents), what for, and when (epoch milliseconds). */
export type WalletChange = {
  readonly userId: string;
  readonly amountCents: number;
  /** The order that is paid or refunded, or the provider's id of the deposit. */
  readonly reference: string;
  readonly now: number;
  /** Id of the ledger's entry; by default a new one. */
  readonly entryId?: string;
  /** Tracing header for the outbox to continue. */
  readonly traceHeader?: string | undefined;
};

/**
 * The two writes of a change, for a transaction: the balance first, whose condition fails when there is too little credit
 * (or, for a deposit, would be too much), then the ledger's entry.
 */
export type WalletWrite = { readonly entry: LedgerEntry; readonly actions: readonly [WriteAction, WriteAction] };

function entryOf(movement: WalletMovement, change: WalletChange, sign: 1 | -1): LedgerEntry {
  const { userId, amountCents, reference, now, traceHeader } = change;
  const id = change.entryId ?? newId('led', now);
  if (!Number.isSafeInteger(amountCents) || amountCents <= 0) {
    throw new RangeError('A wallet changes by a positive whole number of cents.');
  }
  const amount = { movement, amountCents: sign * amountCents };
  return {
    ...{ userId, id, at: now, hour: hourOf(now), ...amount, reference },
    ...(traceHeader === undefined ? {} : { traceHeader }),
  };
}

function written(entry: LedgerEntry, balance: WriteAction): WalletWrite {
  return { entry, actions: [balance, (table) => table.ledgerEntry.create(entry).commit()] };
}

/** Money from outside becomes store credit; the condition keeps the balance at or below HIGHEST_BALANCE. */
export function depositActions(change: WalletChange): WalletWrite {
  const { userId, amountCents } = change;
  return written(entryOf('deposit', change, 1), (table) =>
    table.wallet
      .upsert({ userId })
      .add({ balanceCents: amountCents, entries: 1 })
      .where(
        ({ balanceCents }, { lte, notExists }) =>
          `${notExists(balanceCents)} OR ${lte(balanceCents, HIGHEST_BALANCE - amountCents)}`,
      )
      .commit(),
  );
}

/** An order's money comes back as store credit, whatever the balance is. */
export function refundActions(change: WalletChange): WalletWrite {
  const { userId, amountCents } = change;
  return written(entryOf('refund', change, 1), (table) =>
    table.wallet.upsert({ userId }).add({ balanceCents: amountCents, entries: 1 }).commit(),
  );
}

function taken(movement: 'spend' | 'forfeit', change: WalletChange): WalletWrite {
  const { userId, amountCents } = change;
  return written(entryOf(movement, change, -1), (table) =>
    table.wallet
      .patch({ userId })
      .subtract({ balanceCents: amountCents })
      .add({ entries: 1 })
      .where(({ balanceCents }, { gte }) => gte(balanceCents, amountCents))
      .commit(),
  );
}

/** Store credit pays for an order; the condition fails when there is too little. */
export function spendActions(change: WalletChange): WalletWrite {
  return taken('spend', change);
}

/** Store credit is given up with the account; the condition fails when there is too little. */
export function forfeitActions(change: WalletChange): WalletWrite {
  return taken('forfeit', change);
}
