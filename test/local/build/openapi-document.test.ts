import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildOpenApi, isOpenApiStale } from '../../../local/build/openapi-document.ts';

let root: string;
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const OUT = 'web/dist/openapi.json';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'openapi-build-test-'));
  write('package.json', '{"version":"9.8.7"}');
  for (const folder of ['functions/cart', 'monitoring', 'openapi']) write(`${folder}/some.ts`, '');
});
afterEach(() => rmSync(root, { recursive: true }));

test('the document is written once, among the pages, with the product’s version', async () => {
  expect(isOpenApiStale(root)).toBe(true);
  await buildOpenApi(root);
  expect(isOpenApiStale(root)).toBe(false);
  const document = JSON.parse(readFileSync(join(root, OUT), 'utf8'));
  expect(document.info.version).toBe('9.8.7');
  expect(document.paths['/api/products'].get.operationId).toBe('getProducts');
});

test.each<[string, () => void]>([
  ['a file of the functions changed', () => write('functions/cart/some.ts', 'export {};')],
  ['a file came', () => write('openapi/another.ts', '')],
  ['the version changed', () => write('package.json', '{"version":"9.8.8"}')],
  ['the pages were built again', () => rmSync(join(root, 'web', 'dist'), { recursive: true })],
])('it is out of date once %s', async (_, change) => {
  await buildOpenApi(root);
  change();
  expect(isOpenApiStale(root)).toBe(true);
  await buildOpenApi(root);
  expect([isOpenApiStale(root), existsSync(join(root, OUT))]).toEqual([false, true]);
});
