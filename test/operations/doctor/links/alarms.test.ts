import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { describe, expect, test } from 'vitest';
import { putCompositeAlarmInput } from '../../../../local/deploy/put-composite-alarm-input.ts';
import { putMetricAlarmInput } from '../../../../local/deploy/put-metric-alarm-input.ts';
import { ALARMS } from '../../../../monitoring/alarms/alarms.ts';
import { applicationDown } from '../../../../monitoring/alarms/availability.ts';
import { checkoutFailures } from '../../../../monitoring/alarms/checkout.ts';
import { COMPOSITES } from '../../../../monitoring/alarms/composites.ts';
import { failedDeployment } from '../../../../monitoring/alarms/failed-deployment.ts';
import { alarmFindings, compositeFindings } from '../../../../operations/doctor/links/alarms.ts';
import { shopUnavailable, tableErrors, tableFailing } from '../../../support/composite-examples.ts';

const now = Date.UTC(2026, 10, 21, 12);
const at = { stage: 'local', now, otherRelease: false, composites: [tableFailing] };
const ago = (minutes: number) => new Date(now - minutes * 60_000);

/** The alarm as CloudWatch describes it once it has been put. */
function deployed(definition = applicationDown, change: Partial<MetricAlarm> = {}): MetricAlarm {
  return {
    ...(putMetricAlarmInput(definition, at.composites) as MetricAlarm),
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

test('an alarm that a composite tells for is told twice if it tells, too', () => {
  expect(found(tableErrors, deployed(tableErrors))).toEqual([]);
  const telling = deployed(tableErrors, { AlarmActions: ['arn:aws:sns:x:1:smallcart-local-critical'] });
  expect(found(tableErrors, telling)).toEqual([expect.stringMatching(/^warning: .*one failure is told twice/)]);
});

test('of an alarm for information, and of a window of a burn rate, nothing is amiss while it is in ALARM', () => {
  const StateValue = 'ALARM';
  const done = { ...applicationDown, severity: 'info' } as const;
  expect(found(done, deployed(done, { StateValue }))).toEqual([]);
  const window = { ...tableErrors, category: 'SLO' } as const;
  expect(found(window, deployed(window, { StateValue }))).toEqual([]);
});

const band = (thresholdMetricId: string) => {
  const { threshold: _threshold, ...rule } = applicationDown;
  const query = { id: thresholdMetricId, expression: 'ANOMALY_DETECTION_BAND(success, 2)' };
  return { ...rule, metrics: [...rule.metrics, query], thresholdMetricId };
};

test('an alarm whose threshold is a band is compared by the band', () => {
  expect(found(band('band'), deployed(band('band')))).toEqual([]);
  expect(found(band('band'), deployed(band('other')))).toEqual([expect.stringMatching(/thresholdMetricId, metrics/)]);
});

describe('a composite alarm', () => {
  const composites = [tableFailing, shopUnavailable];
  const input = (definition: (typeof composites)[number]) => ({
    ...(putCompositeAlarmInput(definition, composites) as CompositeAlarm),
    StateValue: 'OK' as const,
  });
  const findings = (alarm: CompositeAlarm | undefined) =>
    compositeFindings(shopUnavailable, alarm, { ...at, composites }).map(({ verdict, seen }) => `${verdict}: ${seen}`);

  test('is well as it is deployed, its suppressor named or by its ARN', () => {
    const alarm = input(shopUnavailable);
    const ActionsSuppressor = `arn:aws:cloudwatch:us-east-1:123456789012:alarm:${alarm.ActionsSuppressor}`;
    expect([findings(alarm), findings({ ...alarm, ActionsSuppressor })]).toEqual([[], []]);
  });

  test.each(COMPOSITES.map((composite) => [composite.title, composite] as const))('“%s” is well', (_, composite) => {
    const alarm = putCompositeAlarmInput(composite) as CompositeAlarm;
    expect(compositeFindings(composite, alarm, { ...at, composites: COMPOSITES })).toEqual([]);
  });

  test.each<[string, CompositeAlarm | undefined, RegExp]>([
    ['that is not there', undefined, /^wrong: There is no alarm/],
    ['with another rule', { ...input(shopUnavailable), AlarmRule: 'TRUE' }, /not as it is defined: alarmRule/],
    [
      'that another cause silences',
      { ...input(shopUnavailable), ActionsSuppressor: 'other' },
      /not as it is defined: actionsSuppressor/,
    ],
    ['that nothing tells of', { ...input(shopUnavailable), AlarmActions: [] }, /does not tell the topic/],
    ['whose actions are off', { ...input(shopUnavailable), ActionsEnabled: false }, /tells nobody/],
    ['that is in ALARM', { ...input(shopUnavailable), StateValue: 'ALARM' }, /^wrong: .*is in ALARM since/],
  ])('%s is named', (_, alarm, seen) => {
    expect(findings(alarm)).toEqual([expect.stringMatching(seen)]);
  });

  test('that has a suppressor which is not defined is named', () => {
    const { ActionsSuppressor, ...rest } = input(shopUnavailable);
    const found = compositeFindings(tableFailing, { ...input(tableFailing), ActionsSuppressor }, { ...at, composites });
    expect(found).toMatchObject([{ seen: expect.stringMatching(/actionsSuppressor/) }]);
    expect(findings(rest)).toEqual([expect.stringMatching(/actionsSuppressor/)]);
  });
});
