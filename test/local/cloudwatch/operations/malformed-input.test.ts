import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../../local/aws/aws-error.ts';
import type { JsonObject } from '../../../../local/aws/json.ts';
import { embedCloudWatch, START } from '../../../support/embedded-cloudwatch.ts';

const metric = { Namespace: 'n', MetricName: 'm' };
const stat = { MetricStat: { Metric: metric, Period: 60, Stat: 'p99' } };
const VALID: Readonly<Record<string, JsonObject>> = {
  PutMetricData: {
    Namespace: 'n',
    MetricData: [{ MetricName: 'm', Values: [1, 2], Counts: [1, 1], Dimensions: [{ Name: 'a', Value: 'b' }] }],
  },
  GetMetricData: {
    MetricDataQueries: [
      { Id: 'a', ...stat, Label: 'max', AccountId: '000000000000' },
      { Id: 'b', Expression: 'SORT(METRICS(), AVG, DESC, 1)' },
      { Id: 'c', Expression: "SEARCH('{n,a} b OR NOT c', 'Sum', 60)", Period: 60, ReturnData: true },
    ],
    StartTime: START / 1000 - 600,
    EndTime: START / 1000,
    ScanBy: 'TimestampAscending',
    MaxDatapoints: 10,
    LabelOptions: { Timezone: '+0130' },
  },
  GetMetricStatistics: {
    ...metric,
    Period: 60,
    Statistics: ['Sum'],
    StartTime: START / 1000 - 60,
    EndTime: START / 1000,
  },
  ListMetrics: { Namespace: 'n', Dimensions: [{ Name: 'a' }], IncludeLinkedAccounts: true, OwningAccount: 'x' },
  PutMetricAlarm: {
    AlarmName: 'a',
    Metrics: [{ Id: 'a', ...stat }],
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    Tags: [{ Key: 'k', Value: 'v' }],
  },
  PutCompositeAlarm: {
    AlarmName: 'c',
    AlarmRule: 'ALARM(a) OR AT_LEAST(50%, NOT OK, (a, "b"))',
    AlarmActions: ['arn:aws:sns:us-east-1:000000000000:t'],
    ActionsSuppressor: 'a',
    ActionsSuppressorWaitPeriod: 60,
    ActionsSuppressorExtensionPeriod: 60,
    Tags: [{ Key: 'k', Value: 'v' }],
  },
  DescribeAlarms: { AlarmNames: ['a'], MaxRecords: 5, AlarmTypes: ['MetricAlarm'] },
  DescribeAlarmsForMetric: { ...metric, Period: 60 },
  DescribeAlarmContributors: { AlarmName: 'a' },
  DescribeAlarmHistory: { AlarmName: 'a', StartDate: START / 1000, HistoryItemType: 'Action' },
  SetAlarmState: { AlarmName: 'a', StateValue: 'OK', StateReason: 'r', StateReasonData: '{}' },
  EnableAlarmActions: { AlarmNames: ['a'] },
  DisableAlarmActions: { AlarmNames: ['a'] },
  DeleteAlarms: { AlarmNames: ['a'] },
  PutAlarmMuteRule: {
    Name: 'm',
    Rule: { Schedule: { Expression: 'cron(0 2 * * SUN)', Duration: 'PT4H', Timezone: 'Europe/Berlin' } },
    MuteTargets: { AlarmNames: ['a'] },
    StartDate: START / 1000,
    ExpireDate: START / 1000 + 86_400,
    Tags: [{ Key: 'k', Value: 'v' }],
  },
  GetAlarmMuteRule: { AlarmMuteRuleName: 'm' },
  ListAlarmMuteRules: { AlarmName: 'a', Statuses: ['ACTIVE'], MaxRecords: 5 },
  DeleteAlarmMuteRule: { AlarmMuteRuleName: 'm' },
  GetMetricWidgetImage: {
    MetricWidget: '{"metrics":[["n","m"]],"width":60,"height":40}',
    OutputFormat: 'png',
  },
  PutAnomalyDetector: {
    SingleMetricAnomalyDetector: { ...metric, Stat: 'Sum', Dimensions: [{ Name: 'a', Value: 'b' }] },
    Configuration: {
      ExcludedTimeRanges: [{ StartTime: START / 1000, EndTime: START / 1000 + 60 }],
      MetricTimezone: 'UTC',
    },
    MetricCharacteristics: { PeriodicSpikes: true },
  },
  DescribeAnomalyDetectors: { ...metric, AnomalyDetectorTypes: ['SINGLE_METRIC', 'METRIC_MATH'], MaxResults: 5 },
  DeleteAnomalyDetector: {
    MetricMathAnomalyDetector: {
      MetricDataQueries: [
        { Id: 'a', ReturnData: false, ...stat },
        { Id: 'b', Expression: 'a * 2' },
      ],
    },
  },
  PutDashboard: { DashboardName: 'd', DashboardBody: '{"widgets":[]}' },
  GetDashboard: { DashboardName: 'd' },
  ListDashboards: { DashboardNamePrefix: 'd' },
  DeleteDashboards: { DashboardNames: ['d'] },
  TagResource: { ResourceARN: 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:a', Tags: [{ Key: 'k', Value: 'v' }] },
  UntagResource: { ResourceARN: 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:a', TagKeys: ['k'] },
  ListTagsForResource: { ResourceARN: 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:a' },
};

/** Replaces one value, at any depth, by another. */
function spoil(value: unknown, path: readonly number[], replacement: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return replacement;
  const entries = Object.entries(value);
  const chosen = entries[step % Math.max(1, entries.length)];
  if (chosen === undefined) return replacement;
  const changed = [chosen[0], spoil(chosen[1], rest, replacement)] as const;
  if (Array.isArray(value)) return value.map((each, index) => (String(index) === changed[0] ? changed[1] : each));
  return { ...value, [changed[0]]: changed[1] };
}

const path = fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 5 });
const replacement = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    -1,
    0,
    1e308,
    2 ** 53,
    0.5,
    '',
    '\0',
    '__proto__',
    'constructor',
    'NaN',
    'a'.repeat(5000),
    null,
    [],
    {},
  ),
);

describe('an input with something wrong in it', () => {
  const system = embedCloudWatch();

  it('covers every operation', () => {
    expect(Object.keys(VALID).sort()).toEqual(Object.keys(system.cloudWatch.service.operations).sort());
  });

  it.each(Object.entries(VALID))('%s answers or refuses it by an AWS error below 500', async (operation, valid) => {
    await fc.assert(
      fc.asyncProperty(path, replacement, async (steps, wrong) => {
        const input = JSON.parse(JSON.stringify(spoil(valid, steps, wrong)));
        await system.call('PutMetricData', { Namespace: 'n', MetricData: [{ MetricName: 'm', Value: 1 }] });
        try {
          await system.call(operation, typeof input === 'object' && input !== null ? input : {});
        } catch (error) {
          expect(error).toBeInstanceOf(AwsError);
          expect(error instanceof AwsError && error.statusCode).toBeLessThan(500);
        }
      }),
      { numRuns: 150 },
    );
    await system.clock.advance(60_000);
  });
});
