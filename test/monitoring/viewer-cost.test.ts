import { describe, expect, test } from 'vitest';
import { DASHBOARDS } from '../../monitoring/dashboards/dashboards.ts';
import type { DashboardDefinition, Panel } from '../../monitoring/dashboards/panel.ts';
import { metric } from '../../monitoring/metric-query.ts';
import {
  ALL_HOURS,
  DEFAULT_REFRESH,
  metricsAnHour,
  viewerDollars,
  WORKING_HOURS,
} from '../../monitoring/viewer-cost.ts';

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
