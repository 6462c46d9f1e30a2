import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backupItems } from '../../operations/backup/backup-file.ts';
import type { Item } from '../../operations/backup/item-json.ts';
import { entityOf, keyText } from '../../operations/backup/table-access.ts';
import { readBackup } from '../../operations/restore/read-backup.ts';
import { awsClients } from '../support/aws-clients.ts';
import { advance, putFault, virtualNow } from '../support/control.ts';
import { metricSum } from '../support/metric-sum.ts';
import { type RunningSystem, startSystem } from '../support/running-system.ts';
import {
  buy,
  callApi,
  GOOD_CARD,
  type Order,
  productsInStock,
  registerShopper,
  type Shopper,
} from '../support/shopper.ts';

const options = ['--simulated', '--no-traffic'];
let old: RunningSystem;
let fresh: RunningSystem;
let folder = '';
let file = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
  file = join(folder, 'shop.gz');
  [old, fresh] = await Promise.all([startSystem({ options }), startSystem({ options })]);
}, 180_000);
afterAll(async () => {
  await Promise.all([old?.stop(), fresh?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

/** Runs one of the table's commands for a system, as npm does. */
function command(name: 'backup' | 'restore', { awsUrl }: RunningSystem, ...args: readonly string[]) {
  const all = [`operations/${name}.ts`, '--aws-port', new URL(awsUrl).port, ...args];
  const child = spawn(process.execPath, all, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const done = Promise.all([text(child.stdout), text(child.stderr), ended]).then(([out, err, code]) => ({
    ...{ out, err, code },
  }));
  return { child, done };
}

async function itemsOf(path: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const item of backupItems(path)) items.push(item);
  return items;
}

/** Every wallet's balance and number of entries, as it says and as its ledger has it. */
function wallets(items: readonly Item[]) {
  const ledgers = Map.groupBy(
    items.filter((item) => entityOf(item) === 'ledgerEntry'),
    ({ userId }) => userId?.S,
  );
  const found = items.filter((item) => entityOf(item) === 'wallet');
  return found.map(({ userId, balanceCents, entries }) => {
    const ledger = ledgers.get(userId?.S) ?? [];
    const sum = ledger.reduce((total, { amountCents }) => total + Number(amountCents?.N), 0);
    return { said: [Number(balanceCents?.N), Number(entries?.N)], summed: [sum, ledger.length] };
  });
}

const DEPOSIT = { amountCents: 5_000, payment: GOOD_CARD };

async function shop(shopper: Shopper, productId: string): Promise<void> {
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const { status } = await shopper.call('POST', '/api/wallet/deposits', DEPOSIT, headers);
  if (status !== 201) throw new Error(`The deposit answered ${status}.`);
  await buy(shopper, productId);
}

/** How who has signed in at one system shops at another, which knows them from a backup. */
const shopperAt =
  (siteUrl: string, token: string): Shopper['call'] =>
  (method, path, body, headers) =>
    callApi(siteUrl, method, path, body, { authorization: `Bearer ${token}`, ...headers });

const ordersOf = async (shopper: Shopper) =>
  (await shopper.call<{ orders: Order[] }>('GET', '/api/orders?limit=100')).body.orders;

test('a shop that is busy is backed up, and goes on in a new system where nothing happens twice', async () => {
  await putFault(old.awsUrl, 'function-crash', { functions: ['fulfilment'], withinMs: 0 });
  const shoppers = await Promise.all(
    ['one', 'two', 'three', 'four'].map((name) => registerShopper(old.siteUrl, `${name}@backup.example`)),
  );
  const [product] = await productsInStock(old.siteUrl);
  const [first] = shoppers;
  if (first === undefined || product === undefined) throw new Error('There is nobody, or nothing to buy.');
  await shop(first, product.id);
  let busy = true;
  const shopping = shoppers.map(async (shopper) => {
    for (let count = 0; busy && count < 3; count++) await shop(shopper, product.id);
  });
  const backup = await command('backup', old, '--file', file).done;
  busy = false;
  await Promise.all(shopping);
  expect(backup).toMatchObject({ code: 0, err: '' });

  const kept = await itemsOf(file);
  const { toShip } = await readBackup(file);
  expect(toShip.length).toBeGreaterThan(0);
  for (const { said, summed } of wallets(kept)) expect(said).toEqual(summed);

  const refused = await command('restore', fresh, '--file', file).done;
  expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Add --replace') });
  const restored = await command('restore', fresh, '--file', file, '--replace', '--yes').done;
  expect(restored).toMatchObject({ code: 0, err: '' });

  await advance(fresh.awsUrl, 'PT10M');
  const again = join(folder, 'again.gz');
  await command('backup', fresh, '--file', again).done;
  const after = await itemsOf(again);
  const kinds = (items: readonly Item[], kind: string) => items.filter((item) => entityOf(item) === kind);
  for (const kind of ['user', 'credential', 'product', 'wallet', 'ledgerEntry', 'picture', 'auditEntry'])
    expect(Map.groupBy(kinds(after, kind), keyText)).toEqual(Map.groupBy(kinds(kept, kind), keyText));
  expect(kinds(after, 'order').map(({ status }) => status?.S)).toEqual(kinds(kept, 'order').map(() => 'shipped'));
  const shipped = kinds(after, 'orderEvent').filter(({ status }) => status?.S === 'shipped');
  expect(shipped).toHaveLength(kinds(after, 'order').length);

  const { cloudwatch } = awsClients(fresh.awsUrl);
  const now = await virtualNow(fresh.awsUrl);
  const counted = (Status: string) => metricSum(cloudwatch, 'Orders', { Status }, now);
  expect([await counted('created'), await counted('paid'), await counted('shipped')]).toEqual([0, 0, toShip.length]);

  const sameShopper = { ...first, call: shopperAt(fresh.siteUrl, first.token) };
  const placed = (await ordersOf(sameShopper)).length;
  expect((await buy(sameShopper, product.id)).status).toBe(201);
  expect(await ordersOf(sameShopper)).toHaveLength(placed + 1);
}, 120_000);
