import { encodeTime } from 'ulid';
import { database } from '../lib/database.ts';
import type { Deployment } from '../lib/deployments/deployment.ts';
import { deploymentStore } from '../lib/deployments/deployment-store.ts';
import { env } from '../lib/env.ts';
import { isId } from '../lib/ids.ts';
import { once } from '../lib/once.ts';
import { notFound } from '../lib/problem.ts';
import { deploymentDetail, deploymentOverview } from './deployment-view.ts';
import type { DeploymentsQuery } from './ops-query.ts';
import type { DeploymentAnswer, Deployments } from './responses.ts';

const store = once(() => deploymentStore(database()));

/** How many earlier deployments are looked through for the one that brought the release before. */
const LOOKED_THROUGH = 50;

async function previousOf({ id, previousVersion }: Deployment): Promise<Deployment | undefined> {
  if (previousVersion === undefined) return undefined;
  const { deployments } = await store().page(env().stage, { limit: LOOKED_THROUGH, cursor: id });
  return deployments.find(({ version, status }) => version === previousVersion && status === 'succeeded');
}

/** What every deployment that began then or later sorts after, as a cursor. */
function cursorAt(instant: string): string {
  return `dep_${encodeTime(Math.max(0, Date.parse(instant)))}${'0'.repeat(16)}`;
}

/** The cursor that leaves fewer. */
function earlier({ cursor, before }: DeploymentsQuery): string | undefined {
  const [first] = [cursor, before && cursorAt(before)].filter((each) => each !== undefined).sort();
  return first;
}

/** One page of the stage's deployments, newest first; `now` is in epoch ms. */
export async function deploymentsAnswer(query: DeploymentsQuery, now: number): Promise<Deployments> {
  const { stage, version } = env();
  const { deployments, nextCursor } = await store().page(stage, { limit: query.limit, cursor: earlier(query) });
  return {
    ...{ generatedAt: new Date(now).toISOString(), stage, version, nextCursor },
    deployments: deployments.map(deploymentOverview),
  };
}

/** One deployment of the stage as it is kept; 404 when there is none of that id. */
export async function storedDeployment(id: string): Promise<Deployment> {
  const deployment = isId('dep', id) ? await store().read(env().stage, id) : undefined;
  if (deployment === undefined) throw notFound('deployment');
  return deployment;
}

/** One deployment of the stage; 404 when there is none of that id. `now` is in epoch ms. */
export async function deploymentAnswer(id: string, now: number): Promise<DeploymentAnswer> {
  const deployment = await storedDeployment(id);
  return {
    generatedAt: new Date(now).toISOString(),
    deployment: deploymentDetail(deployment, await previousOf(deployment)),
  };
}
