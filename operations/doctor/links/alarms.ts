import { type MetricAlarm, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { AlarmDefinition } from '../../../monitoring/alarms/alarm-definition.ts';
import { ALARMS } from '../../../monitoring/alarms/alarms.ts';
import { physicalName } from '../../../monitoring/physical-name.ts';
import { alarmDifferences } from '../alarm-differences.ts';
import type { Examination } from '../examination.ts';
import { type Finding, notHere, orOk, warning, wrong } from '../finding.ts';
import type { Link } from '../link.ts';

const AGAIN = 'Deploy the stage again.';
/** An alarm knows nothing in its first minutes, and one that goes on so is blind. */
const LONGEST_INSUFFICIENT = 30 * 60_000;

/** What the alarms are judged by. */
export type AlarmSurroundings = {
  readonly stage: string;
  /** Epoch milliseconds of the stage's clock. */
  readonly now: number;
  /** Whether the definitions compared with are those of another release than the one that serves. */
  readonly otherRelease: boolean;
};

function definitionFindings(
  definition: AlarmDefinition,
  alarm: MetricAlarm,
  at: AlarmSurroundings,
): readonly Finding[] {
  const different = alarmDifferences(alarm, definition, at.stage);
  if (different.length === 0) return [];
  const seen = `“${definition.title}” is not as it is defined: ${different.join(', ')}.`;
  return at.otherRelease
    ? [warning(`${seen} This checkout is of another release.`, 'Compare again from the release that serves.')]
    : [wrong(seen, AGAIN)];
}

function actionFindings({ title, severity }: AlarmDefinition, alarm: MetricAlarm, stage: string): readonly Finding[] {
  if (alarm.ActionsEnabled === false)
    return [
      wrong(`The actions of “${title}” are off: it tells nobody.`, 'Enable them (cloudwatch:EnableAlarmActions).'),
    ];
  const topic = `:${physicalName(stage, severity)}`;
  const told = [alarm.AlarmActions, alarm.OKActions].every((actions = []) =>
    actions.some((arn) => arn.endsWith(topic)),
  );
  return told ? [] : [wrong(`“${title}” does not tell the topic ${topic.slice(1)}.`, AGAIN)];
}

function stateFindings(definition: AlarmDefinition, alarm: MetricAlarm, now: number): readonly Finding[] {
  const { title, severity, runbook, treatMissingData } = definition;
  const since = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp ?? new Date(now);
  if (alarm.StateValue === 'ALARM') {
    const seen = `“${title}” is in ALARM since ${since.toISOString()}.`;
    const remedy = `Follow monitoring/runbooks/${runbook}.`;
    return [severity === 'critical' ? wrong(seen, remedy) : warning(seen, remedy)];
  }
  // What ignores missing data stays so until there is something to know.
  const blind = alarm.StateValue === 'INSUFFICIENT_DATA' && treatMissingData !== 'ignore';
  if (!blind || now - since.getTime() <= LONGEST_INSUFFICIENT) return [];
  const seen = `“${title}” has had no data since ${since.toISOString()}.`;
  return [warning(seen, 'See whether its metrics still come in (metrics).')];
}

/** What is wrong with the alarm of a definition. */
export function alarmFindings(
  definition: AlarmDefinition,
  alarm: MetricAlarm | undefined,
  at: AlarmSurroundings,
): readonly Finding[] {
  if (alarm === undefined) {
    const seen = `There is no alarm “${definition.title}”.`;
    return at.otherRelease
      ? [warning(`${seen} This checkout is of another release.`, 'Look again from the release that serves.')]
      : [wrong(seen, AGAIN)];
  }
  return [
    ...definitionFindings(definition, alarm, at),
    ...actionFindings(definition, alarm, at.stage),
    ...stateFindings(definition, alarm, at.now),
  ];
}

async function readAlarms({ ask, stage }: Examination): Promise<readonly MetricAlarm[]> {
  return ask('cloudwatch:DescribeAlarms', async ({ cloudWatch: client }) => {
    const alarms: MetricAlarm[] = [];
    const pages = paginateDescribeAlarms({ client }, { AlarmNamePrefix: physicalName(stage, '') });
    for await (const { MetricAlarms = [] } of pages) alarms.push(...MetricAlarms);
    return alarms;
  });
}

/** Whether each alarm is there as it is defined, has somebody to tell, and knows how things are. */
export const alarms: Link = {
  name: 'alarms',
  examine: async (examination) => {
    const { settings, stage, now, checkout, live } = examination;
    if (!settings.alarms) return [notHere('The settings of the stage want no alarms.')];
    // Outside git nobody can tell, and it is taken for the one that serves.
    const otherRelease = checkout !== undefined && live.version !== checkout;
    const deployed = new Map((await readAlarms(examination)).map((alarm) => [alarm.AlarmName, alarm]));
    const at = { stage, now: now(), otherRelease };
    const findings = ALARMS.flatMap((definition) =>
      alarmFindings(definition, deployed.get(physicalName(stage, definition.id)), at),
    );
    return orOk(findings, `All ${ALARMS.length} are as they are defined, have somebody to tell, and none is in ALARM.`);
  },
};
