import { LIVE_ALIAS } from '../../monitoring/physical-name.ts';
import type { Verifications } from '../deploy/deployment-run.ts';
import type { Verification, VerificationContext } from '../deploy/verification.ts';
import { type AlarmWatch, createAlarmWatch } from './alarm-watch.ts';
import { createCloudWatchCaller } from './cloudwatch-caller.ts';
import { untilFailed } from './until-failed.ts';
import { verifyHealth } from './verify-health.ts';
import { verifyVersion } from './verify-version.ts';
import { verifyWalk } from './verify-walk.ts';
import { watch } from './watch.ts';

/** Once a release has all requests: health, release and a shopper's walk through what serves. */
const verifyLive: Verification = (context) =>
  untilFailed(
    () => verifyHealth(context, LIVE_ALIAS),
    () => verifyVersion(context),
    () => verifyWalk(context),
  );

/**
 * What one deployment is verified by. What had gone off before its release got its first request is not its fault; all that
 * goes off after that is, also while nobody looks.
 */
export function createVerifications(): Verifications {
  let watched: AlarmWatch | undefined;
  const lookAtAlarms = async ({ target }: VerificationContext): Promise<AlarmWatch> => {
    watched ??= createAlarmWatch(createCloudWatchCaller(target.place, target.access));
    // What CloudWatch does not answer now, the next look finds out.
    await watched.look().catch(() => undefined);
    return watched;
  };
  return {
    /** Before any request reaches the release: each of its functions is healthy. */
    async *newVersions(context) {
      await lookAtAlarms(context);
      yield* untilFailed(() => verifyHealth(context));
    },

    /** While it has a share of the requests: it is watched by figures of its own. */
    async *canary(context) {
      const minutes = context.settings.canaryMinutes;
      const alarms = await lookAtAlarms(context);
      yield* untilFailed(() => watch(context, { name: 'Canary', minutes, shared: true, alarms }));
    },

    /** The live release, and then it is watched for the bake time. */
    async *release(context) {
      const minutes = context.settings.bakeMinutes;
      const alarms = await lookAtAlarms(context);
      yield* untilFailed(
        () => verifyLive(context),
        () => watch(context, { name: 'Bake', minutes, shared: false, alarms }),
      );
    },

    /** On the way back the release before must serve again. */
    rollback: verifyLive,
  };
}
