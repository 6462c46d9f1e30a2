import {
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { expect, it } from 'vitest';
import { START } from '../../../support/embedded-cloudwatch.ts';
import { serveCloudWatch } from '../../../support/serve-cloudwatch.ts';

const arnOf = (name: string): string => `arn:aws:cloudwatch:us-east-1:000000000000:alarm:${name}`;

const cloudWatch = await serveCloudWatch();
const { client } = cloudWatch;
for (const AlarmName of ['child', 'maintenance']) {
  const metric = { Namespace: 'Test', MetricName: 'm', Statistic: 'Sum' as const, Period: 60 };
  const rule = { EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: 'GreaterThanThreshold' as const };
  await client.send(new PutMetricAlarmCommand({ AlarmName, ...metric, ...rule }));
}

it('a composite alarm is made, described, set and deleted over the wire', async () => {
  await client.send(
    new PutCompositeAlarmCommand({
      AlarmName: 'composite',
      AlarmRule: `ALARM(child) AND NOT AT_LEAST(50%, ALARM, ("${arnOf('maintenance')}"))`,
      ActionsSuppressor: 'maintenance',
      ActionsSuppressorWaitPeriod: 60,
      ActionsSuppressorExtensionPeriod: 90,
    }),
  );
  await client.send(new SetAlarmStateCommand({ AlarmName: 'child', StateValue: 'ALARM', StateReason: 'drill' }));
  const { CompositeAlarms } = await client.send(new DescribeAlarmsCommand({ AlarmTypes: ['CompositeAlarm'] }));
  expect(CompositeAlarms).toEqual([
    {
      AlarmName: 'composite',
      AlarmArn: arnOf('composite'),
      AlarmRule: `ALARM(child) AND NOT AT_LEAST(50%, ALARM, ("${arnOf('maintenance')}"))`,
      AlarmConfigurationUpdatedTimestamp: new Date(START),
      ActionsEnabled: true,
      ...{ AlarmActions: [], OKActions: [], InsufficientDataActions: [] },
      StateValue: 'ALARM',
      StateReason: `${arnOf('child')} transitioned to ALARM at Saturday 21 November, 2026 03:00:00 UTC`,
      StateReasonData: expect.stringContaining('{"triggeringAlarms":[{"arn":'),
      StateUpdatedTimestamp: new Date(START),
      StateTransitionedTimestamp: new Date(START),
      ActionsSuppressedBy: 'WaitPeriod',
      ActionsSuppressedReason: 'Actions suppressed by WaitPeriod',
      ActionsSuppressor: 'maintenance',
      ActionsSuppressorWaitPeriod: 60,
      ActionsSuppressorExtensionPeriod: 90,
    },
  ]);
  await expect(client.send(new DeleteAlarmsCommand({ AlarmNames: ['child'] }))).rejects.toMatchObject({
    name: expect.stringMatching(/^Validation/),
    message: 'Cannot delete child as there are composite alarm(s) depending on it.',
  });
  await client.send(new DeleteAlarmsCommand({ AlarmNames: ['child', 'composite'] }));
  const { AlarmHistoryItems = [] } = await client.send(
    new DescribeAlarmHistoryCommand({ AlarmName: 'composite', AlarmTypes: ['CompositeAlarm'], MaxRecords: 1 }),
  );
  expect(AlarmHistoryItems[0]).toMatchObject({
    AlarmType: 'CompositeAlarm',
    HistorySummary: 'Alarm "composite" deleted',
    Timestamp: new Date(START),
  });
});

it('an alarm rule that is none is told where and why', async () => {
  const wrong = new PutCompositeAlarmCommand({ AlarmName: 'wrong', AlarmRule: 'GARBAGE(not a rule' });
  await expect(client.send(wrong)).rejects.toMatchObject({
    name: expect.stringMatching(/^Validation/),
    message:
      "Error in AlarmRule [Unsupported token 'GARBAGE' at char 0, must be: '(', 'NOT', AT_LEAST, TRUE or FALSE, ALARM, OK, or INSUFFICIENT_DATA]",
  });
});
