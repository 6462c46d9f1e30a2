import { randomBytes } from 'node:crypto';
import type { Deployment } from '../../functions/lib/deployments/deployment.ts';
import { newId } from '../../functions/lib/ids.ts';
import { OperatorError } from '../operator-error.ts';
import { closeAbandoned, straighten } from './abandoned.ts';
import { createDeploymentRecord } from './deployment-record.ts';
import type { DeploymentPorts, DeploymentRequest, DeploymentRun } from './deployment-run.ts';
import { startHeartbeat } from './heartbeat.ts';
import { heldBy } from './held-by.ts';
import { outcomeOf } from './outcome.ts';
import { leaseLost } from './release-steps.ts';
import { stageClock } from './stage-clock.ts';
import type { LiveRelease } from './target.ts';

/** A new trace's id, of the second in which it begins (AWS X-Ray Developer Guide, "Tracing header"). */
function newTraceId(time: number): string {
  const second = Math.floor(time / 1000);
  return `1-${second.toString(16).padStart(8, '0')}-${randomBytes(12).toString('hex')}`;
}

function newDeployment(request: DeploymentRequest, id: string, startedAt: number): Deployment {
  const { stage, commit, version, actor } = request;
  const ids = { id, traceId: newTraceId(startedAt) };
  return {
    ...ids,
    stage,
    commit,
    version,
    actor,
    status: 'running',
    startedAt,
    heartbeatAt: startedAt,
    steps: [],
    checks: [],
  };
}

/** Says again and again that the deployment runs; returns how to stop that. */
function keepAlive({ lock, record, now }: DeploymentRun, lost: AbortController): () => Promise<void> {
  return startHeartbeat(async () => {
    // What cannot be asked now is asked again, at the latest before requests are shifted.
    const kept = await lock.keep().catch(() => true);
    if (!kept) return lost.abort(leaseLost());
    await record.change({ heartbeatAt: await now() });
  });
}

/** Deploys, with the lease taken: `unfinished` is where a deployment that died had left from. */
async function deploy(
  ports: DeploymentPorts,
  deployment: Deployment,
  request: DeploymentRequest,
  unfinished: LiveRelease | undefined,
): Promise<Deployment> {
  await closeAbandoned(ports);
  if (unfinished !== undefined) await straighten(ports, unfinished);
  const previous = unfinished ?? (await ports.target.live());
  const lost = new AbortController();
  const signal = AbortSignal.any([ports.interruption, lost.signal]);
  const first = previous === undefined ? deployment : { ...deployment, previousVersion: previous.version };
  const record = createDeploymentRecord(first, (current) => ports.reporter.save(current));
  const checkout = ports.checkoutOf(deployment.id);
  const run = { ...ports, checkout, request, record, signal, now: stageClock(ports.target) };
  await record.change({ heartbeatAt: await run.now() });
  const stop = keepAlive(run, lost);
  try {
    const outcome = await outcomeOf(run, previous, { begun: unfinished !== undefined });
    await stop();
    const ended = { ...record.current(), ...outcome, endedAt: await run.now() };
    await ports.reporter.ended(ended);
    return ended;
  } finally {
    await stop();
  }
}

/** Leaves nothing behind; what cannot be taken away is said. */
async function leave({ lock, checkoutOf, progress }: DeploymentPorts, id: string): Promise<void> {
  const left = await Promise.allSettled([lock.giveBack(), checkoutOf(id).remove()]);
  const [lease, folder] = left.map(({ status }) => status === 'rejected');
  if (lease) progress.say('The stage could not be released for other deployments: it will be in a minute.');
  if (folder) progress.say('The folder of the release could not be removed: see git worktree list.');
}

/**
 * Deploys a commit to a stage, and brings back what served before when that fails after it began; whatever comes of it is
 * told by the reporter.
 * @returns how it ended
 * @throws OperatorError when another deployment runs, or took over
 */
export async function runDeployment(ports: DeploymentPorts, request: DeploymentRequest): Promise<Deployment> {
  const startedAt = await ports.target.now();
  const { commit, actor, stage } = request;
  const id = newId('dep', startedAt);
  const taking = await ports.lock.take({ deploymentId: id, commit, actor, since: ports.wallClock() });
  if (!taking.taken) throw new OperatorError(heldBy(stage, taking.holder));
  try {
    return await deploy(ports, newDeployment(request, id, startedAt), request, taking.abandoned?.previous);
  } finally {
    await leave(ports, id);
  }
}
