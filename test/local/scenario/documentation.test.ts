import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { USAGE } from '../../../local/scenario/usage.ts';
import { runScenarioCommand } from '../../support/scenario-command.ts';

const README = readFileSync(join(import.meta.dirname, '../../../monitoring/scenarios/README.md'), 'utf8');

const metric = (Id: string) => ({
  Id,
  ReturnData: false,
  MetricStat: { Metric: { Namespace: 'Bookshop', MetricName: Id, Dimensions: [] }, Period: 60, Stat: 'Sum' },
});

/** More than 5 % of requests fail, for five minutes. */
const ALARM = {
  AlarmName: 'bookshop-errors',
  EvaluationPeriods: 5,
  Threshold: 5,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
  Metrics: [{ Id: 'rate', Expression: '100 * errors / requests' }, metric('requests'), metric('errors')],
};

describe('the examples that documents give', () => {
  it('pass: the one for other teams', async () => {
    const [, example = ''] = /```yaml\n# errors\.yaml\n(.*?)```/s.exec(README) ?? [];
    const run = await runScenarioCommand({ 'errors.yaml': example, 'alarms.json': JSON.stringify(ALARM) });
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toContain('1 alarm, 2 tests: 2 passed');
  });

  it('pass: the one of --help', async () => {
    const [example = ''] = /^ {2}alarm: .*?\n\n/ms.exec(USAGE) ?? [];
    const run = await runScenarioCommand({ 'a.yaml': example.replace(/^ {2}/gm, '') });
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toContain('1 alarm, 1 test: 1 passed');
  });
});
