import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { deploymentStore } from '../../../functions/lib/deployments/deployment-store.ts';
import { TABLE_NAME } from '../../../local/deploy/place.ts';
import { awsClients } from '../../support/aws-clients.ts';
import { virtualNow } from '../../support/control.ts';
import { sampleDeployment, sampleSteps } from '../../support/sample-deployment.ts';
import type { Site } from './site.ts';

/** The release that the site's answers name. */
async function releaseOf(site: Site): Promise<string> {
  const answer = await fetch(new URL('/health/live', site.url));
  return answer.headers.get('x-version') ?? '';
}

/** Of one word that fits on no line, as an address in it may be. */
const ERROR = `npm test failed: https://shop.example/${'x'.repeat(200)}`;

/** Puts on record that one failed, that the release which answers was deployed 40 minutes ago, and that another one is right now. */
export async function recordDeployments(site: Site): Promise<{ served: string; deployed: string; running: string }> {
  const client = DynamoDBDocumentClient.from(awsClients(site.awsUrl).dynamodb);
  const store = deploymentStore({ client, table: TABLE_NAME });
  const now = (await virtualNow(site.awsUrl)).getTime();
  const version = await releaseOf(site);
  const check = { name: 'Shopper’s walk', step: 'verify', status: 'passed', detail: 'Every step succeeded.' } as const;
  const checks = [{ ...check, startedAt: now - 28 * 60_000, endedAt: now - 27 * 60_000 }];
  const served = sampleDeployment(now, -40, { version, checks });
  const steps = sampleSteps(now - 5 * 60_000).slice(0, 3);
  const running = sampleDeployment(now, -5, { status: 'running', previousVersion: version, heartbeatAt: now, steps });
  const failed = sampleDeployment(now, -90, { status: 'failed', error: ERROR, steps: [] });
  for (const deployment of [failed, served, running]) await store.save(deployment);
  return { served: served.id, deployed: version, running: running.version };
}
