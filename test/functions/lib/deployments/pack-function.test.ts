import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { packFunction } from '../../../../functions/lib/deployments/pack-function.ts';

const [code, data] = [Buffer.from('export const handler = () => 1;'), Buffer.from('{}')];

test('the same files are the same bytes, in whatever order they come', () => {
  const packed = packFunction({ 'index.mjs': code, 'lib/data.json': data });
  expect(packFunction({ 'lib/data.json': data, 'index.mjs': code })).toEqual(packed);
  expect(packFunction({ 'index.mjs': code, 'lib/other.json': data })).not.toEqual(packed);
});

test('a package holds its files', () => {
  const files = unzipSync(packFunction({ 'index.mjs': code, 'lib/data.json': data }));
  expect(Object.entries(files).map(([path, bytes]) => [path, Buffer.from(bytes).toString()])).toEqual([
    ['index.mjs', code.toString()],
    ['lib/data.json', data.toString()],
  ]);
});
