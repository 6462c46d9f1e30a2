import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bundleFunctions, staleFunctions } from '../../../local/build/function-bundles.ts';

let root: string;
const entries = { greet: 'functions/greet/handler.ts', count: 'functions/count/handler.ts' };
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const build = (): Promise<void> => bundleFunctions(root, entries, staleFunctions(root, entries));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'build-test-'));
  write('package-lock.json', '{}');
  write('functions/lib/name.ts', `export const name: string = 'Ada';`);
  write(
    'functions/greet/handler.ts',
    `import { name } from '../lib/name.ts'; export const handler = async () => 'Hello ' + name;`,
  );
  write(
    'functions/count/handler.ts',
    `export const handler = async (): Promise<number> => require('node:path').sep.length;`,
  );
});
afterEach(() => rmSync(root, { recursive: true }));

test('each function becomes one ES module that can be loaded, CommonJS inside included', async () => {
  await build();
  const load = (id: string) => import(pathToFileURL(join(root, 'dist', 'functions', id, 'index.mjs')).href);
  expect(await (await load('greet')).handler()).toBe('Hello Ada');
  expect(await (await load('count')).handler()).toBe(1);
});

test('each function has a metafile of its own inputs and output alone', async () => {
  await build();
  const meta = JSON.parse(readFileSync(join(root, 'dist', 'functions', 'greet.meta.json'), 'utf8'));
  expect(Object.keys(meta.inputs).toSorted()).toEqual(['functions/greet/handler.ts', 'functions/lib/name.ts']);
  expect(Object.keys(meta.outputs)).toEqual(['dist/functions/greet/index.mjs']);
});

describe('out of date is', () => {
  const all = ['greet', 'count'];
  const changes: Record<string, [change: () => void, stale: string[]]> = {
    'nothing after a build': [() => {}, []],
    'nothing when a file was written again with the same text': [
      () => write('functions/lib/name.ts', `export const name: string = 'Ada';`),
      [],
    ],
    'a function whose entry changed': [
      () => write('functions/count/handler.ts', 'export const handler = 1;'),
      ['count'],
    ],
    'a function that imports what changed': [
      () => write('functions/lib/name.ts', `export const name = 'Grace';`),
      ['greet'],
    ],
    'a function that imports what is gone': [() => rmSync(join(root, 'functions/lib/name.ts')), ['greet']],
    'a function whose bundle is gone': [
      () => rmSync(join(root, 'dist/functions/greet'), { recursive: true }),
      ['greet'],
    ],
    'everything when a dependency changed': [() => write('package-lock.json', '{"x":1}'), all],
    'everything when the stamps cannot be read': [() => write('dist/functions/stamps.json', '{'), all],
  };
  test.each(Object.entries(changes))('%s', async (_, [change, stale]) => {
    expect(staleFunctions(root, entries)).toEqual(all);
    await build();
    change();
    expect(staleFunctions(root, entries)).toEqual(stale);
  });
});

test('a function that was rebuilt has the new code', async () => {
  await build();
  write('functions/lib/name.ts', `export const name = 'Grace';`);
  await build();
  expect(readFileSync(join(root, 'dist/functions/greet/index.mjs'), 'utf8')).toContain('Grace');
});

test('an error says where it is and leaves the old bundle', async () => {
  await build();
  write('functions/greet/handler.ts', `import { nobody } from '../lib/nobody.ts'; export const handler = nobody;`);
  await expect(build()).rejects.toThrow(/functions\/greet\/handler\.ts:1:\d+: ERROR: Could not resolve/);
  expect(existsSync(join(root, 'dist/functions/greet/index.mjs'))).toBe(true);
  expect(staleFunctions(root, entries)).toEqual(['greet']);
});
