import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TABLE } from '../../functions/lib/table.ts';
import { startDynoxide } from '../../local/dynamodb/dynoxide.ts';
import { ensureTable } from '../../local/dynamodb/ensure-table.ts';
import { findDynoxide } from '../../local/dynamodb/find-dynoxide.ts';
import { COMPILE_CACHE } from '../support/compile-cache.ts';

let folder = '';
let database = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smallcart-'));
  database = join(folder, 'shop.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function runMain(): Promise<{ code: unknown; output: string }> {
  const args = ['local/main.ts', '--port', '0', '--aws-port', '0', '--data', folder];
  const env = { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, output: stdout + stderr }),
    );
  });
}

/** A shop's database that is overwritten from a byte on. */
async function damagedFrom(offset: number): Promise<Buffer> {
  const binary = findDynoxide({ platform: process.platform, arch: process.arch, env: process.env });
  const dynoxide = await startDynoxide({ binary, databasePath: database, log() {} });
  await ensureTable(await dynoxide.port(), 'smallcart-local-shop', TABLE);
  await dynoxide.stop();
  const sqlite = new DatabaseSync(database);
  sqlite.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  sqlite.close();
  return readFileSync(database).fill(0xa5, offset);
}

it.each([
  ['is no database at all', async () => Buffer.from('not a database, but long enough for one'.repeat(200))],
  ['is rubbish after its first page', () => damagedFrom(4_096)],
  ['is rubbish where its tables are', () => damagedFrom(20_000)],
])('a shop.sqlite that %s is named in one line with the ways out', async (_, contents) => {
  writeFileSync(database, await contents());
  const { code, output } = await runMain();
  expect(code).toBe(1);
  expect(output.trim().split('\n')).toEqual([expect.stringContaining('shop.sqlite')]);
  expect(output).toMatch(/^smallcart: .*--reset.*--data/);
});
