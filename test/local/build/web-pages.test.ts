import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildWeb, isWebStale } from '../../../local/build/web-pages.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'web-build-test-'));
  mkdirSync(join(root, 'web'));
  symlinkSync(join(import.meta.dirname, '..', '..', '..', 'node_modules'), join(root, 'node_modules'), 'dir');
  writeFileSync(join(root, 'web', 'vite.config.ts'), 'export default { root: import.meta.dirname };');
  writeFileSync(join(root, 'web', 'index.html'), '<!doctype html><script type="module" src="/main.ts"></script>');
  writeFileSync(join(root, 'web', 'main.ts'), `document.title = 'first';`);
});
afterEach(() => rmSync(root, { recursive: true }));

const script = (): string => {
  const assets = join(root, 'web', 'dist', 'assets');
  return readdirSync(assets)
    .map((name) => readFileSync(join(assets, name), 'utf8'))
    .join();
};

test('pages are built once, and again when a source changed', async () => {
  expect(isWebStale(root)).toBe(true);
  await buildWeb(root);
  expect(isWebStale(root)).toBe(false);
  expect(script()).toContain('first');
  writeFileSync(join(root, 'web', 'main.ts'), `document.title = 'second';`);
  expect(isWebStale(root)).toBe(true);
  await buildWeb(root);
  expect(script()).toContain('second');
  expect(script()).not.toContain('first');
});

test('an error says what is wrong and leaves the old pages', async () => {
  await buildWeb(root);
  writeFileSync(join(root, 'web', 'main.ts'), `import './nothing.ts';`);
  await expect(buildWeb(root)).rejects.toThrow(/nothing\.ts/);
  expect(script()).toContain('first');
  expect(isWebStale(root)).toBe(true);
  expect(readdirSync(join(root, 'web')).toSorted()).toEqual(['dist', 'index.html', 'main.ts', 'vite.config.ts']);
});
