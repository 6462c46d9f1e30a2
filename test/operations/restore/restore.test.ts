import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { FUNCTIONS } from '../../../functions/manifest.ts';
import { createEventFilter } from '../../../local/event-sources/event-filter.ts';
import { createStreamClient } from '../../../local/event-sources/stream-client.ts';
import { awsAccess } from '../../../operations/aws-access.ts';
import { backUp as backUpStage } from '../../../operations/backup/backup-command.ts';
import { backupItems } from '../../../operations/backup/backup-file.ts';
import { streamsCaller } from '../../../operations/backup/call-streams.ts';
import { followChanges } from '../../../operations/backup/follow-changes.ts';
import type { Item } from '../../../operations/backup/item-json.ts';
import { makeBackup } from '../../../operations/backup/make-backup.ts';
import { scanTable } from '../../../operations/backup/scan-table.ts';
import { entityOf, keyText, openTable, type TableAccess } from '../../../operations/backup/table-access.ts';
import { tableLock } from '../../../operations/deploy/table-lock.ts';
import { createAskTable } from '../../../operations/doctor/ask-table.ts';
import type { Examination } from '../../../operations/doctor/examination.ts';
import { examineLinks } from '../../../operations/doctor/examine-links.ts';
import { restore as restoreLink } from '../../../operations/doctor/links/restore.ts';
import { readRestoredAt } from '../../../operations/doctor/links/schedules.ts';
import { isHalfRestored } from '../../../operations/restore/half-restored.ts';
import { readBackup } from '../../../operations/restore/read-backup.ts';
import { restore } from '../../../operations/restore/restore-command.ts';
import { takeRestoreLock } from '../../../operations/restore/restore-lock.ts';
import { restoreMark } from '../../../operations/restore/restore-mark.ts';
import { restoreTable } from '../../../operations/restore/restore-table.ts';
import { deleteItems, putItems } from '../../../operations/restore/write-items.ts';
import { stageTable } from '../../../operations/stage-table.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';

const NAME = 'smallcart-local-shop';
const HEADER = { stage: 'local', version: '0123456789ab', time: '2026-11-21T12:00:00.000Z' };
let embedded: EmbeddedTable;
let table: TableAccess;
let awsPort = 0;
let folder = '';
let file = '';

beforeAll(async () => {
  embedded = await startEmbeddedTable(NAME);
  awsPort = Number(new URL(embedded.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '').port);
  table = openTable({ kind: 'local', stage: 'local', awsPort });
  folder = mkdtempSync(join(tmpdir(), 'restore-'));
  file = join(folder, 'shop.gz');
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await embedded?.stop();
});

const endpoint = () => `http://127.0.0.1:${awsPort}`;
const follow = () => followChanges(table, streamsCaller(table.client, endpoint()));
const backUp = () => makeBackup({ table, header: HEADER, follow, progress() {} }, file, true);
const options = (more: object = {}) => ({
  place: { kind: 'local', stage: 'local', awsPort } as const,
  ...{ file, replace: false, yes: false, ...more },
});

async function inBatches(items: readonly Item[], write: typeof putItems): Promise<void> {
  for (let start = 0; start < items.length; start += 25) await write(table, items.slice(start, start + 25));
}

async function allOf(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function content(): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, Item>();
  await scanTable(table, async (items) => {
    // The note that it was restored is the stage's own.
    for (const item of items.filter((each) => entityOf(each) !== 'restore')) found.set(keyText(item), inOrder(item));
  });
  return found;
}

/** Sets have no order. */
function inOrder(item: Item): Item {
  const sorted = (value: AttributeValue): AttributeValue => {
    if (value.SS) return { SS: value.SS.toSorted() };
    if (value.NS) return { NS: value.NS.toSorted() };
    if (value.BS) return { BS: value.BS.toSorted((one, other) => Buffer.compare(one, other)) };
    if (value.L) return { L: value.L.map(sorted) };
    if (value.M) return { M: Object.fromEntries(Object.entries(value.M).map(([key, each]) => [key, sorted(each)])) };
    return value;
  };
  return Object.fromEntries(Object.entries(item).map(([key, each]) => [key, sorted(each)]));
}

async function empty(): Promise<void> {
  const all: Item[] = [];
  await scanTable(table, async (items) => void all.push(...items));
  await inBatches(all, deleteItems);
}
beforeEach(empty);

const itemOf = (entity: string, pk: string, more: Item = {}): Item => ({
  ...{ pk: { S: pk }, sk: { S: entity }, __edb_e__: { S: entity } },
  ...more,
});

const text = fc.string({ maxLength: 10 });
const bytes = fc.uint8Array({ minLength: 1, maxLength: 10 }).map((value) => new Uint8Array(value));
const digits = fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }).map(String);
const { value } = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    text.map((S) => ({ S })),
    digits.map((N) => ({ N })),
    bytes.map((B) => ({ B })),
    fc.boolean().map((BOOL) => ({ BOOL })),
    fc.constant({ NULL: true as const }),
    fc.uniqueArray(text, { minLength: 1, maxLength: 3 }).map((SS) => ({ SS })),
    fc.uniqueArray(digits, { minLength: 1, maxLength: 3 }).map((NS) => ({ NS })),
    fc.array(tie('value'), { maxLength: 3 }).map((L) => ({ L })),
    fc.dictionary(text, tie('value'), { maxKeys: 3 }).map((M) => ({ M })),
  ),
}));
const anyItem = fc.dictionary(fc.stringMatching(/^[a-z]{3,8}$/), value, { maxKeys: 5 });

test('a table that is backed up and restored is what it was, whatever it holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyItem, { minLength: 1, maxLength: 30 }), async (members) => {
      await empty();
      await inBatches(
        members.map((more, index) => ({ ...more, ...itemOf(index % 2 ? 'orderEvent' : 'cart', `item ${index}`) })),
        putItems,
      );
      const before = await content();
      await backUp();
      await empty();
      await restore(options());
      expect(await content()).toEqual(before);
    }),
    { numRuns: 4 },
  );
});

test('a backup is of one moment, however much happens while the table is scanned', async () => {
  const accounts = Array.from({ length: 80 }, (_, index) =>
    itemOf('wallet', `account ${index}`, { cents: { N: '100' }, padding: { S: 'x'.repeat(60_000) } }),
  );
  await inBatches(accounts, putItems);
  const change = (index: number, by: number) => ({
    Update: {
      ...{ TableName: NAME, Key: { pk: { S: `account ${index}` }, sk: { S: 'wallet' } } },
      ...{ UpdateExpression: 'ADD cents :by', ExpressionAttributeValues: { ':by': { N: String(by) } } },
    },
  });
  /** Some pay a cent to the first, in one transaction. */
  const pay = () => {
    const payers = [1, 9, 17, 25, 33, 41, 49, 57, 65, 73].map((index) => change(index, -1));
    return table.client.send(new TransactWriteItemsCommand({ TransactItems: [change(0, payers.length), ...payers] }));
  };
  let payments = 0;
  const busy: TableAccess = {
    ...table,
    attempt: async (action, work) => {
      const answer = await table.attempt(action, work);
      if (action !== 'dynamodb:Scan') return answer;
      payments += 1;
      await pay();
      return answer;
    },
  };
  await makeBackup({ table: busy, header: HEADER, follow, progress() {} }, file, true);
  expect(payments).toBeGreaterThan(1);
  const kept = await allOf(backupItems(file));
  expect(kept).toHaveLength(80);
  expect(kept.reduce((sum, { cents }) => sum + Number(cents?.N), 0)).toBe(8_000);
  expect(kept.find(({ pk }) => pk?.S === 'account 0')?.cents).toEqual({ N: String(100 + 10 * payments) });
});

test('the outbox is told of nothing that is restored', async () => {
  const events = [itemOf('orderEvent', 'order'), itemOf('ledgerEntry', 'user'), itemOf('order', 'order')];
  await putItems(table, events);
  await backUp();
  await empty();
  const stream = createStreamClient(async () => awsPort);
  const shard = await stream.describe(NAME);
  const all = async (after?: string) => {
    const records = [];
    for (let last = after; ; last = records.at(-1)?.dynamodb.SequenceNumber) {
      const page = await stream.read(shard, last, 1_000);
      if (page.length === 0) return records;
      records.push(...page);
    }
  };
  const last = (await all()).at(-1)?.dynamodb.SequenceNumber;
  await restore(options());
  const told = await all(last);
  stream.close();
  const { source } = FUNCTIONS.outbox;
  const heard = createEventFilter(source?.type === 'stream' ? source.filter : {});
  expect(told.length).toBeGreaterThanOrEqual(events.length);
  expect(told.filter(heard)).toEqual([]);
  expect((await content()).size).toBe(events.length);
});

test('what DynamoDB has no room for is written after a while', async () => {
  const crowded = openTable({ kind: 'local', stage: 'local', awsPort });
  let refused = 0;
  crowded.client.middlewareStack.add(
    (next) => async (args) => {
      const all = 'RequestItems' in args.input ? args.input.RequestItems?.[NAME] : undefined;
      if (!Array.isArray(all) || all.length <= 10) return next(args);
      const [few, rest] = [all.slice(0, 10), all.slice(10)];
      refused += rest.length;
      const answer = await next({ ...args, input: { ...args.input, RequestItems: { [NAME]: few } } });
      return { ...answer, output: { ...answer.output, UnprocessedItems: { [NAME]: rest } } };
    },
    { step: 'initialize' },
  );
  const orders = Array.from({ length: 25 }, (_, index) => itemOf('order', `order ${index}`));
  await putItems(crowded, orders);
  expect(refused).toBe(20);
  expect((await content()).size).toBe(25);
  await deleteItems(crowded, orders);
  expect((await content()).size).toBe(0);
});

test('nothing is looked at before the jobs are held', async () => {
  await backUp();
  const seen: string[] = [];
  const watched: TableAccess = {
    ...table,
    attempt: (action, work) => {
      seen.push(action);
      return table.attempt(action, work);
    },
  };
  const before = async () => void seen.push('held');
  await restoreTable({ table: watched, file, content: await readBackup(file), before, progress() {} });
  expect(seen.slice(0, 2)).toEqual(['held', 'dynamodb:Scan']);
});

test('what was broken off goes on when it is repeated, and only with the same backup', async () => {
  await inBatches(
    Array.from({ length: 300 }, (_, index) => itemOf('order', `order ${index}`)),
    putItems,
  );
  const before = await content();
  await backUp();
  await empty();
  const restored = await readBackup(file);
  await restoreMark(table).begin(restored.sha256);
  let rounds = 0;
  const before_ = async (): Promise<void> => {
    rounds += 1;
    if (rounds === 4) throw new Error('killed');
  };
  const half = restoreTable({ table, file, content: restored, before: before_, progress() {} });
  await expect(half).rejects.toThrow('killed');
  const partly = (await content()).size;
  expect(partly).toBeGreaterThanOrEqual(100);
  expect(partly).toBeLessThan(300);
  const whole = file;
  file = join(folder, 'other.gz');
  await backUp();
  await expect(restore(options())).rejects.toThrow(/not empty: \d+ order\. Add --replace/);
  file = whole;
  await restore(options());
  expect(await content()).toEqual(before);
});

test('a table that holds something is left alone unless it may be replaced; what is about the stage stays', async () => {
  await putItems(table, [itemOf('product', 'new'), itemOf('deployment', 'first')]);
  await backUp();
  const mine = [itemOf('user', 'somebody'), itemOf('product', 'new', { name: { S: 'changed' } })];
  const deployed = itemOf('deployment', 'second');
  const running = itemOf('deployment', 'first', { status: { S: 'succeeded' } });
  await putItems(table, [...mine, deployed, running]);
  const before = await content();
  await expect(restore(options())).rejects.toThrow('not empty');
  await expect(restore(options({ replace: true }))).rejects.toThrow('Nobody can be asked here');
  expect(await content()).toEqual(before);
  await restore(options({ replace: true, yes: true }));
  expect([...(await content()).values()]).toEqual(
    expect.arrayContaining([itemOf('product', 'new'), deployed, running]),
  );
  expect((await content()).size).toBe(3);
});

test('who is told of what now is left alone, and nobody is told of what was then', async () => {
  const then = [itemOf('page', 'then'), itemOf('incident', 'then'), itemOf('incidentGroup', 'shop')];
  const former = itemOf('notification', 'of a release before');
  await putItems(table, [itemOf('product', 'old'), former, ...then]);
  await backUp();
  await empty();
  const now = [itemOf('page', 'now'), itemOf('incidentGroup', 'shop', { revision: { N: '2' } })];
  await putItems(table, [...now, itemOf('slaReport', 'last week')]);
  await restore(options());
  const expected = [itemOf('product', 'old'), former, ...now];
  expect(Object.fromEntries(await content())).toEqual(
    Object.fromEntries(expected.map((item) => [keyText(item), item])),
  );
});

/** What the doctor thinks of the restoring. */
async function examined(): Promise<string | undefined> {
  const { place } = options();
  const examination = { place, stage: 'local', askTable: createAskTable(place, awsAccess(place)) } as Examination;
  const [report] = await examineLinks([restoreLink], examination);
  return report?.verdict;
}

test('a restoring is noted until it has ended, and then when that was; deployments are told of one that was broken off', async () => {
  await putItems(table, [itemOf('product', 'one')]);
  await backUp();
  const { place } = options();
  const mark = restoreMark(table);
  const judged = async () => [await isHalfRestored(place), await examined(), await readRestoredAt(mark, 1)];
  expect(await judged()).toEqual([false, 'ok', undefined]);
  await mark.begin((await readBackup(file)).sha256);
  expect(await judged()).toEqual([true, 'wrong', 1]);
  await restore(options());
  expect(await judged()).toEqual([false, 'ok', await mark.endedAt()]);
  expect(await mark.endedAt()).toBeGreaterThan(1);
});

test('a deployment and a restoring hold each other off, each in its own words', async () => {
  const database = stageTable(awsAccess(options().place), 'local');
  const lock = await takeRestoreLock(database, 'local', 'of a backup');
  const deployment = tableLock({ database, stage: 'local', now: Date.now });
  const lease = { deploymentId: 'dep_1', commit: '0123456789abcdef', actor: 'u_somebody', since: Date.now() };
  expect(await deployment.take(lease)).toMatchObject({ taken: false, holder: { kind: 'restore' } });
  expect(await examined()).toBe('warning');
  await expect(takeRestoreLock(database, 'local', 'another')).rejects.toThrow(/^A backup is restored into stage local/);
  await lock.giveBack();
  await deployment.take(lease);
  expect(await examined()).toBe('ok');
  await expect(takeRestoreLock(database, 'local', 'another')).rejects.toThrow(/^u_somebody deploys 0123456789ab/);
});

test('a restoring whose machine slept until another had begun writes nothing more', async () => {
  const database = stageTable(awsAccess(options().place), 'local');
  const lease = { deploymentId: 'dep_1', commit: '0123456789abcdef', actor: 'u_somebody', since: Date.now() };
  let later = 0;
  const asleep = await takeRestoreLock(database, 'local', 'of a backup', () => Date.now() + later);
  await asleep.check();
  later = 120_000;
  const other = tableLock({ database, stage: 'local', now: () => Date.now() + later });
  expect(await other.take(lease)).toMatchObject({ taken: true });
  await expect(asleep.check()).rejects.toThrow('Another has begun on this stage meanwhile.');
  await asleep.giveBack();
  await other.giveBack();
});

test('a stage that has no table is not half restored', async () => {
  expect(await isHalfRestored({ kind: 'aws', stage: 'new' }, awsAccess(options().place))).toBe(false);
});

test('what is half restored is not backed up as if it were whole', async () => {
  await restoreMark(table).begin('of a backup');
  const { place } = options();
  await expect(backUpStage({ place, file: join(folder, 'half.gz'), force: false })).rejects.toThrow('broken off');
  expect(readdirSync(folder)).not.toContain('half.gz');
});

test('what breaks off a restoring is told with what to do', async () => {
  // Here is no queue that the order could be handed over to.
  await putItems(table, [itemOf('order', 'ord', { id: { S: 'ord' }, status: { S: 'paid' } })]);
  await backUp();
  await expect(restore(options({ replace: true, yes: true }))).rejects.toThrow(/half restored now: repeat the command/);
  await expect(restore(options())).rejects.not.toThrow('not empty');
});

test('a backup never takes the place of another file unless it may, and leaves nothing beside it', async () => {
  file = join(folder, 'kept.gz');
  writeFileSync(file, 'mine');
  await expect(makeBackup({ table, header: HEADER, follow, progress() {} }, file, false)).rejects.toThrow('--force');
  writeFileSync(join(folder, '.kept.gz.999999999.whole.partial'), 'of one that was killed');
  await backUp();
  expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
});
