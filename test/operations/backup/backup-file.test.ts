import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backupItems, checkBackup, checkedItems, createBackupWriter } from '../../../operations/backup/backup-file.ts';
import type { Item } from '../../../operations/backup/item-json.ts';

const HEADER = { stage: 'local', version: '0123456789ab', time: '2026-11-21T12:00:00.000Z' };
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function written(items: readonly Item[]): Promise<string> {
  const path = join(folder, 'shop.gz');
  const writer = await createBackupWriter(path, HEADER);
  for (const item of items) await writer.add(item);
  await writer.end();
  return path;
}

async function readBack(from: AsyncIterable<Item>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const item of from) items.push(item);
  return items;
}

const bytes = fc.uint8Array({ maxLength: 20 }).map((value) => new Uint8Array(value));
const digits = fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }).map(String);
const anyText = fc.string({ unit: 'binary', maxLength: 20 });
const name = fc.oneof(anyText, fc.constantFrom('__proto__', 'constructor', 'item', 'sha256'));

const { value } = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    anyText.map((S) => ({ S })),
    digits.map((N) => ({ N })),
    bytes.map((B) => ({ B })),
    fc.boolean().map((BOOL) => ({ BOOL })),
    fc.constant({ NULL: true as const }),
    fc.array(anyText, { maxLength: 3 }).map((SS) => ({ SS })),
    fc.array(digits, { maxLength: 3 }).map((NS) => ({ NS })),
    fc.array(bytes, { maxLength: 3 }).map((BS) => ({ BS })),
    fc.array(tie('value'), { maxLength: 3 }).map((L) => ({ L })),
    fc.array(fc.tuple(name, tie('value')), { maxLength: 3 }).map((entries) => ({ M: Object.fromEntries(entries) })),
  ),
}));
const anyItem = fc.array(fc.tuple(name, value), { maxLength: 5 }).map((entries) => Object.fromEntries(entries));

test('whatever items are written are read again, to the last byte and digit', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyItem, { maxLength: 6 }), async (items) => {
      expect(await readBack(backupItems(await written(items)))).toEqual(items);
    }),
    { numRuns: 60 },
  );
});

const SOME: readonly Item[] = Array.from({ length: 50 }, (_, index) => ({
  pk: { S: `order ${index}` },
  sk: { S: '' },
}));

test('only its owner may read it, and it tells what it is of', async () => {
  const path = await written(SOME);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(await checkBackup(path)).toMatchObject({ ...HEADER, items: 50 });
});

test('what is in its place does not say who may read it, or where it is', async () => {
  const elsewhere = join(folder, 'elsewhere');
  writeFileSync(elsewhere, 'mine');
  chmodSync(elsewhere, 0o666);
  symlinkSync(elsewhere, join(folder, 'linked.gz'));
  const writer = await createBackupWriter(join(folder, 'linked.gz'), HEADER);
  await writer.end();
  expect(readFileSync(elsewhere, 'utf8')).toBe('mine');
  expect(statSync(join(folder, 'linked.gz')).mode & 0o777).toBe(0o600);
});

test('one that is another by now is not taken for the one that was checked', async () => {
  const path = await written(SOME);
  const { sha256 } = await checkBackup(path);
  const read = async () => (await readBack(checkedItems(path, sha256))).length;
  expect(await read()).toBe(50);
  await written(SOME.slice(1));
  await expect(read()).rejects.toThrow(/has changed since it was checked/);
  writeFileSync(path, 'something else');
  await expect(read()).rejects.toThrow(/has changed since it was checked/);
});

describe('a file is refused, as nothing was touched,', () => {
  const lines = (change: (lines: string[]) => readonly string[]) => (whole: Buffer) =>
    gzipSync(
      change(gunzipSync(whole).toString().trimEnd().split('\n'))
        .map((line) => `${line}\n`)
        .join(''),
    );

  test.each<[string, (whole: Buffer) => Buffer, RegExp]>([
    ['that is empty', () => Buffer.alloc(0), /ends too early/],
    ['that is no gzip', () => Buffer.from('items'), /no gzip/],
    ['that was cut off', (whole) => whole.subarray(0, whole.length - 20), /ends too early/],
    ['without its last line', lines((all) => all.slice(0, -1)), /ends too early/],
    ['without one of its items', lines((all) => all.toSpliced(7, 1)), /has 49 items and says 50/],
    ['with another item', lines((all) => all.with(7, '{"item":{"pk":{"S":"forged"}}}')), /checksum/],
    ['with a line that is no JSON', lines((all) => all.with(7, '{"item":')), /no JSON/],
    ['with a value of no type', lines((all) => all.with(7, '{"item":{"pk":{"X":"1"}}}')), /no item/],
    ['with something after its end', lines((all) => [...all, '{}']), /follows its end/],
    ['whose line would fill the memory', () => gzipSync(Buffer.alloc(64 * 1_048_576, ' ')), /longer than any item/],
    ['of a later form', lines((all) => all.with(0, '{"smallcart":"backup","format":2}')), /later version/],
    ['of something else', () => gzipSync('{"name":"smallcart"}\n'), /no backup of SmallCart/],
  ])('%s', async (_, change, reason) => {
    const path = await written(SOME);
    writeFileSync(path, change(readFileSync(path)));
    await expect(checkBackup(path)).rejects.toThrow(reason);
    await expect(checkBackup(path)).rejects.toThrow('Nothing was touched');
  });

  test('or any one of whose bytes is another, unless that says nothing', async () => {
    const path = await written(SOME);
    const summary = await checkBackup(path);
    const whole = readFileSync(path);
    // The header's time, flags and system say nothing of what is in a gzip file, nor do the bits that fill up its last byte.
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 10, max: whole.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          writeFileSync(path, whole.with(at, (whole[at] ?? 0) ^ by));
          const read = checkBackup(path).catch(({ message }: Error) => message);
          const refused = expect.stringContaining('Nothing was touched');
          expect([summary, refused]).toContainEqual(await read);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test('a file that there is not is named', async () => {
  await expect(checkBackup(join(folder, 'none.gz'))).rejects.toThrow(/There is no file .*none\.gz/);
});
