import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Deployment } from '../../functions/lib/deployments/deployment.ts';
import type { IncidentOverview } from '../../functions/ops/incident-responses.ts';
import { awsAccess } from '../../operations/aws-access.ts';
import type { Place } from '../../operations/place.ts';
import { createReporter } from '../../operations/telemetry/create-reporter.ts';
import { advance, putFault, removeFault, virtualNow } from '../support/control.ts';
import { beginAt, drillMorning } from '../support/drill/drill-start.ts';
import { type RunningSystem, startSystem } from '../support/running-system.ts';
import { sampleDeployment, sampleDeploymentId } from '../support/sample-deployment.ts';
import { callApi } from '../support/shopper.ts';
import { runJobs } from '../support/whole-run/faults.ts';
import { openShoppers, type Shoppers } from './shoppers.ts';

/** A morning in the shop, told so far as somebody wants to look at it. */
export type Story = {
  readonly system: RunningSystem;
  /** A quiet hour; then people shop, and a release is deployed. */
  wellFor(): Promise<void>;
  /** The table fails most requests, somebody is told and takes it on; it has stopped just now, which no alarm knows yet. */
  fail(): Promise<{ readonly incident: string }>;
  /** The alarms know that it is over, and people shop again. */
  recover(): Promise<void>;
  /** The trace of an order that was fulfilled. */
  orderTrace(): Promise<string>;
  end(): Promise<void>;
};

/** All functions at once, so that none has to make room for another and starts cold. */
const OPTIONS = ['--simulated', '--no-traffic', '--environments', '24'];
const MINUTE = 60_000;
const QUIET_MINUTES = 70;
const FAULT = 'dynamodb-errors';
const NOTE = 'InternalServerError in all functions at once, so it is not the last release. AWS support is asked.';

/** Deployments of the morning, in turn: that many minutes after its beginning, and what became of them. */
const DEPLOYMENTS = [
  { after: 10, status: 'succeeded' },
  { after: 45, status: 'rolled-back' },
] as const satisfies readonly { after: number; status: Deployment['status'] }[];

/** Tells the stage of its deployment of that number, which has ended now. */
async function tellOfDeployment({ awsUrl, siteUrl }: RunningSystem, number: number, status: Deployment['status']) {
  const place: Place = { kind: 'local', stage: 'local', awsPort: Number(new URL(awsUrl).port) };
  const { headers } = await callApi(siteUrl, 'GET', '/health/live');
  const served = number === DEPLOYMENTS.length ? headers.get('x-version') : undefined;
  const commit = (served ?? createHash('sha1').update(`${number}`).digest('hex')).padEnd(40, '0');
  const now = (await virtualNow(awsUrl)).getTime();
  const deployment = sampleDeployment(now, -18, {
    ...{ id: sampleDeploymentId(number), commit, version: commit.slice(0, 12), status, bundleBytes: 5_000_000 },
    traceId: `1-${Math.floor(now / 1_000).toString(16)}-${String(number).padStart(24, '0')}`,
  });
  await createReporter({ place, access: awsAccess(place) }).ended(deployment);
}

/** Starts the system on an empty data folder, at the same time of a week each time. */
export async function beginStory(): Promise<Story> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'smallcart-pictures-'));
  beginAt(dataFolder, drillMorning(Date.now()) - QUIET_MINUTES * MINUTE);
  const system = await startSystem({ options: OPTIONS, dataFolder });
  const { siteUrl, awsUrl, admin } = system;
  const shoppers: Shoppers = openShoppers(system);

  const asAdmin = async <Body>(method: string, path: string, body?: unknown): Promise<Body> => {
    const session = await callApi<{ token: string }>(siteUrl, 'POST', '/api/auth/login', admin);
    const headers = { authorization: `Bearer ${session.body.token}` };
    const answer = await callApi<Body>(siteUrl, method, path, body, headers);
    if (answer.status !== 200) throw new Error(`${method} ${path} answered ${answer.status}.`);
    return answer.body;
  };

  const failFor = async (minutes: number): Promise<void> => {
    await putFault(awsUrl, FAULT, { rate: 0.6 });
    await shoppers.shop(minutes);
    // So that the console answers each time; the clock stands still meanwhile.
    await removeFault(awsUrl, FAULT);
  };

  const openIncident = async (): Promise<string> => {
    const { open } = await asAdmin<{ open: IncidentOverview[] }>('GET', '/api/ops/incidents');
    const [worst] = open;
    if (worst === undefined) throw new Error('The fault raised no incident.');
    return worst.id;
  };

  return {
    system,
    wellFor: async () => {
      let passed = 0;
      for (const [number, { after, status }] of DEPLOYMENTS.entries()) {
        await advance(awsUrl, `PT${after - passed}M`);
        await tellOfDeployment(system, number, status);
        passed = after;
      }
      await advance(awsUrl, `PT${QUIET_MINUTES - passed}M`);
      await runJobs(awsUrl);
      await shoppers.shop(25);
      await tellOfDeployment(system, DEPLOYMENTS.length, 'succeeded');
      await shoppers.shop(20);
    },
    fail: async () => {
      await failFor(6);
      const incident = await openIncident();
      await asAdmin('POST', `/api/ops/incidents/${incident}/acknowledge`);
      await failFor(1);
      await asAdmin('POST', `/api/ops/incidents/${incident}/notes`, { text: NOTE });
      await failFor(1);
      return { incident };
    },
    recover: async () => {
      await shoppers.shop(16);
    },
    orderTrace: async () => {
      const query = new URLSearchParams({ filter: 'annotation.route = "/api/checkout" AND ok', minutes: '15' });
      const { traces } = await asAdmin<{ traces: { id: string; services: string[] }[] }>(
        'GET',
        `/api/ops/traces?${query}`,
      );
      const [longest] = traces.toSorted((a, b) => b.services.length - a.services.length);
      if (longest === undefined) throw new Error('Nobody bought anything.');
      return longest.id;
    },
    end: async () => {
      shoppers.leave();
      await system.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
