import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TABLE } from '../../../functions/lib/table.ts';
import { callDynamodb } from '../../../local/dynamodb/call-dynamodb.ts';
import { startDynoxide } from '../../../local/dynamodb/dynoxide.ts';
import { ensureTable } from '../../../local/dynamodb/ensure-table.ts';
import { findDynoxide } from '../../../local/dynamodb/find-dynoxide.ts';
import { indexStream } from '../../../local/dynamodb/index-stream.ts';
import { createStreamClient } from '../../../local/event-sources/stream-client.ts';

const binary = findDynoxide({ platform: process.platform, arch: process.arch, env: process.env });
const tableName = 'shop';
let folder = '';
let databasePath = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'index-stream-'));
  databasePath = join(folder, 'shop.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const planOf = (query: string): string => {
  using database = new DatabaseSync(databasePath, { readOnly: true });
  return database
    .prepare(`EXPLAIN QUERY PLAN ${query}`)
    .all()
    .map(({ detail }) => String(detail))
    .join('; ');
};

test('the stream of a running database is indexed, and reads in order as before', async () => {
  const dynoxide = await startDynoxide({ binary, databasePath, log() {} });
  const port = await dynoxide.port();
  await ensureTable(port, tableName, TABLE);
  const put = (pk: string) =>
    callDynamodb(port, 'PutItem', { TableName: tableName, Item: { pk: { S: pk }, sk: { S: '-' } } });
  const keys = Array.from({ length: 12 }, (_, index) => `item-${index}`);
  for (const key of keys.slice(0, 6)) await put(key);
  expect([indexStream(databasePath), indexStream(databasePath)]).toEqual([true, true]);
  for (const key of keys.slice(6)) await put(key);
  const client = createStreamClient(() => dynoxide.port());
  const stream = await client.describe(tableName);
  const first = await client.read(stream, undefined, 7);
  const others = await client.read(stream, first.at(-1)?.dynamodb.SequenceNumber, 100);
  client.close();
  await dynoxide.stop();
  const written = [...first, ...others].map(({ dynamodb }) => dynamodb.Keys);
  expect(written).toEqual(keys.map((key) => ({ pk: { S: key }, sk: { S: '-' } })));
});

test.each([
  [
    'the number of the next record',
    'SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = ?1',
  ],
  [
    'the records after one',
    `SELECT event_name FROM _stream_records WHERE table_name = ?1 AND shard_id = ?2 AND CAST(sequence_number AS INTEGER) > ?3
     ORDER BY CAST(sequence_number AS INTEGER) ASC LIMIT ?4`,
  ],
])('%s is found without looking through all of them', async (_, query) => {
  const dynoxide = await startDynoxide({ binary, databasePath, log() {} });
  indexStream(databasePath);
  await dynoxide.stop();
  expect(planOf(query)).toMatch(/^SEARCH _stream_records USING (COVERING )?INDEX stream_records_in_sequence \([^;]*$/);
});

test('a database that is missing or damaged is left alone', () => {
  expect([indexStream(databasePath), existsSync(databasePath)]).toEqual([false, false]);
  writeFileSync(databasePath, 'no database'.repeat(1_000));
  expect(indexStream(databasePath)).toBe(false);
});
