import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyDataFolder, missingFolders, prepareDataFolder, unmakeDataFolder } from '../../local/data-folder.ts';
import { lockDataFolder } from '../../local/data-folder-lock.ts';
import { readSecrets } from '../../local/secrets.ts';

describe('prepareDataFolder', () => {
  let base = '';
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'smallcart-data-'));
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  it('makes a missing folder, with its parents, for its owner alone', () => {
    const folder = prepareDataFolder(join(base, 'a', 'b'));
    for (const made of [folder, join(base, 'a')]) expect((statSync(made).mode & 0o777).toString(8)).toBe('700');
  });

  it('keeps what is in it', () => {
    const folder = prepareDataFolder(join(base, 'state'));
    writeFileSync(join(folder, 'shop.sqlite'), 'orders');
    prepareDataFolder(folder);
    expect(readdirSync(folder)).toContain('shop.sqlite');
  });

  it('is emptied of all state but of nothing else, and stays locked while it is', () => {
    const folder = prepareDataFolder(join(base, 'state'));
    writeFileSync(join(folder, 'shop.sqlite'), 'orders');
    writeFileSync(join(folder, 'telemetry.sqlite-wal'), 'metrics');
    for (const code of ['lambda-code', 'released-pages']) mkdirSync(join(folder, code, 'f00d'), { recursive: true });
    readSecrets(folder);
    writeFileSync(join(folder, 'thesis.txt'), 'put here by its user');
    const lock = lockDataFolder(prepareDataFolder(folder));
    emptyDataFolder(folder);
    lock.release();
    expect(readdirSync(folder)).toEqual(['lock.sqlite', 'smallcart-data.txt', 'thesis.txt']);
  });

  it('goes again, with its parents, when it was made for nothing', () => {
    const missing = missingFolders(join(base, 'a', 'b'));
    const folder = prepareDataFolder(join(base, 'a', 'b'));
    mkdirSync(join(folder, 'released-pages', 'f00d'), { recursive: true });
    const lock = lockDataFolder(folder);
    unmakeDataFolder(missing);
    lock.release();
    expect(readdirSync(base)).toEqual([]);
  });

  it('stays when it was there before', () => {
    const folder = prepareDataFolder(join(base, 'state'));
    writeFileSync(join(folder, 'shop.sqlite'), 'orders');
    unmakeDataFolder(missingFolders(folder));
    expect(readdirSync(folder)).toEqual(['shop.sqlite', 'smallcart-data.txt']);
  });

  it.each(['a', 'a/b'])('does not take with it what somebody put into %s meanwhile', (where) => {
    const missing = missingFolders(join(base, 'a', 'b'));
    prepareDataFolder(join(base, 'a', 'b'));
    writeFileSync(join(base, where, 'thesis.txt'), 'x');
    unmakeDataFolder(missing);
    expect(readdirSync(base, { recursive: true }).map(String).toSorted()).toEqual(
      where === 'a' ? ['a', 'a/thesis.txt'] : ['a', 'a/b', 'a/b/thesis.txt'],
    );
  });

  it('is never one that holds other files', () => {
    mkdirSync(join(base, 'work', 'lambda-code'), { recursive: true });
    expect(() => prepareDataFolder(join(base, 'work'))).toThrow('holds other files');
    mkdirSync(join(base, 'photos'));
    writeFileSync(join(base, 'photos', 'holiday.jpg'), 'x');
    expect(() => prepareDataFolder(join(base, 'photos'))).toThrow(
      'holds other files. Choose an empty or a new one with --data.',
    );
    expect(readdirSync(join(base, 'photos'))).toEqual(['holiday.jpg']);
  });

  it('names the folder and the reason when it is a file', () => {
    writeFileSync(join(base, 'file'), '');
    expect(() => prepareDataFolder(join(base, 'file'))).toThrow(/Cannot create the data folder .*file \(EEXIST\)/);
  });

  it('names the reason where the system lets nobody make a folder, and does not try for ever', () => {
    writeFileSync(join(base, 'file'), '');
    const refused = existsSync('/proc/self') ? '/proc/smallcart/data' : join(base, 'file', 'data');
    expect(() => prepareDataFolder(refused)).toThrow(
      /Cannot create the data folder .* Choose another one with --data\./,
    );
  });

  it('names the reason when its parent is a file', () => {
    writeFileSync(join(base, 'file'), '');
    expect(() => prepareDataFolder(join(base, 'file', 'x'))).toThrow(/\(ENOTDIR\)\. Choose another one with --data\./);
  });
});

describe('lockDataFolder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'smallcart-data-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('refuses a folder that is locked until it is released', () => {
    const lock = lockDataFolder(folder);
    expect(() => lockDataFolder(folder)).toThrow('is in use by another SmallCart');
    lock.release();
    lockDataFolder(folder).release();
  });

  it('is still refused after the folder was emptied', () => {
    const lock = lockDataFolder(folder);
    emptyDataFolder(folder);
    expect(() => lockDataFolder(folder)).toThrow('is in use by another SmallCart');
    lock.release();
  });

  it('names the file that cannot be locked', () => {
    mkdirSync(join(folder, 'lock.sqlite'));
    expect(() => lockDataFolder(folder)).toThrow(/cannot be locked \(lock\.sqlite: .*--data/);
  });
});
