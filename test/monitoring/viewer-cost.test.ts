import { describe, expect, test } from 'vitest';
import { DASHBOARDS } from '../../monitoring/dashboards/dashboards.ts';
import type { DashboardDefinition, Panel } from '../../monitoring/dashboards/panel.ts';
import { metric } from '../../monitoring/metric-query.ts';
import { MILLION_REQUESTS } from '../../monitoring/traffic.ts';
import { trafficTotals } from '../../monitoring/traffic-totals.ts';
import {
  ALL_HOURS,
  DEFAULT_REFRESH,
  mapRefresh,
  metricsAnHour,
  REFRESHES,
  tracesAReading,
  tracesReadDollars,
  viewerDollars,
  WORKING_HOURS,
} from '../../monitoring/viewer-cost.ts';
import { mapRefreshMs } from '../../web/src/console/service-map/map-refresh.ts';

/** US dollars a month for one who has the overview open while at work. */
const BUDGET = 2;

function panel(id: string, period: number, ...names: readonly ('items' | 'cacheHits' | 'cacheMisses')[]): Panel {
  const queries = names.map((key) => ({ id: key.toLowerCase(), metric: metric(key, {}), stat: 'Sum' }) as const);
  return { type: 'timeSeries', id, title: id, description: id, unit: 'calls', period, queries };
}

const dashboard = (...panels: readonly Panel[]): DashboardDefinition => ({
  ...{ id: 'overview', title: 'Overview', description: 'A dashboard.' },
  panels,
});

describe('metrics that a dashboard asks for in an hour', () => {
  const cases: Record<string, [DashboardDefinition, refresh: number, metrics: number]> = {
    'are as many as are read each minute': [dashboard(panel('a', 60, 'items', 'cacheHits')), 60, 120],
    'are each asked for once, however many panels show them': [
      dashboard(panel('a', 60, 'items', 'cacheHits'), panel('b', 60, 'cacheHits', 'cacheMisses')),
      60,
      180,
    ],
    'are fewer where datapoints are further apart': [dashboard(panel('a', 300, 'items')), 60, 12],
    'are read every five minutes at least where datapoints are an hour apart': [
      dashboard(panel('a', 3_600, 'items')),
      60,
      12,
    ],
    'are no more when it is read more often than there are datapoints': [dashboard(panel('a', 60, 'items')), 10, 60],
    'are fewer when it is read less often': [dashboard(panel('a', 60, 'items')), 300, 12],
    'are none of a dashboard without figures': [
      dashboard({ type: 'serviceMap', id: 'map', title: 'Map', description: 'What calls what.' }),
      60,
      0,
    ],
  };
  for (const [sentence, [definition, refresh, metrics]] of Object.entries(cases)) {
    test(sentence, () => expect(metricsAnHour(definition, refresh)).toBe(metrics));
  }
});

test('a thousand metrics cost a cent', () => {
  expect(viewerDollars(dashboard(panel('a', 60, 'items')), 60, 1_000 / 60)).toBeCloseTo(0.01);
});

const map: Panel = { type: 'serviceMap', id: 'map', title: 'Map', description: 'What calls what.' };
const traces = (id: string): Panel => ({ type: 'traces', id, title: id, description: id, filter: 'fault' });

test('each reading of a list of traces, and of a map, looks at all that was recorded in the hours shown', () => {
  const recorded = trafficTotals(MILLION_REQUESTS).traces / ALL_HOURS;
  const both = dashboard(map, traces('a'), traces('b'), panel('c', 60, 'items'));
  expect(tracesAReading(both, 'serviceMap', 1)).toBeCloseTo(recorded);
  expect(tracesAReading(both, 'traces', 3)).toBeCloseTo(6 * recorded);
});

test('the first million of the traces looked at in a month is free, each further one costs half a dollar', () => {
  expect([1e6, 3e6].map(tracesReadDollars)).toEqual([0, 1]);
});

test('a map on a dashboard is read every fifth time, but at least every five minutes', () => {
  expect(REFRESHES.map((refresh) => [refresh, mapRefresh(refresh)])).toEqual([
    [10, 50],
    [30, 150],
    [60, 300],
    [300, 300],
  ]);
  expect(REFRESHES.map((refresh) => mapRefreshMs(1_000 * refresh) / 1_000)).toEqual(REFRESHES.map(mapRefresh));
});

test.each([
  ['a list of traces as often as it is read', traces('a'), 60],
  ['a map every fifth time', map, 300],
])('who has a dashboard open pays for %s', (_, shown, seconds) => {
  const hours = 10_000;
  const looked =
    ((hours * 3_600) / seconds) *
    tracesAReading(dashboard(shown), shown.type === 'traces' ? 'traces' : 'serviceMap', 1);
  expect(viewerDollars(dashboard(shown), 60, hours)).toBeCloseTo(((looked - 1e6) / 1e6) * 0.5);
});

test('who has the overview open at work, read every minute, costs at most two dollars a month', () => {
  const [overview] = DASHBOARDS;
  expect(overview?.id).toBe('overview');
  const dollars = overview === undefined ? Number.NaN : viewerDollars(overview, DEFAULT_REFRESH, WORKING_HOURS);
  expect(dollars).toBeGreaterThan(0);
  expect(dollars).toBeLessThanOrEqual(BUDGET);
});

test.each(DASHBOARDS)('$title costs more around the clock than at work', (definition) => {
  const at = (hours: number) => viewerDollars(definition, DEFAULT_REFRESH, hours);
  expect(at(ALL_HOURS)).toBeGreaterThan(at(WORKING_HOURS));
});
