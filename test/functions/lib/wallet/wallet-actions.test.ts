import { afterAll, beforeAll, expect, test } from 'vitest';
import { wallets } from '../../../../functions/lib/entities/wallet.ts';
import { newId } from '../../../../functions/lib/ids.ts';
import {
  depositActions,
  forfeitActions,
  HIGHEST_BALANCE,
  refundActions,
  spendActions,
  type WalletChange,
  type WalletWrite,
} from '../../../../functions/lib/wallet/wallet-actions.ts';
import { writeAll } from '../../../../functions/lib/write.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../../support/embedded-table.ts';
import { NOON } from '../../../support/http-event.ts';
import { creditOfUser } from '../../../support/stored-orders.ts';

let table: EmbeddedTable;
beforeAll(async () => {
  table = await startEmbeddedTable();
  Object.assign(process.env, table.environment);
});
afterAll(() => table.stop());

const BUILDERS = { deposit: depositActions, refund: refundActions, spend: spendActions, forfeit: forfeitActions };
type Step = readonly [keyof typeof BUILDERS, number];

async function run(userId: string, steps: readonly Step[]): Promise<boolean[]> {
  const committed: boolean[] = [];
  for (const [movement, amountCents] of steps) {
    const { actions } = BUILDERS[movement]({ userId, amountCents, reference: 'reference', now: NOON });
    committed.push((await writeAll(actions)).committed);
  }
  return committed;
}

test.each<[string, readonly Step[], readonly boolean[], readonly number[]]>([
  [
    'credit comes in and goes out',
    [
      ['deposit', 500],
      ['refund', 20],
      ['spend', 300],
      ['forfeit', 220],
    ],
    [true, true, true, true],
    [500, 20, -300, -220],
  ],
  [
    'nobody spends what they do not have',
    [
      ['deposit', 500],
      ['spend', 501],
    ],
    [true, false],
    [500],
  ],
  ['nobody spends without a wallet', [['spend', 1]], [false], []],
  [
    'what is forfeited was there',
    [
      ['deposit', 5],
      ['forfeit', 6],
    ],
    [true, false],
    [5],
  ],
  [
    'deposits fill a wallet to its bound and no further',
    [
      ['deposit', HIGHEST_BALANCE - 1],
      ['deposit', 2],
      ['deposit', 1],
    ],
    [true, false, true],
    [HIGHEST_BALANCE - 1, 1],
  ],
  [
    'a refund may exceed the bound',
    [
      ['deposit', HIGHEST_BALANCE],
      ['refund', 1],
    ],
    [true, true],
    [HIGHEST_BALANCE, 1],
  ],
])('%s', async (_, steps, committed, amounts) => {
  const userId = newId('usr', NOON);
  expect(await run(userId, steps)).toEqual(committed);
  const { balanceCents, ledger } = await creditOfUser(userId);
  expect(balanceCents).toBe(amounts.reduce((sum, amount) => sum + amount, 0));
  expect(ledger.toSorted()).toEqual(amounts.toSorted());
});

test('every wallet is in the directory and counts its entries', async () => {
  const userId = newId('usr', NOON);
  await run(userId, [
    ['refund', 3],
    ['deposit', 2],
    ['spend', 1],
  ]);
  const { data } = await wallets().query.all({ directory: 'all' }).go({ pages: 'all' });
  expect(data).toContainEqual({ userId, balanceCents: 4, entries: 3, directory: 'all' });
});

test.each([0, -1, 0.5, Number.NaN])('a wallet does not change by %d cents', (amountCents) => {
  const change: WalletChange = { userId: 'usr_1', amountCents, reference: 'reference', now: NOON };
  for (const build of Object.values<(change: WalletChange) => WalletWrite>(BUILDERS)) {
    expect(() => build(change)).toThrow(RangeError);
  }
});
