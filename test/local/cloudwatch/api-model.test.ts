import { execFileSync } from 'node:child_process';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { Shape, StructureShape } from '../../../local/aws/model/shape.ts';
import { loadApiModel } from '../../../local/cloudwatch/api-model.ts';
import { embedCloudWatch } from '../../support/embedded-cloudwatch.ts';

const model = await loadApiModel();

/** The type of a member, a list's by its elements, a map's by its values. */
function typeAt(shape: StructureShape | undefined, path: string): string | undefined {
  let current: Shape | undefined = shape;
  for (const name of path.split('.')) {
    while (current?.type === 'list') current = current.element;
    current = current?.type === 'structure' ? current.members.get(name) : undefined;
  }
  while (current?.type === 'list') current = current.element;
  return current?.type === 'map' ? `map of ${current.value.type}` : current?.type;
}

test('every operation served is one of the model', () => {
  const { service } = embedCloudWatch(new DatabaseSync(':memory:')).cloudWatch;
  const unknown = Object.keys(service.operations).filter((name) => model.operation(name) === undefined);
  expect(unknown).toEqual([]);
});

test.each(['Nothing', '__proto__', 'constructor', 'CloudWatchClient', 'MetricDatum', ''])(
  '%s is no operation',
  (name) => {
    expect(model.operation(name)).toBeUndefined();
  },
);

const inputs: Record<string, string> = {
  'PutMetricData MetricData.Value': 'double',
  'PutMetricData MetricData.Values': 'double',
  'PutMetricData MetricData.Counts': 'double',
  'PutMetricData MetricData.StatisticValues.SampleCount': 'double',
  'PutMetricData MetricData.StorageResolution': 'integer',
  'PutMetricData MetricData.Timestamp': 'timestamp',
  'PutMetricData MetricData.Dimensions.Name': 'string',
  'PutMetricAlarm Threshold': 'double',
  'PutMetricAlarm Period': 'integer',
  'PutMetricAlarm ActionsEnabled': 'boolean',
  'PutMetricAlarm Metrics.MetricStat.Metric.Dimensions.Value': 'string',
};

test.each(Object.entries(inputs))('the input %s is of type %s', (place, type) => {
  const [operation = '', path = ''] = place.split(' ');
  expect(typeAt(model.operation(operation)?.input, path)).toBe(type);
});

const outputs: Record<string, string> = {
  'GetMetricStatistics Datapoints.Average': 'double',
  'GetMetricStatistics Datapoints.ExtendedStatistics': 'map of double',
  'GetMetricData MetricDataResults.Values': 'double',
  'GetMetricData MetricDataResults.Timestamps': 'timestamp',
  'DescribeAlarms MetricAlarms.Threshold': 'double',
  'DescribeAlarms MetricAlarms.EvaluationPeriods': 'integer',
  'ListDashboards DashboardEntries.Size': 'integer',
  'GetMetricWidgetImage MetricWidgetImage': 'blob',
  'GetInsightRuleReport AggregateValue': 'double',
  'GetInsightRuleReport ApproximateUniqueCount': 'integer',
};

test.each(Object.entries(outputs))('the output %s is of type %s', (place, type) => {
  const [operation = '', path = ''] = place.split(' ');
  expect(typeAt(model.operation(operation)?.output, path)).toBe(type);
});

test('an operation without output is told from one whose output is empty', () => {
  expect(model.operation('PutMetricData')?.output).toBeUndefined();
  expect(model.operation('DeleteDashboards')?.output?.members.size).toBe(0);
});

test('errors of the API are told from those of all of AWS', () => {
  expect(['ResourceNotFound', 'InvalidParameterValueException'].map(model.hasError)).toEqual([true, true]);
  expect(['SerializationException', '__proto__'].map(model.hasError)).toEqual([false, false]);
});

test('the SDK is loaded by the first request that needs the model, not with CloudWatch', () => {
  const script = `
    import { createRequire } from 'node:module';
    const { cache } = createRequire(import.meta.url);
    const loaded = () => Object.keys(cache).some((path) => path.includes('client-cloudwatch'));
    const { createCloudWatch } = await import('./local/cloudwatch/create-cloudwatch.ts');
    const before = loaded();
    const { loadApiModel } = await import('./local/cloudwatch/api-model.ts');
    await loadApiModel();
    console.log(typeof createCloudWatch, before, loaded());`;
  const root = new URL('../../../', import.meta.url);
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(output.trim()).toBe('function false true');
});
