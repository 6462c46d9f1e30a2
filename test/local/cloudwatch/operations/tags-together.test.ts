import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../local/aws/json.ts';
import { type EmbeddedCloudWatch, embedCloudWatch } from '../../../support/embedded-cloudwatch.ts';
import { alarmOf, arnOf, putComposite } from '../../../support/set-alarms.ts';

const Tags = [{ Key: 'team', Value: 'shop' }];
const METRIC = { Namespace: 'n', MetricName: 'm', Statistic: 'Sum', Period: 60, EvaluationPeriods: 1, Threshold: 1 };
const QUIET = { Rule: { Schedule: { Expression: 'cron(0 2 * * *)', Duration: 'PT1H' } } };

let system: EmbeddedCloudWatch;
beforeEach(async () => {
  system = embedCloudWatch();
  await system.call('PutAlarmMuteRule', { Name: 'known', ...QUIET, Tags });
});

function refuse(change: 'INSERT' | 'DELETE'): void {
  system.database.exec(`CREATE TRIGGER refuse BEFORE ${change} ON cloudwatch_tag
    BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
}

const muteRules = async (): Promise<unknown> => (await system.call('ListAlarmMuteRules', {})).AlarmMuteRuleSummaries;

describe('when tags cannot be stored', () => {
  it.each<[string, string, JsonObject]>([
    [
      'a metric alarm',
      'PutMetricAlarm',
      { AlarmName: 'new', ...METRIC, ComparisonOperator: 'GreaterThanThreshold', Tags },
    ],
    ['a composite alarm', 'PutCompositeAlarm', { AlarmName: 'new', AlarmRule: 'TRUE', Tags }],
    ['a mute rule', 'PutAlarmMuteRule', { Name: 'new', ...QUIET, Tags }],
  ])('%s is not made either, so that it gets its tags when it is put again', async (_, operation, input) => {
    const rules = await muteRules();
    refuse('INSERT');
    await expect(system.call(operation, input)).rejects.toThrow('disk full');
    expect(await alarmOf(system, 'new')).toBeUndefined();
    expect(await muteRules()).toEqual(rules);
    expect(system.events.map(({ detail }) => detail.alarmName)).not.toContain('new');
    system.database.exec('DROP TRIGGER refuse');
    await system.call(operation, input);
    const type = operation === 'PutAlarmMuteRule' ? 'alarm-mute-rule' : 'alarm';
    const ResourceARN = arnOf('new').replace(':alarm:', `:${type}:`);
    expect(await system.call('ListTagsForResource', { ResourceARN })).toEqual({ Tags });
  });

  it('an alarm is not deleted', async () => {
    await putComposite(system, 'composite', 'TRUE', { Tags });
    const before = await alarmOf(system, 'composite');
    refuse('DELETE');
    await expect(system.call('DeleteAlarms', { AlarmNames: ['composite'] })).rejects.toThrow('disk full');
    expect(await alarmOf(system, 'composite')).toEqual(before);
  });

  it('a mute rule is not deleted', async () => {
    const rules = await muteRules();
    refuse('DELETE');
    await expect(system.call('DeleteAlarmMuteRule', { AlarmMuteRuleName: 'known' })).rejects.toThrow('disk full');
    expect(await muteRules()).toEqual(rules);
  });
});
