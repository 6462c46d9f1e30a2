import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { channelsFaults } from '../../../functions/lib/channels/channels-faults.ts';
import { CHANNELS_SECRET, secretFaults } from '../../../settings/secrets.ts';
import type { AwsAccess } from '../../aws-access.ts';
import { explainAwsError } from '../../explain-aws-error.ts';
import type { Place } from '../../place.ts';
import type { Change, Provisioned, Release, Target, Work } from '../target.ts';
import { bundleBytes } from './bundles.ts';
import { createLambdaCaller } from './lambda-caller.ts';
import { isReleaseThere, liveRelease } from './live-versions.ts';
import { newVersions } from './new-versions.ts';
import { paused } from './paused.ts';
import { shiftAliases } from './shift-aliases.ts';
import { askSst } from './sst/ask-sst.ts';
import { installedSst, runSst, type SstPlace } from './sst/run-sst.ts';
import { parseDiff } from './sst/sst-diff.ts';
import { listedSecrets } from './sst/sst-secrets.ts';

export type AwsTargetOptions = {
  readonly place: Extract<Place, { kind: 'aws' }>;
  readonly access: AwsAccess;
  /** The operator's own checkout, whose SST is asked while there is no release. */
  readonly folder: string;
  /** What sst.config.ts reads beside the environment of this process: ALARM_EMAIL, SITE_DOMAIN. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Makes a release that was there before again: checked out, installed and built. */
  readonly remake: (version: string, work: Work) => Promise<Release>;
  /** The program that stands for `sst`; that of the folder's node_modules unless given. */
  readonly sst?: SstPlace['program'];
};

/** Whose credentials they are and for which region, which SST is told, as it would take another one by itself. */
async function checkCredentials(place: Place, access: AwsAccess): Promise<{ readonly region: string }> {
  const client = new STSClient(access);
  try {
    const region = await client.config.region();
    await client.send(new GetCallerIdentityCommand());
    return { region };
  } catch (error) {
    throw explainAwsError(error, place, 'sts:GetCallerIdentity');
  } finally {
    client.destroy();
  }
}

const NOBODY_STOPS = new AbortController().signal;

/**
 * A stage on AWS. SST brings its resources; releases are Lambda versions, and requests are moved between them by aliases
 * whose routing the stacks leave alone.
 */
export function createAwsTarget(options: AwsTargetOptions): Target {
  const { place, access, remake } = options;
  const lambda = createLambdaCaller(place, access);

  const sstOf = async (release?: Release): Promise<SstPlace> => {
    const { region } = await checkCredentials(place, access);
    const built = release === undefined ? {} : { PREBUILT: '1', VERSION: release.version };
    const environment = { ...options.environment, AWS_REGION: region, ...built };
    return { stage: place.stage, program: options.sst ?? installedSst, environment };
  };

  const secretsFaults = async (): Promise<readonly string[]> => {
    const { lines, failure } = await askSst(await sstOf(), options.folder, ['secret', 'list'], NOBODY_STOPS);
    if (failure !== undefined && !lines.some((line) => line.includes('No secrets found')))
      return [`${failure.message} See what npx sst secret list --stage ${place.stage} says.`];
    const secrets = listedSecrets(lines);
    return [...secretFaults(place.stage, (name) => secrets.get(name)), ...channelsFaults(secrets.get(CHANNELS_SECRET))];
  };

  const plan = async (release: Release, work: Work): Promise<readonly Change[]> => {
    const sst = await sstOf(release);
    const { lines, failure } = await askSst(sst, release.folder, ['diff', '--json'], work.signal);
    if (failure === undefined) return parseDiff(lines);
    // As JSON it is silent about what is wrong: asked for text, it says so.
    await runSst(sst, release.folder, ['diff'], work);
    throw failure;
  };

  const provision = async (release: Release, work: Work): Promise<Provisioned> => {
    await runSst(await sstOf(release), release.folder, ['deploy'], work);
    // A deployment that was killed may have published what SST's state does not know.
    const remedy = `Deploy again; if it has none then, run npx sst refresh --stage ${place.stage} first.`;
    return { ...(await newVersions(lambda, release, remedy)), bundleBytes: bundleBytes(release.folder) };
  };

  return {
    place,
    access,
    now: async () => Date.now(),
    pace: async () => 1,
    wait: paused,
    faults: async () => {
      try {
        return await secretsFaults();
      } catch (error) {
        return [explainAwsError(error, place, 'sts:GetCallerIdentity').message];
      }
    },
    live: () => liveRelease(lambda),
    isThere: (release) => isReleaseThere(lambda, release),
    plan,
    provision,
    shift: (versions, share, fence) => shiftAliases(lambda, versions, share, fence),
    restore: async ({ version }, work) => {
      await provision(await remake(version, work), work);
    },
  };
}
