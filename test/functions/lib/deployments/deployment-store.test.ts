import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { database } from '../../../../functions/lib/database.ts';
import { DeploymentEndedError, deploymentStore } from '../../../../functions/lib/deployments/deployment-store.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../../support/embedded-table.ts';
import { sampleDeployment, sampleDeploymentId } from '../../../support/sample-deployment.ts';

const EPOCH = Date.parse('2031-01-01T00:00:00.000Z');

let table: EmbeddedTable;
beforeAll(async () => {
  table = await startEmbeddedTable();
  Object.assign(process.env, table.environment);
});
afterAll(() => table?.stop());

const store = () => deploymentStore(database());
const told = (minutes: number, stage: string) => sampleDeployment(EPOCH, minutes, { stage });
const running = (stage: string) => sampleDeployment(EPOCH, 0, { stage, status: 'running' });

describe('the record of a deployment', () => {
  test('is read as it was saved last', async () => {
    await store().save(running('saved'));
    const ended = sampleDeployment(EPOCH, 0, {
      ...{ stage: 'saved', bundleBytes: 1, monthlyCost: 24.12, functionVersions: { cart: '7' }, error: 'No.' },
      status: 'failed',
      checks: [
        { name: 'Health', step: 'deploy', status: 'failed', detail: 'No.', startedAt: EPOCH, endedAt: EPOCH + 1 },
      ],
    });
    await store().save(ended);
    expect(await store().read('saved', ended.id)).toEqual(ended);
  });

  test('is not there before it was saved, nor in another stage', async () => {
    await store().save(running('here'));
    expect(await store().read('here', sampleDeploymentId(5))).toBeUndefined();
    expect(await store().read('elsewhere', sampleDeploymentId(0))).toBeUndefined();
  });

  test('that has ended may be saved again as it is', async () => {
    const ended = told(0, 'again');
    await store().save(ended);
    await store().save(ended);
    expect(await store().read('again', ended.id)).toEqual(ended);
  });

  test.each([
    ['goes on', running('ended')],
    ['ended otherwise', sampleDeployment(EPOCH, 0, { stage: 'ended', status: 'failed' })],
    ['ended at another time', sampleDeployment(EPOCH, 0, { stage: 'ended', endedAt: EPOCH + 1 })],
  ])('that has ended is not saved as one that %s', async (_, otherwise) => {
    const ended = told(0, 'ended');
    await store().save(ended);
    await expect(store().save(otherwise)).rejects.toThrow(DeploymentEndedError);
    expect(await store().read('ended', ended.id)).toEqual(ended);
  });
});

describe('the records of a stage', () => {
  test('are listed page by page, newest first, each once', async () => {
    const all = [0, 30, 60, 90, 120].map((minutes) => told(minutes, 'listed'));
    for (const deployment of all) await store().save(deployment);
    const first = await store().page('listed', { limit: 3 });
    const second = await store().page('listed', { limit: 3, cursor: first.nextCursor ?? '' });
    expect([...first.deployments, ...second.deployments]).toEqual(all.toReversed());
    expect(second.nextCursor).toBeNull();
  });

  test('are none before the first', async () => {
    expect(await store().page('nothing', { limit: 3 })).toEqual({ deployments: [], nextCursor: null });
  });
});
