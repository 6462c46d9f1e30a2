import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TABLE } from '../../../functions/lib/table.ts';
import { callDynamodb } from '../../../local/dynamodb/call-dynamodb.ts';
import { startDynoxide } from '../../../local/dynamodb/dynoxide.ts';
import { ensureTable } from '../../../local/dynamodb/ensure-table.ts';
import { findDynoxide } from '../../../local/dynamodb/find-dynoxide.ts';
import { trimStream } from '../../../local/dynamodb/trim-stream.ts';
import { createStreamClient } from '../../../local/event-sources/stream-client.ts';

const binary = findDynoxide({ platform: process.platform, arch: process.arch, env: process.env });
const tableName = 'shop';
const hour = 3_600_000;
let folder = '';
let databasePath = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trim-stream-'));
  databasePath = join(folder, 'shop.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs dynoxide on the folder, writes items, and gives the sequence numbers that are then in the stream. */
async function write(keys: readonly string[]): Promise<string[]> {
  const dynoxide = await startDynoxide({ binary, databasePath, log() {} });
  const port = await dynoxide.port();
  await ensureTable(port, tableName, TABLE);
  for (const pk of keys) {
    await callDynamodb(port, 'PutItem', { TableName: tableName, Item: { pk: { S: pk }, sk: { S: '-' } } });
  }
  const client = createStreamClient(() => dynoxide.port());
  const records = await client.read(await client.describe(tableName), undefined, 100);
  client.close();
  await dynoxide.stop();
  return records.map(({ dynamodb }) => dynamodb.SequenceNumber);
}

const trim = (checkpoint: string | undefined, hoursLater: number): number =>
  trimStream({ databasePath, tableName, checkpoint, realNow: Date.now() + hoursLater * hour });

test('what is older than a day and was read is removed, what was not read is kept', async () => {
  const [first, second, ...unread] = await write(['a', 'b', 'c', 'd']);
  expect(trim(second, 25)).toBe(2);
  expect(await write([])).toEqual(unread);
  expect(first).not.toBe(second);
});

test('the newest record is kept, so that sequence numbers go on', async () => {
  const numbers = await write(['a', 'b', 'c']);
  expect(trim(numbers.at(-1), 25)).toBe(2);
  const [last, next] = await write(['d']);
  expect(last).toBe(numbers.at(-1));
  expect(numbers).not.toContain(next);
});

test.each([
  ['of the last day', (last: string | undefined) => trim(last, 23)],
  ['when nobody has read the stream', () => trim(undefined, 25)],
])('nothing is removed %s', async (_, act) => {
  const numbers = await write(['a', 'b', 'c']);
  expect(act(numbers.at(-1))).toBe(0);
  expect(await write([])).toEqual(numbers);
});

test('a database that is missing or damaged is left alone', () => {
  expect(trim('1', 25)).toBe(0);
  writeFileSync(databasePath, 'no database'.repeat(1_000));
  expect(trim('1', 25)).toBe(0);
});
