import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { advance } from '../support/control.ts';
import { allGone, processTree } from '../support/process-tree.ts';
import { startSystem } from '../support/running-system.ts';
import { buy, callApi, type Order, productsInStock, registerShopper } from '../support/shopper.ts';

/** So few orders that no fraud rule holds the next one. */
const FEW = 4;

describe('ending the system', () => {
  let dataFolder = '';
  beforeEach(() => {
    dataFolder = mkdtempSync(join(tmpdir(), 'smallcart-'));
  });
  afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

  const options = ['--simulated', '--no-traffic'];

  it('leaves no orphan and loses no committed order when the main process is killed', async () => {
    const first = await startSystem({ options, dataFolder });
    const shopper = await registerShopper(first.siteUrl, 'killed@example.com');
    const [product] = await productsInStock(first.siteUrl);
    const placed: string[] = [];
    const buyAll = async () => {
      for (let count = 0; count < 200; count += 1) {
        const answer = await buy(shopper, product?.id ?? '').catch(() => undefined);
        if (answer === undefined) return;
        if (answer.status === 201) placed.push(answer.body.order.id);
        if (placed.length === FEW) first.process.kill('SIGKILL');
      }
    };
    const pids = processTree(first.process.pid ?? 0).map((entry) => entry.pid);
    expect(pids.length).toBeGreaterThan(1);
    await buyAll();
    await allGone(pids);

    const second = await startSystem({ options, dataFolder });
    const bearer = { authorization: `Bearer ${shopper.token}` };
    await advance(second.awsUrl, 'PT10M');
    const orders = (
      await callApi<{ orders: Order[] }>(second.siteUrl, 'GET', '/api/orders?limit=100', undefined, bearer)
    ).body.orders;
    await second.stop();
    expect(orders.map((order) => order.id)).toEqual(expect.arrayContaining(placed));
    expect(orders.filter((order) => order.status !== 'shipped')).toEqual([]);
  });

  it('ends with code 0 on Ctrl-C and leaves no process behind', async () => {
    const system = await startSystem({ options, dataFolder });
    const pids = processTree(system.process.pid ?? 0).map((entry) => entry.pid);
    expect(await system.stop()).toBe(0);
    await allGone(pids);
  });

  it('ends in order when the same Ctrl-C reaches it twice, from the terminal and passed on', async () => {
    const system = await startSystem({ options, dataFolder });
    const ended = once(system.process, 'exit');
    for (let count = 0; count < 2; count += 1) system.process.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect(system.output()).toMatch(/Stopped\.\n$/);
  });

  it('ends in order on Ctrl-C below a Node that cannot give its place to another (before 22.15)', async () => {
    const command = [
      process.execPath,
      '--import',
      'data:text/javascript,process.execve = undefined',
      'local/bootstrap.mjs',
      'local/main.ts',
    ] as const;
    const system = await startSystem({ options, dataFolder, command: [...command], ownGroup: true });
    const pids = processTree(system.process.pid ?? 0).map((entry) => entry.pid);
    const ended = once(system.process, 'exit');
    process.kill(-(system.process.pid ?? 0), 'SIGINT');
    expect(await ended).toEqual([0, null]);
    await allGone(pids);
    expect(system.output()).toMatch(/Stopped\.\n$/);
  });

  it('ends at once on Ctrl-C during the start, and leaves no process behind', async () => {
    const main = spawn(process.execPath, ['local/main.ts', '--port', '0', '--aws-port', '0', '--data', dataFolder], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [main.stdout, main.stderr]) stream.on('data', (chunk) => (output += chunk));
    const databaseMade = () => readdirSync(dataFolder).includes('shop.sqlite');
    while (!databaseMade()) await new Promise((resolve) => setImmediate(resolve));
    const pids = processTree(main.pid ?? 0).map((entry) => entry.pid);
    main.kill('SIGINT');
    expect(await once(main, 'exit')).toEqual([130, null]);
    await allGone(pids);
    expect(output).toBe('');
  });

  it('ends when npm, which started it, is killed', async () => {
    const system = await startSystem({ options, dataFolder, command: ['npm', 'start', '--silent', '--'] });
    const pids = processTree(system.process.pid ?? 0).map((entry) => entry.pid);
    system.process.kill('SIGKILL');
    await once(system.process, 'exit');
    await allGone(pids);
  });

  it('shows the administrator’s password at the first start only', async () => {
    const first = await startSystem({ options, dataFolder });
    expect(first.admin).toMatchObject({ email: expect.stringContaining('@'), password: expect.any(String) });
    await first.stop();
    const second = await startSystem({ options, dataFolder });
    expect(second.output()).not.toMatch(/password/i);
    const login = await callApi(second.siteUrl, 'POST', '/api/auth/login', first.admin);
    await second.stop();
    expect(login.status).toBe(200);
  });
});
