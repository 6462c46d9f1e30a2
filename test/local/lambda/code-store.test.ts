import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { packFunction } from '../../../functions/lib/deployments/pack-function.ts';
import { openCodeStore } from '../../../local/lambda/code-store.ts';
import { DataFolderError } from '../../../local/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'code-store-'));
afterAll(() => rmSync(folder, { recursive: true }));
const files = { 'index.mjs': Buffer.from('export const handler = 1;'), 'lib/data.json': Buffer.from('{}') };

test('a package is kept with all of its files, under the same hash as it is made elsewhere', () => {
  const store = openCodeStore(join(folder, 'kept'));
  const { bundle, codeSha256, codeSize } = store.put(packFunction(files), files);
  expect(readFileSync(join(dirname(bundle), 'lib', 'data.json'), 'utf8')).toBe('{}');
  expect(codeSize).toBe(packFunction(files).length);
  writeFileSync(join(folder, 'built.mjs'), files['index.mjs']);
  const built = store.add(join(folder, 'built.mjs'));
  const own = { 'index.mjs': files['index.mjs'] };
  expect(store.put(packFunction(own), own)).toEqual(built);
  expect(built.codeSha256).not.toBe(codeSha256);
  expect(readdirSync(join(folder, 'kept'))).toHaveLength(2);
});

test('where it cannot be kept, what to do is told', () => {
  writeFileSync(join(folder, 'file'), '');
  const store = () => openCodeStore(join(folder, 'file', 'code')).put(packFunction(files), files);
  expect(store).toThrow(DataFolderError);
  expect(store).toThrow(/cannot be kept in .*file\/code \(ENOTDIR.*choose another folder with --data/);
});
