import { runScenarioCommand, type ScenarioRun } from './scenario-command.ts';

/** An alarm on the metric Broken of the namespace Toys: a sum above 5 for two minutes. */
export const BROKEN_TOYS = {
  AlarmName: 'broken-toys',
  Namespace: 'Toys',
  MetricName: 'Broken',
  Dimensions: [{ Name: 'Shelf', Value: 'top' }],
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 2,
  Threshold: 5,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
  AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:toys-pager'],
};

/** A scenario file on that alarm whose tests have the fields given, as YAML flow mappings. */
export const scenario = (...tests: string[]): string =>
  [
    'alarm: broken-toys',
    'alarms: alarms.json',
    'tests:',
    ...tests.map((fields, at) => `  - { name: t${at + 1}, ${fields} }`),
  ].join('\n');

/** Runs the command on a scenario file beside an export of that alarm. */
export function runOnBrokenToys(text: string, args?: readonly string[]): Promise<ScenarioRun> {
  return runScenarioCommand({ 'a.yaml': text, 'alarms.json': JSON.stringify(BROKEN_TOYS) }, args);
}

/** Three bad minutes. */
export const BROKEN = 'series: { Broken: 0x3 9x3 0x4 }';
/** What the alarm makes of them. */
export const STATES = 'states: [OK at 1m, ALARM at 5m, OK at 7m]';
