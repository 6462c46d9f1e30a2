import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../functions/lib/database.ts';
import { deploymentLockEntity } from '../../../functions/lib/entities/deployment-lock.ts';
import { TABLE } from '../../../functions/lib/table.ts';
import { ensureTable } from '../../../local/dynamodb/ensure-table.ts';
import { tableLock } from '../../../operations/deploy/table-lock.ts';
import { unendedDeployments } from '../../../operations/deploy/unended-deployments.ts';
import { stageTable } from '../../../operations/stage-table.ts';
import { FORMER } from '../../support/deployed-stage.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';

const STAGE = 'local';
const LEASE_MS = 60_000;
let table: EmbeddedTable;
let endpoint: string;
let database: Database;
let tableless: Database;
let now = 1_000_000;

beforeAll(async () => {
  table = await startEmbeddedTable();
  const credentials = { accessKeyId: 'operator', secretAccessKey: 'local' };
  endpoint = table.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '';
  tableless = stageTable({ endpoint, region: 'us-east-1', credentials }, STAGE);
  database = { ...tableless, table: table.environment.TABLE_NAME ?? '' };
});
afterAll(() => table.stop());
beforeEach(async () => {
  await deploymentLockEntity(database).delete({ stage: STAGE }).go();
});

const lockOf = (at = database, clock = { behind: 0, pause: async () => undefined as unknown }) =>
  tableLock({
    database: at,
    stage: STAGE,
    now: () => now - clock.behind,
    pause: async () => void (await clock.pause()),
  });
const leaseOf = (deploymentId: string) => ({ deploymentId, commit: 'c'.repeat(40), actor: '0a1b2c3d4e5f', since: now });
/** The table through a client that does this instead of putting an item. */
function withPuts(instead: (put: () => Promise<unknown>) => Promise<unknown>): Database {
  const { client } = database;
  const send = (command: Parameters<typeof client.send>[0]) =>
    command instanceof PutCommand ? instead(() => client.send(new PutCommand(command.input))) : client.send(command);
  return {
    ...database,
    client: new Proxy(client, { get: (real, name) => (name === 'send' ? send : Reflect.get(real, name)) }),
  };
}
const ONE = 'dep_1';
const OTHER = 'dep_2';

describe('a lease', () => {
  test('is its holder’s until it is given back', async () => {
    const [lock, other] = [lockOf(), lockOf()];
    expect(await lock.take(leaseOf(ONE))).toEqual({ taken: true });
    expect(await other.holder()).toEqual(leaseOf(ONE));
    expect(await other.take(leaseOf(OTHER))).toEqual({ taken: false, holder: leaseOf(ONE) });
    await lock.giveBack();
    expect(await other.holder()).toBeUndefined();
    expect(await other.take(leaseOf(OTHER))).toEqual({ taken: true });
  });

  test('says what the stage is held for', async () => {
    const lease = { ...leaseOf(ONE), kind: 'restore' } as const;
    await lockOf().take(lease);
    expect(await lockOf().take(leaseOf(OTHER))).toEqual({ taken: false, holder: lease });
  });

  test('is one deployment’s alone when many ask at once', async () => {
    const asked = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id) => lockOf().take(leaseOf(id))));
    expect(asked.filter(({ taken }) => taken)).toHaveLength(1);
  });

  test('that is kept up holds', async () => {
    const [lock, other] = [lockOf(), lockOf()];
    await lock.take(leaseOf(ONE));
    for (let beat = 0; beat < 3; beat++) {
      now += LEASE_MS - 1;
      expect(await lock.keep()).toBe(true);
    }
    expect(await other.take(leaseOf(OTHER))).toMatchObject({ taken: false });
  });

  test('of a deployment that died goes to the next, with where to go back to', async () => {
    await lockOf().take(leaseOf(ONE));
    const died = lockOf();
    now += LEASE_MS;
    await died.take(leaseOf('dep_died'));
    await died.begin(FORMER);
    now += LEASE_MS;
    const next = lockOf();
    expect(await next.holder()).toBeUndefined();
    expect(await next.take(leaseOf(OTHER))).toMatchObject({
      taken: true,
      abandoned: { deploymentId: 'dep_died', previous: FORMER },
    });
    expect(await died.keep()).toBe(false);
    expect(await died.begin(FORMER)).toBe(false);
    await died.giveBack();
    expect(await lockOf().holder()).toMatchObject({ deploymentId: OTHER, previous: FORMER });
  });

  test('of a machine whose clock is behind is its holder’s as long as it is kept up', async () => {
    const behind = { behind: 10 * LEASE_MS, pause: async () => undefined };
    const lock = lockOf(database, behind);
    await lock.take(leaseOf(ONE));
    const pause = async () => {
      now += LEASE_MS / 2;
      await lock.keep();
    };
    expect(await lockOf(database, { behind: 0, pause }).take(leaseOf(OTHER))).toMatchObject({
      taken: false,
      holder: { deploymentId: ONE },
    });
    expect(await lock.keep()).toBe(true);
    const last = lockOf(database, { behind: 0, pause: () => lock.giveBack() });
    expect(await last.take(leaseOf(OTHER))).toEqual({ taken: true });
  });

  test('that is given back keeps where to go back to, until that is settled', async () => {
    const [failed, next] = [lockOf(), lockOf()];
    await failed.take(leaseOf(ONE));
    await failed.begin(FORMER);
    await failed.giveBack();
    expect(await next.holder()).toBeUndefined();
    expect(await next.take(leaseOf(OTHER))).toMatchObject({ taken: true, abandoned: { previous: FORMER } });
    expect(await next.settle()).toBe(true);
    expect(await failed.settle()).toBe(false);
    // It dies here: what it has brought serves.
    now += LEASE_MS;
    const last = lockOf();
    const taking = await last.take(leaseOf('dep_3'));
    expect(taking).toMatchObject({ taken: true, abandoned: { deploymentId: OTHER } });
    expect(taking).not.toHaveProperty('abandoned.previous');
    await last.giveBack();
    expect(await lockOf().take(leaseOf('dep_4'))).toEqual({ taken: true });
  });

  test.each([
    ['none before', 0],
    ['one of a deployment that died', LEASE_MS],
  ])('is had with %s although the answer to taking it was lost and it was asked for again', async (_, later) => {
    if (later > 0) await lockOf().take(leaseOf(ONE));
    now += later;
    const lossy = withPuts((put) => put().then(put));
    expect(await lockOf(lossy).take(leaseOf(OTHER))).toMatchObject({ taken: true });
  });

  test('is written once at a time: a heartbeat that is slow undoes nothing that was noted after it', async () => {
    let [writing, most] = [0, 0];
    const counted = withPuts(async (put) => {
      most = Math.max(most, ++writing);
      return put().finally(() => writing--);
    });
    const lock = lockOf(counted);
    await lock.take(leaseOf(ONE));
    await Promise.all([lock.keep(), lock.begin(FORMER), lock.keep()]);
    expect(most).toBe(1);
    expect(await lockOf().holder()).toMatchObject({ previous: FORMER });
  });

  test('is surely its holder’s for half a minute, as nobody can take it sooner; not after the machine slept, or was refused', async () => {
    const [lock, other] = [lockOf(), lockOf()];
    expect(lock.isSure()).toBe(false);
    await lock.take(leaseOf(ONE));
    now += LEASE_MS / 2 - 1;
    expect(lock.isSure()).toBe(true);
    now += 1;
    expect(lock.isSure()).toBe(false);
    await lock.keep();
    expect(lock.isSure()).toBe(true);
    now += LEASE_MS;
    await other.take(leaseOf(OTHER));
    await lock.keep();
    expect([lock.isSure(), other.isSure()]).toEqual([false, true]);
  });

  test('that another had and gave back meanwhile is not had again', async () => {
    const [asleep, other] = [lockOf(), lockOf()];
    await asleep.take(leaseOf(ONE));
    now += LEASE_MS;
    await other.take(leaseOf(OTHER));
    await other.giveBack();
    expect(await asleep.keep()).toBe(false);
  });
});

describe('before there is a table', () => {
  test('nobody deploys, and nothing has died', async () => {
    expect(await lockOf(tableless).holder()).toBeUndefined();
    expect(await unendedDeployments(tableless, STAGE)).toEqual([]);
  });

  test('a deployment goes on, and has the lease once there is one', async () => {
    const lock = lockOf(tableless);
    expect(await lock.take(leaseOf(ONE))).toEqual({ taken: true });
    expect(await lock.keep()).toBe(true);
    expect(lock.isSure()).toBe(false);
    await ensureTable(Number(new URL(endpoint).port), tableless.table, TABLE);
    expect(await lock.keep()).toBe(true);
    expect(await lockOf(tableless).take(leaseOf(OTHER))).toMatchObject({ taken: false });
  });
});
