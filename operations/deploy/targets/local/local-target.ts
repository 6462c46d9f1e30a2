import { join } from 'node:path';
import { LIVE_ALIAS } from '../../../../monitoring/physical-name.ts';
import type { AwsAccess } from '../../../aws-access.ts';
import { explainAwsError } from '../../../explain-aws-error.ts';
import { OperatorError } from '../../../operator-error.ts';
import type { Place } from '../../../place.ts';
import type { Change, LiveRelease, Provisioned, Release, Target, Work } from '../../target.ts';
import { bundleBytes } from '../bundles.ts';
import { createLambdaCaller } from '../lambda-caller.ts';
import { isReleaseThere, liveRelease } from '../live-versions.ts';
import { newVersions } from '../new-versions.ts';
import { shiftAliases } from '../shift-aliases.ts';
import { compareFunctions, functionChanges } from './compare-functions.ts';
import { type MonitoringDefinitions, readDefinitions } from './definitions.ts';
import { type KeptRelease, openKeptReleases } from './kept-releases.ts';
import { localControl } from './local-control.ts';
import { localWait } from './local-wait.ts';
import { type DeployedMonitoring, deployedMonitoring, monitoringClients } from './monitoring-apis.ts';
import { monitoringChanges } from './monitoring-changes.ts';
import { pageChanges, pagesOf } from './page-changes.ts';
import { publishFunctions } from './publish-functions.ts';
import { roleChanges } from './role-changes.ts';

export type LocalTargetOptions = {
  readonly place: Extract<Place, { kind: 'local' }>;
  readonly access: AwsAccess;
  /** Where releases are kept: a folder that outlasts the deployment. */
  readonly keptIn: string;
};

const LATEST = '$LATEST';

/** The folder of kept releases of a working tree: what is built there is out of git's sight. */
export const keptReleasesOf = (folder: string): string => join(folder, 'dist', 'releases');

/**
 * The system that `npm start` runs. Its functions get new versions over Lambda's API, its alarms, dashboards, queries
 * and roles become those of the release, its site has the release's pages; routes, queues, schedules and table stay those it was started with.
 */
export function createLocalTarget({ place, access, keptIn }: LocalTargetOptions): Target {
  const lambda = createLambdaCaller(place, access);
  const clients = monitoringClients(access);
  const control = localControl(place);
  const kept = openKeptReleases(keptIn);

  const explained = async <Result>(action: string, work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw explainAwsError(error, place, action);
    }
  };
  const monitoring = (): Promise<DeployedMonitoring> =>
    explained('cloudwatch:DescribeAlarms', () => deployedMonitoring(clients, place.stage));

  const putMonitoring = async (wanted: MonitoringDefinitions, { progress, signal }: Work): Promise<void> => {
    for (const { action, type, name, make } of monitoringChanges(await monitoring(), wanted)) {
      signal.throwIfAborted();
      await explained(type, () => make(clients));
      progress(`${action} ${type} ${name}`);
    }
  };

  /** Before anything is changed, so that it can be brought back; what has been kept of it before is the truer. */
  const keepLive = async ({ version }: LiveRelease): Promise<void> => {
    if ((await kept.read(version)) === undefined) await kept.keep(version, { monitoring: await monitoring() });
  };

  /** Before anything is changed, the release is read whole, and whether the system can have it. */
  const read = async (release: Release, qualifier: string, signal: AbortSignal) => {
    const { functions, roles, ...wanted } = await readDefinitions(release, signal);
    const compared = await compareFunctions(lambda, release, functions, qualifier);
    const own = Object.fromEntries(compared.map(({ wanted: { id } }) => [id, roles[id] ?? []]));
    return { compared, roles: own, monitoring: wanted };
  };

  const plan = async (release: Release, { signal }: Work): Promise<readonly Change[]> => {
    const wanted = await read(release, LIVE_ALIAS, signal);
    const live = await liveRelease(lambda);
    const changes = monitoringChanges(await monitoring(), wanted.monitoring);
    return [
      ...functionChanges(lambda, wanted.compared),
      ...roleChanges(place.stage, await control.roles(), wanted.roles),
      ...changes.map(({ action, type, name }) => ({ action, type, name })),
      ...(live === undefined ? [] : await pageChanges(live.siteUrl, release.folder)),
    ];
  };

  const bring = async ({ monitoring: wanted, deployed }: KeptRelease, work: Work): Promise<void> => {
    await control.putRoles(deployed?.roles);
    await putMonitoring(wanted, work);
    await control.servePages(deployed?.pages);
  };

  const provision = async (release: Release, work: Work): Promise<Provisioned> => {
    const { compared, roles, monitoring: wanted } = await read(release, LATEST, work.signal);
    const live = await liveRelease(lambda);
    if (live !== undefined) await keepLive(live);
    const deployed = { roles, pages: pagesOf(release.folder) };
    const all = await kept.keep(release.version, { monitoring: wanted, deployed });
    await publishFunctions(lambda, compared, work);
    await bring(all, work);
    return { ...(await newVersions(lambda, release)), bundleBytes: bundleBytes(release.folder) };
  };

  const restore = async ({ version }: LiveRelease, work: Work): Promise<void> => {
    const release = await kept.read(version);
    if (release === undefined)
      throw new OperatorError(`Nothing was kept of release ${version}. Start the system again with npm start.`);
    await bring(release, work);
  };

  return {
    place,
    access,
    now: async () => (await control.clock()).now,
    pace: async () => {
      const { mode, speed } = await control.clock();
      return mode === 'running' ? speed : undefined;
    },
    wait: (milliseconds, signal) => localWait(control, milliseconds, signal),
    faults: () => control.faults(),
    live: () => liveRelease(lambda),
    isThere: (release) => isReleaseThere(lambda, release),
    plan,
    provision,
    shift: (versions, share, fence) => shiftAliases(lambda, versions, share, fence),
    restore,
  };
}
