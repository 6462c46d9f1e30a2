import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { database } from '../../../functions/lib/database.ts';
import { deploymentStore } from '../../../functions/lib/deployments/deployment-store.ts';
import type { DeploymentHealth } from '../../../functions/ops/responses.ts';
import { API_ID } from '../../../local/deploy/place.ts';
import { type EmbeddedCloudWatch, embedCloudWatch } from '../../support/embedded-cloudwatch.ts';
import { NOON } from '../../support/http-event.ts';
import { sampleDeployment, sampleDeploymentId } from '../../support/sample-deployment.ts';
import { type EmbeddedOps, startEmbeddedOps } from './embedded-ops.ts';

const MINUTE = 60_000;

let embedded: EmbeddedCloudWatch;
let ops: EmbeddedOps;
beforeAll(async () => {
  embedded = embedCloudWatch(undefined, { start: NOON });
  ops = await startEmbeddedOps([embedded.cloudWatch.service]);
});
afterAll(async () => {
  await ops.stop();
  embedded.cloudWatch.stop();
});

/** Requests of a minute, as API Gateway tells of them. */
function requests(minutesAgo: number, asked: number, failed: number, latency: number): void {
  const dimensions = { ApiId: API_ID };
  const samples = [
    ['Count', asked],
    ['5xx', failed],
    ['Latency', latency],
  ] as const;
  for (const [name, value] of samples)
    embedded.cloudWatch.record({
      ...{ namespace: 'AWS/ApiGateway', name, dimensions, value, unit: 'None' },
      timestamp: NOON - minutesAgo * MINUTE,
    });
}
const keep = (minutes: number, running = false) =>
  deploymentStore(database()).save(sampleDeployment(NOON, minutes, running ? { status: 'running' } : {}));
const health = (minutes: number) =>
  ops.get<DeploymentHealth>(`/api/ops/deployments/${sampleDeploymentId(minutes)}/health`, 'viewer');

describe('the health around a deployment', () => {
  test('is what the shop’s API did in the half hours before it began and after it ended, and nothing of it itself', async () => {
    await keep(-100);
    requests(150, 999, 999, 999);
    requests(125, 100, 1, 40);
    requests(110, 100, 0, 60);
    requests(90, 100, 100, 9_000);
    requests(75, 300, 30, 200);
    const { status, body } = await health(-100);
    expect(status).toBe(200);
    expect(body.before).toMatchObject({ requestsPerMinute: 20, errorShare: 0.005, p95Ms: 50 });
    expect(body.after).toMatchObject({ requestsPerMinute: 60, errorShare: 0.1, p95Ms: 200 });
  });

  test('has nothing to tell of a time in which nobody came, or that has not come yet', async () => {
    await keep(-1_000);
    expect((await health(-1_000)).body).toEqual({ generatedAt: new Date(NOON).toISOString() });
    await keep(-10, true);
    requests(20, 10, 0, 5);
    const { body } = await health(-10);
    expect(body).toHaveProperty('before');
    expect(body).not.toHaveProperty('after');
  });

  test('is not that of a deployment which there was not', async () => {
    expect((await health(-7)).status).toBe(404);
  });
});
