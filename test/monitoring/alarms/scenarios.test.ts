import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { API_ID } from '../../../local/deploy/place.ts';
import { putMetricAlarmInput } from '../../../local/deploy/put-metric-alarm-input.ts';
import type { AlarmDefinition } from '../../../monitoring/alarms/alarm-definition.ts';
import { ALARMS } from '../../../monitoring/alarms/alarms.ts';
import { applicationDown } from '../../../monitoring/alarms/availability.ts';
import { checkoutFailures } from '../../../monitoring/alarms/checkout.ts';
import { highErrorRate } from '../../../monitoring/alarms/errors.ts';
import { METRICS, type MetricKey } from '../../../monitoring/metrics.ts';
import { customNamespace } from '../../../monitoring/physical-name.ts';
import { embedCloudWatch, START } from '../../support/embedded-cloudwatch.ts';

type Scenario = {
  readonly says: string;
  readonly alarm: AlarmDefinition;
  /** One value a minute, `_` where nothing reports. */
  readonly series: Partial<Record<MetricKey, string>>;
  /** Minutes after which the alarm's state changes, and to what. */
  readonly states: readonly (readonly [number, 'OK' | 'ALARM'])[];
};

const SCENARIOS: readonly Scenario[] = [
  {
    says: 'a probe that succeeds every minute raises nothing',
    alarm: applicationDown,
    series: { probeSuccess: '1x20' },
    states: [[1, 'OK']],
  },
  {
    says: 'one failed walk raises nothing',
    alarm: applicationDown,
    series: { probeSuccess: '1x5 0 1x14' },
    states: [[1, 'OK']],
  },
  {
    says: 'two failed walks in a row raise it, the next good one ends it',
    alarm: applicationDown,
    series: { probeSuccess: '1x5 0 0 1x13' },
    states: [
      [1, 'OK'],
      [7, 'ALARM'],
      [8, 'OK'],
    ],
  },
  {
    says: 'a probe that falls silent raises it within its promise',
    alarm: applicationDown,
    series: { probeSuccess: '1x5 _x10 1x5' },
    states: [
      [1, 'OK'],
      [9, 'ALARM'],
      [16, 'OK'],
    ],
  },
  {
    says: 'one lost report raises nothing',
    alarm: applicationDown,
    series: { probeSuccess: '1x5 _ 1x14' },
    states: [[1, 'OK']],
  },
  {
    says: 'five minutes above 5 % raise it, one minute at 5 % ends it',
    alarm: highErrorRate,
    series: { apiRequests: '100x20', apiServerErrors: '0x4 6x6 5 0x9' },
    states: [
      [1, 'OK'],
      [9, 'ALARM'],
      [11, 'OK'],
    ],
  },
  {
    says: 'four bad minutes raise nothing',
    alarm: highErrorRate,
    series: { apiRequests: '100x20', apiServerErrors: '0x4 100x4 0x10' },
    states: [[1, 'OK']],
  },
  {
    says: 'exactly 5 % for long raises nothing',
    alarm: highErrorRate,
    series: { apiRequests: '100x20', apiServerErrors: '5x20' },
    states: [[1, 'OK']],
  },
  {
    says: 'nights without a request raise nothing',
    alarm: highErrorRate,
    series: { apiRequests: '10x3 _x15', apiServerErrors: '0x3 _x15' },
    states: [[1, 'OK']],
  },
  {
    says: 'one failing checkout a minute in a quiet shop raises it within its promise, five minutes after the last it ends',
    alarm: checkoutFailures,
    series: { checkoutFailures: '_x4 1x8 _x8' },
    states: [
      [1, 'OK'],
      [7, 'ALARM'],
      [15, 'OK'],
    ],
  },
  {
    says: 'orders that succeed again end it once failures are 5 %',
    alarm: checkoutFailures,
    series: { checkoutFailures: '_x4 3 _x15', ordersPlaced: '10x5 17 10x14' },
    states: [
      [1, 'OK'],
      [5, 'ALARM'],
      [6, 'OK'],
    ],
  },
  {
    says: 'three failures among a hundred orders raise nothing',
    alarm: checkoutFailures,
    series: { checkoutFailures: '_x4 1 1 1 _x13', ordersPlaced: '20x20' },
    states: [[1, 'OK']],
  },
  {
    says: 'two failures in five minutes raise nothing although nobody bought',
    alarm: checkoutFailures,
    series: { checkoutFailures: '_x4 1 _ _ 1 _x12' },
    states: [[1, 'OK']],
  },
];

const History = z.object({
  AlarmHistoryItems: z.array(z.object({ Timestamp: z.number(), HistorySummary: z.string() })),
});

async function statesOf({ alarm, series }: Scenario) {
  const { call, clock, cloudWatch, recordSeries } = embedCloudWatch();
  await call('PutMetricAlarm', putMetricAlarmInput(alarm));
  const lengths = Object.entries(series).map(([key, notation]) => {
    const metric = METRICS[key as MetricKey];
    const service = alarm.metrics.find((query) => query.metric?.key === key)?.metric?.dimensions.Service;
    const dimensions = typeof service === 'string' ? { Service: service } : { ApiId: API_ID };
    const namespace = metric.source === 'vended' ? metric.namespace : customNamespace('local');
    recordSeries(notation, { namespace, name: metric.name, unit: metric.unit, dimensions });
    return notation.length;
  });
  expect(lengths.length).toBeGreaterThan(0);
  await clock.advance(20 * 60_000);
  const { AlarmHistoryItems } = z.parse(
    History,
    await call('DescribeAlarmHistory', { HistoryItemType: 'StateUpdate', ScanBy: 'TimestampAscending' }),
  );
  cloudWatch.stop();
  return AlarmHistoryItems.map(({ Timestamp, HistorySummary }) => [
    (Timestamp * 1_000 - START) / 60_000,
    HistorySummary.split(' to ')[1],
  ]);
}

describe('alarms over written series', () => {
  it.each(SCENARIOS.map((scenario) => [`${scenario.alarm.title}: ${scenario.says}`, scenario] as const))(
    '%s',
    async (_says, scenario) => {
      expect(await statesOf(scenario)).toEqual(scenario.states.map((state) => [...state]));
    },
  );

  it.each(ALARMS.map((alarm) => [alarm.title, alarm] as const))('%s has scenarios of its own', (_title, alarm) => {
    const own = SCENARIOS.filter((scenario) => scenario.alarm === alarm);
    expect(own.some((scenario) => scenario.states.some(([, state]) => state === 'ALARM'))).toBe(true);
    expect(own.some((scenario) => scenario.states.every(([, state]) => state === 'OK'))).toBe(true);
  });
});
