import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { database } from '../../../functions/lib/database.ts';
import type { Deployment } from '../../../functions/lib/deployments/deployment.ts';
import { deploymentStore } from '../../../functions/lib/deployments/deployment-store.ts';
import { newId } from '../../../functions/lib/ids.ts';
import type { DeploymentAnswer, Deployments } from '../../../functions/ops/responses.ts';
import { NOON } from '../../support/http-event.ts';
import { sampleDeployment, sampleDeploymentId } from '../../support/sample-deployment.ts';
import { type EmbeddedOps, startEmbeddedOps } from './embedded-ops.ts';

const MINUTE = 60_000;

let ops: EmbeddedOps;
const keep = (...deployments: readonly Deployment[]) =>
  Promise.all(deployments.map((each) => deploymentStore(database()).save(each)));
const list = (query = '') => ops.get<Deployments>(`/api/ops/deployments${query}`, 'viewer');
const read = (id: string) => ops.get<DeploymentAnswer>(`/api/ops/deployments/${id}`, 'viewer');
const at = (minutes: number) => new Date(NOON + minutes * MINUTE).toISOString();

beforeAll(async () => {
  ops = await startEmbeddedOps([]);
});
afterAll(() => ops.stop());

test('before the first deployment there is none, and the answer says which release and stage it is of', async () => {
  expect((await list()).body).toEqual({
    generatedAt: new Date(NOON).toISOString(),
    stage: 'local',
    version: 'test',
    deployments: [],
    nextCursor: null,
  });
});

describe('deployments', () => {
  const check = {
    name: 'Version header',
    step: 'verify',
    status: 'failed',
    detail: 'It was another.',
    startedAt: NOON + 14 * MINUTE,
    endedAt: NOON + 15 * MINUTE,
  } as const;
  beforeAll(() =>
    keep(
      sampleDeployment(NOON, -300, { version: 'aaaaaaaaaaaa', monthlyCost: 21.5, bundleBytes: 4_200_000 }),
      sampleDeployment(NOON, -200, { version: 'aaaaaaaaaaaa', status: 'failed', error: 'The tests failed.' }),
      sampleDeployment(NOON, 0, {
        version: 'bbbbbbbbbbbb',
        previousVersion: 'aaaaaaaaaaaa',
        status: 'rolled-back',
        error: 'Its version header was another.',
        checks: [check],
        functionVersions: { catalog: '7' },
        believedUntil: NOON + 20 * MINUTE,
      }),
      sampleDeployment(NOON, 30, {
        ...{ status: 'running', steps: [], previousVersion: 'cccccccccccc' },
        believedUntil: NOON + 50 * MINUTE,
      }),
      sampleDeployment(NOON, 40, { stage: 'production' }),
    ),
  );

  test('of this stage are listed newest first, without their checks', async () => {
    const { body } = await list();
    expect(body.deployments.map(({ status }) => status)).toEqual(['running', 'rolled-back', 'failed', 'succeeded']);
    expect(body.deployments[1]).toMatchObject({ version: 'bbbbbbbbbbbb', startedAt: at(0), endedAt: at(18) });
    expect(body.deployments[1]).not.toHaveProperty('checks');
    expect(body.deployments[0]).not.toHaveProperty('endedAt');
  });

  test('say until when it is to be believed that they run, as long as they do', async () => {
    const { deployments } = (await list()).body;
    expect(deployments.map(({ believedUntil }) => believedUntil)).toEqual([at(50), undefined, undefined, undefined]);
  });

  test('are read a page at a time, each once', async () => {
    const first = (await list('?limit=3')).body;
    const second = (await list(`?limit=3&cursor=${first.nextCursor}`)).body;
    expect([...first.deployments, ...second.deployments].map(({ id }) => id)).toEqual(
      [30, 0, -200, -300].map(sampleDeploymentId),
    );
    expect([first.deployments.length, second.nextCursor]).toEqual([3, null]);
  });

  test('are those that began before a moment, when one asks so', async () => {
    const ids = async (query: string) => (await list(query)).body.deployments.map(({ id }) => id);
    const atNoon = newId('dep', NOON);
    await keep(sampleDeployment(NOON, 0, { id: atNoon }));
    expect(await ids(`?before=${at(0)}`)).not.toContain(atNoon);
    expect(await ids(`?before=${at(1)}`)).toContain(atNoon);
    expect(await ids('?before=0001-01-01T00:00:00Z')).toEqual([]);
  });

  test('one is told whole, with the deployment that brought the release before', async () => {
    const { body } = await read(sampleDeploymentId(0));
    expect(body.deployment).toMatchObject({
      status: 'rolled-back',
      error: 'Its version header was another.',
      previousVersion: 'aaaaaaaaaaaa',
      previousId: sampleDeploymentId(-300),
      functionVersions: { catalog: '7' },
      checks: [{ ...check, startedAt: at(14), endedAt: at(15) }],
    });
    expect(body.deployment.steps.map(({ name }) => name)).toEqual(['install', 'test', 'build', 'deploy', 'verify']);
  });

  test('of one whose release before is not on record, only that release is told', async () => {
    const { deployment } = (await read(sampleDeploymentId(30))).body;
    expect([deployment.previousVersion, deployment.previousId]).toEqual(['cccccccccccc', undefined]);
  });

  const unknown: Record<string, string> = {
    'one that never was': sampleDeploymentId(7),
    'one of another stage': sampleDeploymentId(40),
    'what is no id': 'dep_1',
    'a thing of another kind': 'ord_01JZ8Q4M6T9V3B5C7D9F1G3H5J',
  };
  for (const [what, id] of Object.entries(unknown)) {
    test(`${what} is not found`, async () => expect((await read(id)).status).toBe(404));
  }

  for (const query of ['limit=0', 'limit=101', 'limit=many', 'cursor=dep_1', 'cursor=ord_01JZ8Q4M6T9V3B5C7D9F1G3H5J']) {
    test(`${query} is a bad request that says so`, async () => {
      const { status, body } = await ops.get<{ errors: { path: string }[] }>(`/api/ops/deployments?${query}`, 'viewer');
      expect([status, body.errors.map(({ path }) => path)]).toEqual([400, [query.split('=')[0]]]);
    });
  }
});
