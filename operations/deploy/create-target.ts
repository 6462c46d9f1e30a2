import { awsAccess } from '../aws-access.ts';
import type { Place } from '../place.ts';
import type { Release, Target, Work } from './target.ts';
import { createAwsTarget } from './targets/aws-target.ts';
import { createLocalTarget, keptReleasesOf } from './targets/local/local-target.ts';

export type TargetOptions = {
  readonly place: Place;
  /** The operator's own checkout. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Makes a release that was there before again: checked out, installed and built. */
  readonly remake: (version: string, work: Work) => Promise<Release>;
};

/** The stage at a place, which can be deployed to. */
export function createTarget({ place, folder, environment, remake }: TargetOptions): Target {
  const access = awsAccess(place);
  switch (place.kind) {
    case 'aws':
      return createAwsTarget({ place, access, folder, environment, remake });
    case 'local':
      return createLocalTarget({ place, access, keptIn: keptReleasesOf(folder) });
    default:
      return place satisfies never;
  }
}
