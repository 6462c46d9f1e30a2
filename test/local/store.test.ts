import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataFolderError, inTransaction, openStore } from '../../local/store.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function openingError(dataDir: string): DataFolderError {
  try {
    openStore(dataDir).close();
  } catch (error) {
    if (error instanceof DataFolderError) return error;
    throw error;
  }
  throw new Error('the store opened');
}

test('what was stored is there after closing and opening again, in a folder made on the way', () => {
  const dataDir = join(folder, 'a', 'b');
  const first = openStore(dataDir);
  first.exec('CREATE TABLE t (v TEXT); INSERT INTO t VALUES (1)');
  first.close();
  const second = openStore(dataDir);
  expect(second.prepare('SELECT v FROM t').all()).toEqual([{ v: '1' }]);
  second.close();
});

test('a transaction that throws leaves nothing behind', () => {
  const store = openStore(folder);
  store.exec('CREATE TABLE t (v TEXT)');
  const failing = () =>
    inTransaction(store, () => {
      store.exec('INSERT INTO t VALUES (1)');
      throw new RangeError('no');
    });
  expect(failing).toThrow(RangeError);
  expect(inTransaction(store, () => store.prepare('SELECT count(*) AS n FROM t').get())).toEqual({ n: 0 });
  store.close();
});

test('a transaction within another is undone alone when it fails, and stored with it when it does not', () => {
  const store = openStore(folder);
  store.exec('CREATE TABLE t (v INTEGER)');
  const insert = (value: number): void => void store.prepare('INSERT INTO t VALUES (?)').run(value);
  const failing = (): void =>
    inTransaction(store, () => {
      insert(2);
      throw new RangeError('no');
    });
  inTransaction(store, () => {
    insert(1);
    expect(failing).toThrow(RangeError);
    inTransaction(store, () => insert(3));
  });
  expect(store.prepare('SELECT v FROM t').all()).toEqual([{ v: 1 }, { v: 3 }]);
  const failingWhole = (): void =>
    inTransaction(store, () => {
      inTransaction(store, () => insert(4));
      throw new RangeError('no');
    });
  expect(failingWhole).toThrow(RangeError);
  expect(store.prepare('SELECT count(*) AS n FROM t').get()).toEqual({ n: 2 });
  store.close();
});

test('the error is told, not that of the undoing, when SQLite has undone the transaction by itself', () => {
  const store = openStore(folder);
  store.exec('CREATE TABLE t (v INTEGER UNIQUE ON CONFLICT ROLLBACK); INSERT INTO t VALUES (1)');
  expect(() => inTransaction(store, () => store.exec('INSERT INTO t VALUES (1)'))).toThrow('UNIQUE constraint failed');
  store.close();
});

test('a data folder in use is refused until its owner closes it', () => {
  const owner = openStore(folder);
  expect(openingError(folder).message).toMatch(/in use by another SmallCart.*--data/);
  owner.close();
  openStore(folder).close();
});

test('a process killed with -9 leaves what it stored and no lock', async () => {
  const storeModule = new URL('../../local/store.ts', import.meta.url).href;
  const script = `const { openStore } = await import(${JSON.stringify(storeModule)});
    const store = openStore(${JSON.stringify(folder)});
    store.exec('CREATE TABLE t (v TEXT); INSERT INTO t VALUES (7)');
    console.log('ready');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  expect(openingError(folder).message).toContain('in use');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const store = openStore(folder);
  expect(store.prepare('SELECT v FROM t').all()).toEqual([{ v: '7' }]);
  store.close();
});

const unusable: Record<string, { make: () => string; message: RegExp }> = {
  'a path that is a file': {
    make: () => {
      writeFileSync(join(folder, 'file'), '');
      return join(folder, 'file');
    },
    message: /cannot be made \(EEXIST.*--data/,
  },
  'a path below a file': {
    make: () => {
      writeFileSync(join(folder, 'file'), '');
      return join(folder, 'file', 'below');
    },
    message: /cannot be made \(ENOTDIR.*--data/,
  },
  'a folder where the database should be': {
    make: () => {
      mkdirSync(join(folder, 'telemetry.sqlite'));
      return folder;
    },
    message: /cannot be read and written .*--data/,
  },
  'a file that is no database': {
    make: () => {
      writeFileSync(join(folder, 'telemetry.sqlite'), 'not a database'.repeat(200));
      return folder;
    },
    message: /telemetry\.sqlite is damaged .*Move it away/,
  },
};

test.each(Object.entries(unusable))('%s gives one clear line', (_, { make, message }) => {
  const error = openingError(make());
  expect(error.message).toMatch(message);
  expect(error.message).not.toContain('\n');
});
