import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { Entity } from 'electrodb';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openClockMemory } from '../../local/clock-memory.ts';
import { openStore } from '../../local/store.ts';
import { awsAccess } from '../../operations/aws-access.ts';
import { createLocalTarget } from '../../operations/deploy/targets/local/local-target.ts';
import { restore } from '../../operations/restore/restore-command.ts';
import { stageTable } from '../../operations/stage-table.ts';
import { verifyWalk } from '../../operations/verify/verify-walk.ts';
import { advance, putFault, removeFault, virtualNow } from '../support/control.ts';
import { type Asker, FORMER, formerTime, writeFormerBackup } from '../support/former-release.ts';
import { type RunningSystem, startSystem } from '../support/running-system.ts';
import { buy, callApi, type Order, productsInStock, type Shopper } from '../support/shopper.ts';

const STALE = { timeout: 20_000, interval: 500 };

let folder: string;
let system: RunningSystem;
const tokens: Partial<Record<Asker, string>> = {};
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smallcart-former-'));
  const store = openStore(folder);
  openClockMemory(store).write(await formerTime());
  store.close();
  system = await startSystem({ options: ['--simulated', '--no-traffic'], dataFolder: folder });
  const file = `${folder}.backup`;
  await writeFormerBackup(file, (await virtualNow(system.awsUrl)).getTime());
  // What was paid is shipped only once it has been seen.
  await putFault(system.awsUrl, 'function-crash', { rate: 1, withinMs: 0, functions: ['fulfilment'] });
  await restore({ place: place(), file, replace: true, yes: true });
  rmSync(file);
  for (const who of ['shopper', 'keeper'] as const) tokens[who] = await signIn(FORMER.people[who]);
}, 180_000);
afterAll(async () => {
  await system?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const place = () => ({ kind: 'local', stage: 'local', awsPort: Number(new URL(system.awsUrl).port) }) as const;

async function signIn(email: string): Promise<string> {
  const credentials = { email, password: FORMER.password };
  const { body } = await callApi<{ token: string }>(system.siteUrl, 'POST', '/api/auth/login', credentials);
  return body.token;
}

function asked(who: Asker): Shopper {
  const token = tokens[who] ?? '';
  const own = token === '' ? {} : { authorization: `Bearer ${token}` };
  return {
    token,
    call: (method, path, body, headers) => callApi(system.siteUrl, method, path, body, { ...own, ...headers }),
  };
}

async function bodyOf(who: Asker, path: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${tokens[who]}` };
  const answer = await fetch(new URL(path, system.siteUrl), who === 'nobody' ? {} : { headers });
  if (answer.headers.get('content-type')?.includes('json')) return answer.json();
  return createHash('sha256')
    .update(Buffer.from(await answer.arrayBuffer()))
    .digest('hex');
}

type Stored = Readonly<Record<string, unknown>>;

/** All that is in the table. */
async function stored(): Promise<readonly Stored[]> {
  const { client, table } = stageTable(awsAccess(place()), 'local');
  const items: Stored[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table })) items.push(...Items);
  return items;
}

/** What alarms said to topics, which is not what people were told, and is shown no more. */
const SHOWN = FORMER.answers.filter(({ path }) => path !== '/api/ops/notifications');

/** As it was; a list of jobs may be longer, as there are more of them. */
function likeBefore(body: object): object {
  if (!('jobs' in body) || !Array.isArray(body.jobs)) return body;
  return { ...body, jobs: expect.arrayContaining(body.jobs) };
}

describe('a shop of the release before, restored', () => {
  test.each(SHOWN)('answers $who at $path what it did', async ({ who, path, body }) => {
    // The catalogue answers for some seconds as it was when it was asked last.
    await vi.waitFor(async () => {
      const answer = await bodyOf(who, path);
      if (typeof body === 'string') expect(answer).toBe(body);
      else expect(answer).toMatchObject(likeBefore(body));
    }, STALE);
  });

  test('ships what was paid, lets what was held be approved, and sells', async () => {
    await removeFault(system.awsUrl, 'function-crash');
    const [shopper, keeper] = [asked('shopper'), asked('keeper')];
    const statuses = async () => {
      const { body } = await shopper.call<{ orders: Order[] }>('GET', '/api/orders');
      return body.orders.map(({ status }) => status);
    };
    expect(await statuses()).toEqual(['paid', 'shipped', 'created', 'shipped', 'shipped']);
    const { body } = await keeper.call<{ reviews: { id: string }[] }>('GET', '/api/admin/reviews');
    for (const { id } of body.reviews) await keeper.call('POST', `/api/admin/reviews/${id}`, { decision: 'approve' });
    const [product] = await productsInStock(system.siteUrl);
    expect((await buy(shopper, product?.id ?? '')).status).toBe(201);
    await advance(system.awsUrl, 'PT10M');
    // What was shipped long ago counts as delivered.
    const sent = expect.stringMatching(/^(shipped|delivered)$/);
    expect(await statuses()).toEqual(['shipped', 'shipped', sent, sent, sent, sent]);
  });

  test('has wallets that are the sums of their ledgers', async () => {
    const items = await stored();
    const ledger = items.filter(({ __edb_e__ }) => __edb_e__ === 'ledgerEntry');
    const stated = items.filter(({ __edb_e__ }) => __edb_e__ === 'wallet');
    const wallets = stated.map(({ userId, balanceCents, entries }) => {
      const own = ledger.filter((entry) => entry.userId === userId);
      const sum = own.reduce((cents, { amountCents }) => cents + Number(amountCents), 0);
      return { said: [balanceCents, entries], counted: [sum, own.length] };
    });
    expect(wallets.length).toBeGreaterThan(1);
    for (const { said, counted } of wallets) expect(said).toEqual(counted);
  });
});

describe('what this release writes', () => {
  test('the one before reads, and would write just so: both serve while the requests move', async () => {
    const target = createLocalTarget({ place: place(), access: awsAccess(place()), keptIn: join(folder, 'kept') });
    const live = await target.live();
    if (live === undefined) throw new Error('Nothing serves.');
    const settings = { canaryPercent: 100, canaryMinutes: 0, bakeMinutes: 0 };
    const context = { target, ...live, settings, startedAt: 0, signal: new AbortController().signal };
    for await (const { status, detail } of verifyWalk(context)) expect([status, detail]).toEqual(['passed', detail]);
    const items = await stored();
    expect(items.filter(({ synthetic }) => synthetic === 'deployment')).not.toEqual([]);
    for (const model of FORMER.models) {
      const entity = new Entity(model, stageTable(awsAccess(place()), 'local'));
      const own = items.filter(({ __edb_e__ }) => __edb_e__ === model.model.entity);
      expect([model.model.entity, own.length]).not.toEqual([model.model.entity, 0]);
      for (const item of own) {
        const { data } = entity.parse({ Item: { ...item } });
        const { Item } = entity.put(data ?? {}).params<{ Item: Stored }>();
        expect(item).toMatchObject(Item);
      }
    }
  });
});
