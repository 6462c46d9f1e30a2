import { randomBytes } from 'node:crypto';
import type { Deployment } from '../../functions/lib/deployments/deployment.ts';
import { newId } from '../../functions/lib/ids.ts';
import { OperatorError } from '../operator-error.ts';
import { canGoBack, closeAbandoned, straighten } from './abandoned.ts';
import { createDeploymentRecord } from './deployment-record.ts';
import type { DeploymentPorts, DeploymentRequest, DeploymentRun } from './deployment-run.ts';
import { errorSentence } from './error-sentence.ts';
import { heardOf, startHeartbeat } from './heartbeat.ts';
import { heldBy } from './held-by.ts';
import { LeaseLost, leaseLost } from './interruption.ts';
import { outcomeOf } from './outcome.ts';
import { endSilence } from './quiet-shift.ts';
import { stageClock } from './stage-clock.ts';
import type { LiveRelease } from './target.ts';

/** A new trace's id, of the second in which it begins (AWS X-Ray Developer Guide, "Tracing header"). */
function newTraceId(time: number): string {
  const second = Math.floor(time / 1000);
  return `1-${second.toString(16).padStart(8, '0')}-${randomBytes(12).toString('hex')}`;
}

type Clocked = Pick<DeploymentRun, 'now' | 'pace'>;

function newDeployment(request: DeploymentRequest, id: string, startedAt: number, { pace }: Clocked): Deployment {
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
    ...heardOf(startedAt, pace),
    steps: [],
    checks: [],
  };
}

/** Says again and again that the deployment runs; returns how to stop that. */
function keepAlive({ lock, record, now, pace }: DeploymentRun, lost: AbortController): () => Promise<void> {
  return startHeartbeat(async () => {
    // What cannot be asked now is asked again, at the latest before requests are shifted.
    const kept = await lock.keep().catch(() => true);
    if (!kept) return lost.abort(leaseLost());
    await record.change(heardOf(await now(), pace));
  });
}

/** What serves, and whether the stage may hold anything of a release that does not. */
type Found = { readonly previous: LiveRelease | undefined; readonly begun: boolean };

/** Mends what a deployment that died has left, and finds out what serves; `left` is where it had left from. */
async function findPrevious(run: DeploymentRun, left: LiveRelease | undefined): Promise<Found> {
  const { lock, record, target } = run;
  await closeAbandoned(run);
  if (!(await lock.keep().catch(() => true))) throw leaseLost();
  const unfinished = left !== undefined && (await canGoBack(run, left)) ? left : undefined;
  if (unfinished !== undefined) await straighten(run, unfinished);
  // What it muted is to tell again while this one installs and builds.
  if (left !== undefined) await endSilence(run);
  const previous = unfinished ?? (await target.live());
  const former = previous === undefined ? {} : { previousVersion: previous.version };
  await record.change({ ...former, ...heardOf(await run.now(), run.pace) });
  return { previous, begun: unfinished !== undefined };
}

/** Goes the way of a deployment; of one that could not even begin only its failure is told before it rejects. */
async function goItsWay(
  run: DeploymentRun,
  unfinished: LiveRelease | undefined,
  stopBeating: () => Promise<void>,
): Promise<Deployment> {
  const ended = async (outcome: Partial<Deployment>): Promise<Deployment> => {
    await stopBeating();
    const deployment = { ...run.record.current(), ...outcome, endedAt: await run.now() };
    await run.reporter.ended(deployment);
    return deployment;
  };
  let found: Found;
  try {
    found = await findPrevious(run, unfinished);
  } catch (cause) {
    if (!(cause instanceof LeaseLost)) await ended({ status: 'failed', error: errorSentence(cause) });
    throw cause;
  }
  // Of a stage that is another deployment's by now, the silence is that one's, too: LeaseLost leaves it.
  const outcome = await outcomeOf(run, found.previous, { begun: found.begun });
  await endSilence(run);
  return ended(outcome);
}

/** Deploys, with the lease taken, which is kept up all the while. */
async function deploy(
  ports: DeploymentPorts,
  deployment: Deployment,
  request: DeploymentRequest,
  { unfinished, ...clocked }: Clocked & { readonly unfinished: LiveRelease | undefined },
): Promise<Deployment> {
  const lost = new AbortController();
  const signal = AbortSignal.any([ports.interruption, lost.signal]);
  const record = createDeploymentRecord(deployment, (current) => ports.reporter.save(current));
  const checkout = ports.checkoutOf(deployment.id);
  const run = { ...ports, checkout, request, record, signal, lost: lost.signal, ...clocked };
  const stop = keepAlive(run, lost);
  try {
    return await goItsWay(run, unfinished, stop);
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
  const pace = await ports.target.pace();
  const now = stageClock(ports.target, pace);
  const startedAt = await now();
  const { commit, actor, stage } = request;
  const id = newId('dep', startedAt);
  const taking = await ports.lock.take({ deploymentId: id, commit, actor, since: ports.wallClock() });
  if (!taking.taken) throw new OperatorError(heldBy(stage, taking.holder));
  try {
    const unfinished = taking.abandoned?.previous;
    return await deploy(ports, newDeployment(request, id, startedAt, { now, pace }), request, {
      now,
      pace,
      unfinished,
    });
  } finally {
    await leave(ports, id);
  }
}
