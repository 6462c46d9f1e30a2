import { namedAlarms } from './alarms/acting.ts';
import type { AlarmDefinition } from './alarms/alarm-definition.ts';
import { compositeAlarm } from './alarms/composite-alarm.ts';
import type { CompositeDefinition } from './alarms/composite-definition.ts';
import type { CloudWatchDashboard } from './cloudwatch-dashboards/cloudwatch-dashboard.ts';
import { metricsReferred } from './cloudwatch-dashboards/shown-queries.ts';
import { dashboardBody } from './dashboard-body.ts';
import { functionsOf } from './dashboards/resolve-panel.ts';
import { PRICES } from './prices.ts';
import { namedTarget } from './resource-names.ts';

const DAY = 86_400;
/** No stage is called longer: functions' names would be too long for Lambda. */
const LONGEST_STAGE = 40;

function periodIsAllowed(period: number): boolean {
  return period === 10 || period === 20 || period === 30 || (period > 0 && period % 60 === 0);
}

function isBand({ metrics }: AlarmDefinition, id: string): boolean {
  const expression = metrics.find((query) => query.id === id)?.expression;
  return expression?.startsWith('ANOMALY_DETECTION_BAND(') ?? false;
}

/**
 * Faults of an alarm's definition against CloudWatch's limits ("PutMetricAlarm"), each a sentence that names the alarm;
 * empty when there are none.
 */
export function alarmFaults(alarm: AlarmDefinition): readonly string[] {
  const evaluated = alarm.period * alarm.evaluationPeriods;
  const longest = alarm.period >= 3_600 ? 7 * DAY : DAY;
  const returned = alarm.metrics.filter((query) => query.returnData ?? true).length;
  const checks: readonly (readonly [boolean, string])[] = [
    [periodIsAllowed(alarm.period), 'period must be 10, 20, 30 or a multiple of 60 seconds'],
    [alarm.datapointsToAlarm >= 1, 'datapointsToAlarm must be at least 1'],
    [alarm.datapointsToAlarm <= alarm.evaluationPeriods, 'datapointsToAlarm must not exceed evaluationPeriods'],
    [evaluated <= longest, `period × evaluationPeriods must not exceed ${longest} seconds`],
    [alarm.metrics.length <= 10, 'an alarm may name at most 10 metrics'],
    ...(alarm.thresholdMetricId === undefined
      ? [[returned === 1, 'exactly one query must return data'] as const]
      : [
          [returned === 2, 'exactly the metric and its band must return data'] as const,
          [isBand(alarm, alarm.thresholdMetricId), 'the threshold must be an ANOMALY_DETECTION_BAND'] as const,
        ]),
  ];
  return checks.filter(([holds]) => !holds).map(([, sentence]) => `${alarm.id}: ${sentence}`);
}

/**
 * Faults of a composite's definition against CloudWatch's limits ("PutCompositeAlarm"), each a sentence that names it; empty
 * when there are none.
 * @param earlier ids of the alarms that are there when it is put
 */
export function compositeFaults(composite: CompositeDefinition, earlier: ReadonlySet<string>): readonly string[] {
  const { id, rule, suppressor } = composite;
  const children = namedAlarms(rule);
  const { alarmDescription, alarmRule } = compositeAlarm(composite, { stage: 's'.repeat(LONGEST_STAGE) });
  const unknown = [...children, ...(suppressor ? [suppressor.id] : [])].filter((each) => !earlier.has(each));
  const checks: readonly (readonly [boolean, string])[] = [
    [unknown.length === 0, `there is no ${unknown.join(', ')} before it`],
    [children.length <= 100, 'a rule may name at most 100 alarms'],
    [alarmRule.length <= 10_240, 'a rule may have at most 10,240 characters'],
    [alarmDescription.length <= 1_024, 'a description may have at most 1,024 characters'],
  ];
  return checks.filter(([holds]) => !holds).map(([, sentence]) => `${id}: ${sentence}`);
}

const PLACE = {
  target: namedTarget('s'.repeat(LONGEST_STAGE), 'a1b2c3d4e5'),
  region: 'ap-southeast-1',
  alarmArn: (name: string) => `arn:aws:cloudwatch:ap-southeast-1:000000000000:alarm:${name}`,
};

/** The panels of a dashboard that are of nothing but what one of its variables replaces, though nobody can choose among them. */
function replacedPanels({ shows, variables }: CloudWatchDashboard): readonly string[] {
  const fixed = shows.flatMap(({ panels }) => panels).filter((panel) => 'queries' in panel);
  const replaced = variables.map(({ first }) => first);
  return fixed
    .filter((panel) => functionsOf(panel).length === 1 && functionsOf(panel).some((id) => replaced.includes(id)))
    .map(({ id }) => id);
}

/**
 * Faults of a dashboard's definition against CloudWatch's limits ("CloudWatch service quotas", "Dashboard Body Structure and
 * Syntax") and against what is free, each a sentence that names it; empty when there are none.
 */
export function dashboardFaults(dashboard: CloudWatchDashboard): readonly string[] {
  const { widgets } = dashboardBody(dashboard, PLACE);
  const rows = widgets.flatMap(({ type, properties }) => (type === 'metric' ? [properties.metrics.length] : []));
  const alarms = widgets.flatMap(({ type, properties }) => (type === 'alarm' ? [properties.alarms.length] : []));
  const replaced = replacedPanels(dashboard);
  const checks: readonly (readonly [boolean, string])[] = [
    [widgets.length <= 500, 'a dashboard may have at most 500 widgets'],
    [rows.every((count) => count <= 500), 'a widget may have at most 500 metrics'],
    [rows.reduce((sum, count) => sum + count, 0) <= 2_500, 'a dashboard may have at most 2,500 metrics in all'],
    [alarms.every((count) => count <= 100), 'a widget may show at most 100 alarms'],
    [dashboard.variables.length <= 25, 'a dashboard may have at most 25 variables'],
    [metricsReferred(dashboard) <= PRICES.dashboardMetricsFree, 'a free dashboard may refer to at most 50 metrics'],
    [replaced.length === 0, `a variable would replace what ${replaced.join(', ')} is of`],
  ];
  return checks.filter(([holds]) => !holds).map(([, sentence]) => `${dashboard.id}: ${sentence}`);
}
