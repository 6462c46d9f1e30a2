import { isDeepStrictEqual } from 'node:util';
import { type MetricAlarm, type MetricDataQuery, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { AlarmDefinition } from '../../../monitoring/alarms/alarm-definition.ts';
import { ALARMS } from '../../../monitoring/alarms/alarms.ts';
import { type AlarmMetricQuery, metricAlarm } from '../../../monitoring/alarms/metric-alarm.ts';
import type { Target } from '../../../monitoring/metric-query.ts';
import { physicalName } from '../../../monitoring/physical-name.ts';
import type { ResourceReference } from '../../../monitoring/resources.ts';
import type { Examination } from '../examination.ts';
import { type Finding, notHere, orOk, warning, wrong } from '../finding.ts';
import type { Link } from '../link.ts';

/** What an alarm is compared by; the id of the API is AWS's, and not known beforehand. */
type Essence = Readonly<Record<string, unknown>>;
const SOME_API = 'some API';

const AGAIN = 'Deploy the stage again.';
/** An alarm knows nothing in its first minutes, and one that goes on so is blind. */
const LONGEST_INSUFFICIENT = 30 * 60_000;

function targetOf(stage: string): Target<string> {
  const resolve = (reference: ResourceReference): string => {
    switch (reference.resource) {
      case 'api':
        return SOME_API;
      case 'table':
        return physicalName(stage, 'shop');
      case 'orderQueue':
        return physicalName(stage, 'orders');
      case 'orderDeadLetterQueue':
        return physicalName(stage, 'orders-dead');
      case 'function':
        return physicalName(stage, reference.id);
      default:
        return reference satisfies never;
    }
  };
  return { stage, resolve };
}

function wantedQuery(query: AlarmMetricQuery<string>): Essence {
  const { id, returnData } = query;
  if ('expression' in query) return { id, returnData, expression: query.expression };
  const { namespace, metricName, dimensions, period, stat } = query.metric;
  return { id, returnData, namespace, metricName, dimensions, period, stat };
}

function deployedQuery({ Id: id, ReturnData: returnData = true, Expression, MetricStat }: MetricDataQuery): Essence {
  if (MetricStat === undefined) return { id, returnData, expression: Expression };
  const { Metric, Period: period, Stat: stat } = MetricStat;
  const { Namespace: namespace, MetricName: metricName, Dimensions = [] } = Metric ?? {};
  const dimensions = Object.fromEntries(
    Dimensions.map(({ Name = '', Value }) => [Name, Name === 'ApiId' ? SOME_API : Value]),
  );
  return { id, returnData, namespace, metricName, dimensions, period, stat };
}

function wantedEssence(definition: AlarmDefinition, stage: string): Essence {
  const {
    alarmName: _name,
    alarmDescription,
    metrics,
    actionsEnabled,
    ...others
  } = metricAlarm(definition, targetOf(stage));
  return { ...others, actionsEnabled, description: alarmDescription, metrics: metrics.map(wantedQuery) };
}

function deployedEssence(alarm: MetricAlarm): Essence {
  return {
    evaluationPeriods: alarm.EvaluationPeriods,
    datapointsToAlarm: alarm.DatapointsToAlarm,
    threshold: alarm.Threshold,
    comparisonOperator: alarm.ComparisonOperator,
    treatMissingData: alarm.TreatMissingData,
    actionsEnabled: alarm.ActionsEnabled,
    description: alarm.AlarmDescription,
    metrics: (alarm.Metrics ?? []).map(deployedQuery),
  };
}

/** What of an alarm is otherwise than defined: the values where they are short. */
function differences(deployed: Essence, wanted: Essence): readonly string[] {
  return Object.keys(wanted)
    .filter((member) => member !== 'actionsEnabled' && !isDeepStrictEqual(deployed[member], wanted[member]))
    .map((member) => {
      const [is, should] = [deployed[member], wanted[member]];
      const short = typeof should === 'number' || typeof should === 'boolean';
      return short ? `${member} ${is} instead of ${should}` : member;
    });
}

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
  const different = differences(deployedEssence(alarm), wantedEssence(definition, at.stage));
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
