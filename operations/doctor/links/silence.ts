import { awsAccess } from '../../aws-access.ts';
import { createSilence, type Silenced } from '../../silence/silence.ts';
import { createCloudWatchCaller } from '../../verify/cloudwatch-caller.ts';
import { type Finding, notHere, orOk, warning } from '../finding.ts';
import type { Link } from '../link.ts';

/** What is muted now: by an announced maintenance, and by a deployment, if one runs or died. */
export type SilenceFacts = {
  readonly stage: string;
  readonly maintenance: readonly Silenced[];
  readonly deployment: readonly Silenced[];
  readonly deploying: boolean;
};

function untilText({ until }: Silenced): string {
  return until === undefined ? 'until somebody ends it' : `until ${new Date(until).toISOString()}`;
}

/** What is to be known of alarms that tell nobody. */
export function silenceFindings({ stage, maintenance, deployment, deploying }: SilenceFacts): readonly Finding[] {
  const [announced] = maintenance;
  const [shifting] = deployment;
  const end = `npm run maintenance -- --stage ${stage} --end`;
  return [
    ...(announced === undefined
      ? []
      : [warning(`Maintenance is announced ${untilText(announced)}: alarms tell nobody.`, `When it is over: ${end}.`)]),
    ...(shifting === undefined || deploying
      ? []
      : [
          warning(
            `A deployment that is gone has left alarms muted ${untilText(shifting)}.`,
            'Deploy again, which ends it, or wait until then.',
          ),
        ]),
  ];
}

/** Whether alarms may tell people of what they find. */
export const silence: Link = {
  name: 'silence',
  examine: async ({ place, stage, settings, deploying }) => {
    if (!settings.alarms) return [notHere('The settings of the stage want no alarms.')];
    const caller = createCloudWatchCaller(place, awsAccess(place));
    const [maintenance, deployment] = await Promise.all([
      createSilence(caller, 'maintenance').current(),
      createSilence(caller, 'deployment').current(),
    ]);
    return orOk(
      silenceFindings({ stage, maintenance, deployment, deploying }),
      'No alarm is muted but by a deployment that runs.',
    );
  },
};
