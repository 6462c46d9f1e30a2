import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { prepareDataFolder } from '../../local/data-folder.ts';
import { COMPILE_CACHE } from '../support/compile-cache.ts';
import { startSystem } from '../support/running-system.ts';

type Ended = { readonly code: number | string | undefined; readonly lines: readonly string[] };

function runMain(args: readonly string[]): Promise<Ended> {
  const env = { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE };
  return new Promise((resolve) => {
    execFile(process.execPath, ['local/main.ts', ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, lines: `${stdout}${stderr}`.trim().split('\n') });
    });
  });
}

/** Listens on a free port. */
function occupy(): Promise<{ readonly server: Server; readonly port: number }> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () =>
      resolve({ server, port: (server.address() as AddressInfo).port }),
    );
  });
}

describe('a start that cannot succeed says why in one line and ends with code 1', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'smallcart-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['--port', '--aws-port'],
    ['--aws-port', '--port'],
  ])('when %s is taken, and leaves no new data folder behind', async (taken, other) => {
    const { server, port } = await occupy();
    const ended = await runMain([taken, `${port}`, other, '0', '--data', join(folder, 'new', 'data')]);
    server.close();
    expect(ended).toEqual({ code: 1, lines: [expect.stringContaining(`port ${port}`)] });
    expect(ended.lines[0]).toContain(taken);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(['--port', '--aws-port'])('when %s is taken, with --reset, and deletes nothing', async (taken) => {
    const { server, port } = await occupy();
    const data = prepareDataFolder(folder);
    writeFileSync(join(data, 'shop.sqlite'), 'orders');
    const other = taken === '--port' ? '--aws-port' : '--port';
    const ended = await runMain([taken, `${port}`, other, '0', '--data', data, '--reset']);
    server.close();
    expect(ended).toEqual({ code: 1, lines: [expect.stringContaining(`port ${port}`)] });
    expect(readFileSync(join(data, 'shop.sqlite'), 'utf8')).toBe('orders');
  });

  it('when an option is wrong', async () => {
    expect(await runMain(['--speed', 'fast'])).toEqual({ code: 1, lines: [expect.stringContaining('--speed')] });
  });

  it('when the data folder is a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    const ended = await runMain(['--port', '0', '--aws-port', '0', '--data', join(folder, 'file')]);
    expect(ended).toEqual({ code: 1, lines: [expect.stringContaining('--data')] });
  });

  it('when the telemetry database is damaged', async () => {
    writeFileSync(
      join(folder, 'telemetry.sqlite'),
      'this is not a database, and long enough to be taken for one'.repeat(200),
    );
    const ended = await runMain(['--port', '0', '--aws-port', '0', '--data', folder]);
    expect(ended).toEqual({ code: 1, lines: [expect.stringContaining('telemetry.sqlite')] });
  });

  it('when another SmallCart uses the data folder, which --reset then leaves alone', async () => {
    const system = await startSystem({ options: ['--simulated', '--no-traffic'], dataFolder: folder });
    const files = readdirSync(folder);
    const start = ['--port', '0', '--aws-port', '0', '--data', folder];
    const ended = await Promise.all([runMain(start), runMain([...start, '--reset'])]);
    const left = readdirSync(folder);
    await system.stop();
    const refused = { code: 1, lines: [expect.stringContaining('in use by another SmallCart')] };
    expect(ended).toEqual([refused, refused]);
    expect(left).toEqual(files);
  });
});

describe('a start with --reset and nothing in its way', () => {
  it('knows nothing of before', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'smallcart-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const first = await startSystem({ options: ['--simulated', '--no-traffic'], dataFolder: folder });
    await first.stop();
    const again = await startSystem({ options: ['--simulated', '--no-traffic', '--reset'], dataFolder: folder });
    await again.stop();
    expect(again.admin?.password).toEqual(expect.any(String));
    expect(again.admin?.password).not.toBe(first.admin?.password);
  });
});
