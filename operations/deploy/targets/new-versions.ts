import { paginateListVersionsByFunction } from '@aws-sdk/client-lambda';
import { physicalName } from '../../../monitoring/physical-name.ts';
import type { FunctionId } from '../../../monitoring/resources.ts';
import { OperatorError } from '../../operator-error.ts';
import type { FunctionVersions, Release } from '../target.ts';
import { functionsOf } from './bundles.ts';
import type { LambdaCaller } from './lambda-caller.ts';
import { deployedVersion } from './live-versions.ts';

/** The number of the version that was published last; 0 while there is none. */
async function newestNumber({ stage, call }: LambdaCaller, id: FunctionId): Promise<number> {
  const FunctionName = physicalName(stage, id);
  return call('lambda:ListVersionsByFunction', async (client) => {
    let newest = 0;
    for await (const { Versions = [] } of paginateListVersionsByFunction({ client }, { FunctionName }))
      for (const { Version } of Versions) if (Version !== '$LATEST') newest = Math.max(newest, Number(Version));
    return newest;
  });
}

async function newVersion(lambda: LambdaCaller, id: FunctionId, release: Release, remedy: string) {
  const number = await newestNumber(lambda, id);
  const version = number === 0 ? undefined : await deployedVersion(lambda, id, String(number));
  if (version?.environment.VERSION === release.version) return [id, version] as const;
  throw new OperatorError(`${physicalName(lambda.stage, id)} has no version of release ${release.version}. ${remedy}`);
}

/**
 * What has been published of a release, and where its shop is.
 * @param remedy what to do when it is not there
 * @throws OperatorError when the newest version of a function is of another release
 */
export async function newVersions(
  lambda: LambdaCaller,
  release: Release,
  remedy = 'Deploy again.',
): Promise<{ readonly functionVersions: FunctionVersions; readonly siteUrl: string }> {
  const found = await Promise.all(functionsOf(release.folder).map((id) => newVersion(lambda, id, release, remedy)));
  return {
    functionVersions: Object.fromEntries(found.map(([id, { functionVersion }]) => [id, functionVersion])),
    siteUrl: found[0]?.[1].environment.SITE_URL ?? '',
  };
}
