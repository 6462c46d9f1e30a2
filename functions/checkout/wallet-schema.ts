import * as z from 'zod/mini';
import { WALLET_MOVEMENTS } from '../../monitoring/dimensions.ts';
import { CURRENCY } from '../lib/money.ts';
import type { LedgerView } from './wallet-of.ts';

/** Store credit, in cents. */
export const Balance = z.int().check(z.minimum(0), z.describe('In cents.'));

/** A user's store credit. */
export const Wallet = z
  .object({ balanceCents: Balance, currency: z.literal(CURRENCY) })
  .register(z.globalRegistry, { id: 'Wallet' });

/** A movement of store credit as the API shows it to its owner. */
export const LedgerEntry = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    movement: z.enum(WALLET_MOVEMENTS),
    amountCents: z.int().check(z.describe('In cents; negative when credit was spent.')),
    reference: z
      .string()
      .check(z.describe('The order that was paid or refunded, or the provider’s id of the deposit.')),
  })
  .register(z.globalRegistry, { id: 'LedgerEntry' }) satisfies z.ZodMiniType<LedgerView>;

/** A deposit, for examples. */
export const entryExample: LedgerView = {
  id: 'led_01JZ8Q4M6T9V3B5C7D9F1G3H5J',
  at: '2026-06-01T12:00:00.000Z',
  movement: 'deposit',
  amountCents: 5000,
  reference: 'pay_1f0c2b7d9e8a4c6b5d3f2a1e',
};
