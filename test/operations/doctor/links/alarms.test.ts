import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { putMetricAlarmInput } from '../../../../local/deploy/put-metric-alarm-input.ts';
import { ALARMS } from '../../../../monitoring/alarms/alarms.ts';
import { applicationDown } from '../../../../monitoring/alarms/availability.ts';
import { checkoutFailures } from '../../../../monitoring/alarms/checkout.ts';
import { failedDeployment } from '../../../../monitoring/alarms/failed-deployment.ts';
import { alarmFindings } from '../../../../operations/doctor/links/alarms.ts';

const now = Date.UTC(2026, 10, 21, 12);
const at = { stage: 'local', now, otherRelease: false };
const ago = (minutes: number) => new Date(now - minutes * 60_000);

/** The alarm as CloudWatch describes it once it has been put. */
function deployed(definition = applicationDown, change: Partial<MetricAlarm> = {}): MetricAlarm {
  return {
    ...(putMetricAlarmInput(definition) as MetricAlarm),
    StateValue: 'OK',
    StateUpdatedTimestamp: ago(5),
    ...change,
  };
}
const found = (definition = applicationDown, alarm: MetricAlarm | undefined = undefined, around = at) =>
  alarmFindings(definition, alarm, around).map(({ verdict, seen, remedy }) => `${verdict}: ${seen} ${remedy ?? ''}`);

test.each(ALARMS.map((definition) => [definition.title, definition] as const))(
  'nothing is amiss of “%s” as it is deployed',
  (_, definition) => {
    expect(found(definition, deployed(definition))).toEqual([]);
  },
);

test.each<[string, MetricAlarm | undefined, RegExp]>([
  ['that is not there', undefined, /^wrong: There is no alarm “Application down”/],
  ['with another threshold', deployed(applicationDown, { Threshold: 0 }), /^wrong: .*threshold 0 instead of 1/],
  [
    'that watches something else',
    deployed(applicationDown, { Metrics: [] }),
    /^wrong: .*not as it is defined: metrics/,
  ],
  ['whose actions are off', deployed(applicationDown, { ActionsEnabled: false }), /^wrong: .*tells nobody/],
  [
    'that tells another topic',
    deployed(applicationDown, { OKActions: ['arn:aws:sns:x:1:other'] }),
    /does not tell the topic smallcart-local-critical/,
  ],
  [
    'that is in ALARM',
    deployed(applicationDown, { StateValue: 'ALARM' }),
    /^wrong: .*in ALARM since 2026-11-21T11:55.*application-down\.md/,
  ],
  [
    'that has known nothing for long',
    deployed(applicationDown, { StateValue: 'INSUFFICIENT_DATA', StateTransitionedTimestamp: ago(31) }),
    /^warning: .*no data since/,
  ],
])('an alarm %s is named', (_, alarm, seen) => {
  expect(found(applicationDown, alarm)).toEqual([expect.stringMatching(seen)]);
});

test('an alarm that warns is worth a look when it is raised', () => {
  const raised = deployed(checkoutFailures, { StateValue: 'ALARM' });
  expect(found(checkoutFailures, raised)).toEqual([expect.stringMatching(/^warning: .*checkout-failures\.md/)]);
});

test('an alarm may know nothing for a while, and for as long as it likes when it awaits an event', () => {
  const StateValue = 'INSUFFICIENT_DATA';
  expect(found(applicationDown, deployed(applicationDown, { StateValue }))).toEqual([]);
  const old = { StateValue, StateUpdatedTimestamp: ago(10_000) } as const;
  expect(found(failedDeployment, deployed(failedDeployment, old))).toEqual([]);
});

test('where another release serves, a difference is none of the stage’s', () => {
  const around = { ...at, otherRelease: true };
  const other = /^warning: .*This checkout is of another release/;
  expect(found(applicationDown, deployed(applicationDown, { Threshold: 0 }), around)).toEqual([
    expect.stringMatching(other),
  ]);
  expect(found(applicationDown, undefined, around)).toEqual([expect.stringMatching(other)]);
});

test('the id of the API is AWS’s to choose', () => {
  const errors = ALARMS.find(({ id }) => id === 'high-error-rate');
  if (errors === undefined) throw new Error('There is no such alarm.');
  const alarm = deployed(errors);
  const Metrics = JSON.parse(JSON.stringify(alarm.Metrics).replaceAll('smallcartlocal', 'a1b2c3'));
  expect(found(errors, { ...alarm, Metrics })).toEqual([]);
});
