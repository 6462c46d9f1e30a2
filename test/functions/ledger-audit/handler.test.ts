import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handler } from '../../../functions/ledger-audit/handler.ts';
import { jobStates } from '../../../functions/lib/entities/job-state.ts';
import { ledgerEntries } from '../../../functions/lib/entities/ledger-entry.ts';
import { wallets } from '../../../functions/lib/entities/wallet.ts';
import { hourOf } from '../../../functions/lib/hour-of.ts';
import { newId } from '../../../functions/lib/ids.ts';
import { createClock } from '../../../local/clock.ts';
import { callDynamodb } from '../../../local/dynamodb/call-dynamodb.ts';
import { createFaults } from '../../../local/faults/faults.ts';
import { TAMPERED_USER, tamperLedger } from '../../../local/faults/tamper-ledger.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { lambdaContext, NOON } from '../../support/http-event.ts';
import { metricValues } from '../../support/metric-values.ts';

let table: EmbeddedTable;
let output: CapturedOutput;
beforeAll(async () => {
  table = await startEmbeddedTable();
  Object.assign(process.env, table.environment);
  output = captureOutput();
});
beforeEach(async () => {
  output.clear();
  const { data } = await wallets().query.all({ directory: 'all' }).go({ pages: 'all' });
  for (const { userId } of data) await wallets().delete({ userId }).go();
  await jobStates().delete({ job: 'ledger-audit' }).go();
});
afterAll(async () => {
  output.stop();
  await table.stop();
});

/** A wallet of that balance with a ledger of those amounts. */
async function wallet(balanceCents: number, amounts: readonly number[]): Promise<string> {
  const userId = newId('usr', NOON);
  await wallets().put({ userId, balanceCents, entries: amounts.length }).go();
  for (const amountCents of amounts) {
    const entry = { userId, id: newId('led', NOON), at: NOON, hour: hourOf(NOON), reference: 'pay_1' };
    await ledgerEntries()
      .create({ ...entry, movement: amountCents > 0 ? 'deposit' : 'spend', amountCents })
      .go();
  }
  return userId;
}

let runs = 0;
const audit = (remaining = 60_000) =>
  handler(
    { time: new Date(NOON + runs++ * 3_600_000).toISOString() },
    { ...lambdaContext(), getRemainingTimeInMillis: () => remaining },
  );
const told = () => ({
  balance: metricValues(output, 'WalletBalanceCents'),
  mismatches: metricValues(output, 'LedgerMismatches'),
});

describe('the audit of the ledger', () => {
  it('tells what all wallets hold together, and that all of them agree', async () => {
    await wallet(700, [1_000, -300]);
    await wallet(0, [50, -50]);
    await audit();
    expect(told()).toEqual({ balance: [700], mismatches: [0] });
  });

  it('tells nothing but zeros of a shop without wallets', async () => {
    await audit();
    expect(told()).toEqual({ balance: [0], mismatches: [0] });
  });

  it.each([
    ['a balance above its ledger', 701, [1_000, -300]],
    ['a balance below its ledger', 699, [1_000, -300]],
    ['a balance without any ledger', 5, []],
  ])('finds %s', async (_, balance, amounts) => {
    const userId = await wallet(balance, amounts);
    await wallet(100, [100]);
    await audit();
    expect(told().mismatches).toEqual([1]);
    expect(output.text()).not.toContain(userId);
  });

  it('finds an entry that is missing although another makes up for it', async () => {
    const userId = await wallet(1_000, [1_000]);
    await wallets().patch({ userId }).set({ entries: 2 }).go();
    await audit();
    expect(told().mismatches).toEqual([1]);
  });

  it('goes on in a later run where it ran out of time, and tells all of it then', async () => {
    for (let count = 0; count < 60; count++) await wallet(10, [10]);
    let calls = 0;
    const context = { ...lambdaContext(), getRemainingTimeInMillis: () => (calls++ === 0 ? 60_000 : 0) };
    await handler({ time: new Date(NOON + runs++ * 3_600_000).toISOString() }, context);
    expect(told().balance).toEqual([]);
    await audit();
    expect(told()).toEqual({ balance: [600], mismatches: [0] });
  });
});

describe('the fault ledger-tampered', () => {
  const clock = createClock({ mode: 'simulated', speed: 1, start: NOON });
  const { switches, put, remove } = createFaults(clock);
  afterAll(() => clock.stop());
  const port = () => Number(new URL(table.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '').port);
  const tamper = () =>
    tamperLedger(switches['ledger-tampered'], 'shop', (operation, input) => callDynamodb(port(), operation, input));

  it('puts a wallet as the shop itself writes one, with money that no ledger explains, and takes it away', async () => {
    await wallet(100, [100]);
    await tamper();
    await put('ledger-tampered', { balanceCents: 250 });
    await audit();
    expect(told()).toEqual({ balance: [350], mismatches: [1] });
    const { data } = await wallets().get({ userId: TAMPERED_USER }).go();
    expect(data).toEqual({ userId: TAMPERED_USER, balanceCents: 250, entries: 0, directory: 'all' });
    output.clear();
    await remove('ledger-tampered');
    await audit();
    expect(told()).toEqual({ balance: [100], mismatches: [0] });
  });

  it('leaves nothing for the next start', async () => {
    await tamper();
    await put('ledger-tampered', {});
    await tamper();
    await audit();
    expect(told()).toEqual({ balance: [0], mismatches: [0] });
  });
});
