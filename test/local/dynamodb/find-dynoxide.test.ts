import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DynoxideMissingError, findDynoxide } from '../../../local/dynamodb/find-dynoxide.ts';

const folder = mkdtempSync(join(tmpdir(), 'find-'));
const binary = join(folder, 'dynoxide');
writeFileSync(binary, '', { mode: 0o755 });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const host = { platform: 'plan9', arch: 'vax', env: {}, resolve: () => undefined };

test('the installed npm package of the platform comes first', () => {
  const resolve = (module: string) =>
    module === '@dynoxide/plan9-vax/package.json' ? join(folder, 'package.json') : undefined;
  expect(findDynoxide({ ...host, resolve, env: { DYNOXIDE_BIN: '/elsewhere' } })).toBe(binary);
});

test('DYNOXIDE_BIN comes next, then PATH', () => {
  expect(findDynoxide({ ...host, env: { DYNOXIDE_BIN: binary, PATH: '/elsewhere' } })).toBe(binary);
  expect(findDynoxide({ ...host, env: { PATH: ['', '/elsewhere', folder].join(delimiter) } })).toBe(binary);
});

test('where there is none, the error names the platform and the remedy', () => {
  expect(() => findDynoxide(host)).toThrow(DynoxideMissingError);
  expect(() => findDynoxide(host)).toThrow(/plan9-vax.*DYNOXIDE_BIN/);
});
