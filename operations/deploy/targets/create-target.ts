import type { AwsAccess } from '../../aws-access.ts';
import type { Place } from '../../place.ts';
import type { Target } from '../target.ts';
import { type AwsTargetOptions, createAwsTarget } from './aws-target.ts';
import { createLocalTarget, keptReleasesOf } from './local/local-target.ts';

export type TargetOptions = Omit<AwsTargetOptions, 'place'> & { readonly place: Place; readonly access: AwsAccess };

/** The stage at a place, as deployments reach it. */
export function createTarget(options: TargetOptions): Target {
  const { place, access, folder } = options;
  switch (place.kind) {
    case 'aws':
      return createAwsTarget({ ...options, place });
    case 'local':
      return createLocalTarget({ place, access, keptIn: keptReleasesOf(folder) });
    default:
      return place satisfies never;
  }
}
