import { LIVE_ALIAS } from '../../monitoring/physical-name.ts';
import type { Verification } from '../deploy/verification.ts';
import { untilFailed } from './until-failed.ts';
import { verifyHealth } from './verify-health.ts';
import { verifyVersion } from './verify-version.ts';
import { verifyWalk } from './verify-walk.ts';
import { watch } from './watch.ts';

/** Before any request reaches the release: each of its functions is healthy. */
const verifyNewVersions: Verification = (context) => untilFailed(() => verifyHealth(context));

/** While it has a share of the requests: it is watched by figures of its own. */
const watchCanary: Verification = (context) => {
  const minutes = context.settings.canaryMinutes;
  return untilFailed(() => watch(context, { name: 'Canary', minutes, shared: true }));
};

/** Once it has all requests: health, release and a shopper's walk through what serves. */
const verifyLive: Verification = (context) =>
  untilFailed(
    () => verifyHealth(context, LIVE_ALIAS),
    () => verifyVersion(context),
    () => verifyWalk(context),
  );

/** The same, and then it is watched for the bake time. */
const verifyRelease: Verification = (context) => {
  const minutes = context.settings.bakeMinutes;
  return untilFailed(
    () => verifyLive(context),
    () => watch(context, { name: 'Bake', minutes, shared: false }),
  );
};

/** What a deployment is verified by; on the way back the release before must serve again. */
export const VERIFICATIONS = {
  newVersions: verifyNewVersions,
  canary: watchCanary,
  release: verifyRelease,
  rollback: verifyLive,
} as const satisfies Record<string, Verification>;
