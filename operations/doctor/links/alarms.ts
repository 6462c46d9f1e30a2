import { type CompositeAlarm, type MetricAlarm, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { isActing, topicsOf } from '../../../monitoring/alarms/acting.ts';
import type { AlarmDefinition, AlarmFacts } from '../../../monitoring/alarms/alarm-definition.ts';
import { ALARMS } from '../../../monitoring/alarms/alarms.ts';
import type { CompositeDefinition } from '../../../monitoring/alarms/composite-definition.ts';
import { COMPOSITES } from '../../../monitoring/alarms/composites.ts';
import { physicalName } from '../../../monitoring/physical-name.ts';
import { alarmDifferences, compositeDifferences } from '../alarm-differences.ts';
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
  readonly composites: readonly CompositeDefinition[];
};

type Deployed = MetricAlarm | CompositeAlarm;

function missing({ title }: AlarmFacts, { otherRelease }: AlarmSurroundings): Finding {
  const seen = `There is no alarm “${title}”.`;
  return otherRelease
    ? warning(`${seen} This checkout is of another release.`, 'Look again from the release that serves.')
    : wrong(seen, AGAIN);
}

function differenceFindings(
  { title }: AlarmFacts,
  different: readonly string[],
  { otherRelease }: AlarmSurroundings,
): readonly Finding[] {
  if (different.length === 0) return [];
  const seen = `“${title}” is not as it is defined: ${different.join(', ')}.`;
  return otherRelease
    ? [warning(`${seen} This checkout is of another release.`, 'Compare again from the release that serves.')]
    : [wrong(seen, AGAIN)];
}

function topicFindings(facts: AlarmFacts, { AlarmActions, OKActions }: Deployed, stage: string): readonly Finding[] {
  const { alarm, ok } = topicsOf(facts);
  const untold = (topics: readonly string[], actions: readonly string[] = []) =>
    topics.map((id) => physicalName(stage, id)).filter((name) => !actions.some((arn) => arn.endsWith(`:${name}`)));
  const names = new Set([...untold(alarm, AlarmActions), ...untold(ok, OKActions)]);
  return [...names].map((name) => wrong(`“${facts.title}” does not tell the topic ${name}.`, AGAIN));
}

function actionFindings(facts: AlarmFacts, alarm: Deployed, at: AlarmSurroundings): readonly Finding[] {
  const { title, id } = facts;
  if (isActing(id, at.composites)) {
    const remedy = 'Enable them (cloudwatch:EnableAlarmActions).';
    if (alarm.ActionsEnabled === false) return [wrong(`The actions of “${title}” are off: it tells nobody.`, remedy)];
    return topicFindings(facts, alarm, at.stage);
  }
  if ([...(alarm.AlarmActions ?? []), ...(alarm.OKActions ?? [])].length === 0) return [];
  return [warning(`“${title}” tells people although a composite tells for it: one failure is told twice.`, AGAIN)];
}

const sinceOf = (alarm: Deployed, now: number): Date =>
  alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp ?? new Date(now);

/** Of what is for information, and of a window of a burn rate alone, nothing is amiss. */
function raisedFindings(facts: AlarmFacts, alarm: Deployed, at: AlarmSurroundings): readonly Finding[] {
  const { id, title, severity, category, runbook } = facts;
  const isWindow = category === 'SLO' && !isActing(id, at.composites);
  if (alarm.StateValue !== 'ALARM' || severity === 'info' || isWindow) return [];
  const seen = `“${title}” is in ALARM since ${sinceOf(alarm, at.now).toISOString()}.`;
  const remedy = `Follow monitoring/runbooks/${runbook}.`;
  return [severity === 'critical' ? wrong(seen, remedy) : warning(seen, remedy)];
}

/** What ignores missing data stays without until there is something to know. */
function blindFindings(
  { title, treatMissingData }: AlarmDefinition,
  alarm: MetricAlarm,
  now: number,
): readonly Finding[] {
  const since = sinceOf(alarm, now);
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
  if (alarm === undefined) return [missing(definition, at)];
  return [
    ...differenceFindings(definition, alarmDifferences(alarm, definition, at.stage), at),
    ...actionFindings(definition, alarm, at),
    ...raisedFindings(definition, alarm, at),
    ...blindFindings(definition, alarm, at.now),
  ];
}

/** What is wrong with the composite alarm of a definition. */
export function compositeFindings(
  definition: CompositeDefinition,
  alarm: CompositeAlarm | undefined,
  at: AlarmSurroundings,
): readonly Finding[] {
  if (alarm === undefined) return [missing(definition, at)];
  return [
    ...differenceFindings(definition, compositeDifferences(alarm, definition, at.stage), at),
    ...actionFindings(definition, alarm, at),
    ...raisedFindings(definition, alarm, at),
  ];
}

async function readAlarms({ ask, stage }: Examination) {
  return ask('cloudwatch:DescribeAlarms', async ({ cloudWatch: client }) => {
    const metric = new Map<string | undefined, MetricAlarm>();
    const composite = new Map<string | undefined, CompositeAlarm>();
    const input = { AlarmNamePrefix: physicalName(stage, ''), AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] as const };
    const pages = paginateDescribeAlarms({ client }, { ...input, AlarmTypes: [...input.AlarmTypes] });
    for await (const { MetricAlarms = [], CompositeAlarms = [] } of pages) {
      for (const alarm of MetricAlarms) metric.set(alarm.AlarmName, alarm);
      for (const alarm of CompositeAlarms) composite.set(alarm.AlarmName, alarm);
    }
    return { metric, composite };
  });
}

/** Whether each alarm is there as it is defined, has somebody to tell or a composite that does, and knows how things are. */
export const alarms: Link = {
  name: 'alarms',
  examine: async (examination) => {
    const { settings, stage, now, checkout, live } = examination;
    if (!settings.alarms) return [notHere('The settings of the stage want no alarms.')];
    // Outside git nobody can tell, and it is taken for the one that serves.
    const otherRelease = checkout !== undefined && live.version !== checkout;
    const { metric, composite } = await readAlarms(examination);
    const at = { stage, now: now(), otherRelease, composites: COMPOSITES };
    const findings = [
      ...ALARMS.flatMap((each) => alarmFindings(each, metric.get(physicalName(stage, each.id)), at)),
      ...COMPOSITES.flatMap((each) => compositeFindings(each, composite.get(physicalName(stage, each.id)), at)),
    ];
    const counted = `All ${ALARMS.length} alarms and ${COMPOSITES.length} composites`;
    return orOk(findings, `${counted} are as they are defined, are told of, and none is in ALARM.`);
  },
};
