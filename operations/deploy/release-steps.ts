import { FUNCTION_IDS } from '../../monitoring/resources.ts';
import type { DeploymentRun } from './deployment-run.ts';
import { leaseLost } from './interruption.ts';
import { beginSilence } from './quiet-shift.ts';
import { runStep, skipStep, verify } from './run-step.ts';
import { ensureOurs } from './still-ours.ts';
import type { FunctionVersions, LiveRelease, Release, Work } from './target.ts';

/** How far a release has come that may have to be taken back. */
export type Advance = {
  /** Whether the stage may hold anything of a release that does not serve. */
  begun: boolean;
};

/** Makes sure that the stage is still this deployment's to change. */
async function keepLease({ lock }: DeploymentRun, previous: LiveRelease | undefined): Promise<void> {
  const kept = previous === undefined ? await lock.keep() : await lock.begin(previous);
  if (!kept) throw leaseLost();
}

/** Brings the commit to where it can be deployed, in a folder of its own. */
async function prepare(run: DeploymentRun): Promise<Release> {
  const { checkout, commands, request } = run;
  const { commit, version } = request;
  if (commands === undefined) {
    for (const name of ['install', 'test', 'build'] as const) await skipStep(run, name);
    return { commit, version, folder: await checkout.add(commit) };
  }
  const folder = await runStep(run, 'install', async (work) => {
    const added = await checkout.add(commit);
    work.signal.throwIfAborted();
    await commands.install(added, work);
    return added;
  });
  await runStep(run, 'test', (work) => commands.test(folder, work));
  await runStep(run, 'build', (work) => commands.build(folder, work));
  return { commit, version, folder };
}

/** Whether the release is to have a share of the requests first: not where nothing served before, or it itself did. */
function hasCanary({ request }: DeploymentRun, versions: FunctionVersions, previous: LiveRelease | undefined): boolean {
  const { canaryPercent, canaryMinutes } = request.settings;
  if (previous === undefined || canaryPercent >= 100 || canaryMinutes === 0) return false;
  const { functionVersions: live } = previous;
  return FUNCTION_IDS.some((id) => versions[id] !== undefined && live[id] !== undefined && versions[id] !== live[id]);
}

async function shift(run: DeploymentRun, previous: LiveRelease | undefined, release: LiveRelease, percent: number) {
  await keepLease(run, previous);
  run.progress.line(`${release.version} gets ${percent === 100 ? 'all' : `${percent} %`} of the requests`);
  await run.target.shift(release.functionVersions, percent / 100, () => ensureOurs(run));
  run.signal.throwIfAborted();
}

/** Deploys what is prepared, until it has all requests. */
async function deploy(
  run: DeploymentRun,
  prepared: Release,
  previous: LiveRelease | undefined,
  work: Work,
  advance: Advance,
): Promise<LiveRelease> {
  const { record, target, request, verifications } = run;
  const monthlyCost = await run.monthlyCost(prepared.folder);
  if (monthlyCost !== undefined) await record.change({ monthlyCost });
  await keepLease(run, previous);
  advance.begun = true;
  const { functionVersions, siteUrl, bundleBytes } = await target.provision(prepared, work);
  const release = { version: prepared.version, functionVersions, siteUrl };
  await record.change({ functionVersions, bundleBytes });
  await verify(run, 'deploy', verifications.newVersions, release);
  await ensureOurs(run);
  await beginSilence(run);
  if (hasCanary(run, functionVersions, previous)) {
    await shift(run, previous, release, request.settings.canaryPercent);
    await verify(run, 'deploy', verifications.canary, release);
  }
  await shift(run, previous, release, 100);
  return release;
}

/** The way of a commit until it serves and is verified; rejects with what stopped it. */
export async function releaseSteps(
  run: DeploymentRun,
  previous: LiveRelease | undefined,
  advance: Advance,
): Promise<LiveRelease> {
  const prepared = await prepare(run);
  const release = await runStep(run, 'deploy', (work) => deploy(run, prepared, previous, work, advance));
  await runStep(run, 'verify', () => verify(run, 'verify', run.verifications.release, release));
  // One that cannot be asked for now does not undo what is verified.
  if (!(await run.lock.settle().catch(() => true))) throw leaseLost();
  return release;
}
