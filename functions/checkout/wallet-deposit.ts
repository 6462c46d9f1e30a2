import type { Line } from '../lib/emit.ts';
import { type LedgerEntry, ledgerEntries } from '../lib/entities/ledger-entry.ts';
import { type Attempt, attemptOf, resultOf } from '../lib/idempotency.ts';
import { newId } from '../lib/ids.ts';
import { logger } from '../lib/logger.ts';
import { CURRENCY } from '../lib/money.ts';
import { authoriseCard, refusedCard } from '../lib/payments/authorise.ts';
import { capture, release } from '../lib/payments/release.ts';
import { Problem } from '../lib/problem.ts';
import { safeError, stringsIn } from '../lib/redact.ts';
import { traceHeader } from '../lib/tracing.ts';
import { UnknownOutcomeError } from '../lib/transact.ts';
import { depositActions, HIGHEST_BALANCE } from '../lib/wallet/wallet-actions.ts';
import { commitDeposit, type DepositResult } from './commit-deposit.ts';
import type { CheckoutOptions } from './place-order.ts';
import type { DepositRequest } from './wallet-deposit-request.ts';
import { balanceOf } from './wallet-of.ts';

/** One deposit into a user's wallet. */
export type Deposit = {
  readonly userId: string;
  /** The request's idempotency key. */
  readonly key: string;
  readonly body: DepositRequest;
  readonly now: number;
  readonly line: Line;
};

/** The ledger's entry that this deposit makes, or has made when it is a repetition. */
export async function deposit(request: Deposit, options: CheckoutOptions): Promise<LedgerEntry> {
  const attempt = attemptOf(request.userId, request.key, request.body);
  const earlier = await entryOf(attempt);
  if (earlier) return replayed(earlier, request, options);
  try {
    return await charge(request, attempt, options);
  } catch (error) {
    // A twin of this request may have filled the wallet meanwhile: then its entry is the answer.
    const twin = error instanceof Problem && error.status === 409 ? await entryOf(attempt) : undefined;
    if (twin) return replayed(twin, request, options);
    throw error;
  }
}

async function entryOf(attempt: Attempt): Promise<LedgerEntry | undefined> {
  const id = await resultOf(attempt);
  if (id === undefined) return undefined;
  const { data } = await ledgerEntries().get({ userId: attempt.userId, id }).go({ consistent: true });
  if (!data) throw new Error(`Entry ${id} of an idempotency record does not exist.`);
  return data;
}

/** The request before may have ended between the commit and the capture. */
async function replayed(entry: LedgerEntry, { line }: Deposit, { gateway }: CheckoutOptions): Promise<LedgerEntry> {
  line.set({ paymentResult: 'replayed' });
  await capture(gateway, entry.id);
  return entry;
}

function walletFull(balanceCents: number): Problem {
  return new Problem(409, 'A wallet holds at most 10,000.00. Deposit less.', {
    code: 'wallet-full',
    members: { balanceCents, depositableCents: Math.max(0, HIGHEST_BALANCE - balanceCents) },
  });
}

async function charge(request: Deposit, attempt: Attempt, options: CheckoutOptions): Promise<LedgerEntry> {
  const { userId, body, now, line } = request;
  const { amountCents } = body;
  const balanceCents = await balanceOf(userId);
  if (balanceCents + amountCents > HIGHEST_BALANCE) throw walletFull(balanceCents);
  const id = newId('led', now);
  const reference = await authorised(id, request, options);
  const write = depositActions({ userId, entryId: id, amountCents, reference, now, traceHeader: traceHeader() });
  const result = await settled(id, () => commitDeposit(write, attempt, options.pacing), options);
  if (result !== 'committed') throw await refusal(result, userId);
  line.set({ totalCents: amountCents });
  return write.entry;
}

async function authorised(id: string, { body, line }: Deposit, options: CheckoutOptions): Promise<string> {
  const { number, expiry, cvc } = body.payment;
  const payment = { reference: id, amountCents: body.amountCents, currency: CURRENCY, card: { number, expiry, cvc } };
  const limits = { timeout: options.paymentTimeout(), typed: stringsIn(body) };
  const answer = await authoriseCard(payment, { gateway: options.gateway, limits, line });
  if (answer.status !== 'authorised') throw refusedCard(answer);
  return answer.authorisationId;
}

/**
 * Takes the money once the deposit is committed, and releases it when it is not. When the table does not tell, it is neither
 * taken nor released: a repetition finds the deposit if there is one.
 */
async function settled(id: string, commit: () => Promise<DepositResult>, { gateway }: CheckoutOptions) {
  try {
    const result = await commit();
    await (result === 'committed' ? capture : release)(gateway, id);
    return result;
  } catch (error) {
    if (error instanceof UnknownOutcomeError) {
      logger().error('It is unknown whether a deposit was committed.', { error: safeError(error) });
    } else await release(gateway, id);
    throw error;
  }
}

async function refusal(result: Exclude<DepositResult, 'committed'>, userId: string): Promise<Problem> {
  switch (result) {
    case 'repeated':
      return new Problem(409, 'This deposit has just been made.', { code: 'repeated' });
    case 'account-closing':
      return new Problem(409, 'This account is being deleted. No money is taken for it.', { code: 'account-closing' });
    case 'wallet-full':
      return walletFull(await balanceOf(userId));
    default:
      return result satisfies never;
  }
}
