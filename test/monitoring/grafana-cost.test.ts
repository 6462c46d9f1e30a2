import { describe, expect, test } from 'vitest';
import { DASHBOARDS } from '../../monitoring/dashboards/dashboards.ts';
import { DEPLOYMENT_STRIP } from '../../monitoring/dashboards/deployment-strip.ts';
import type { DashboardDefinition, Panel } from '../../monitoring/dashboards/panel.ts';
import { metricsARefresh, refreshDollars } from '../../monitoring/grafana-cost.ts';
import { metric } from '../../monitoring/metric-query.ts';
import { MILLION_REQUESTS } from '../../monitoring/traffic.ts';
import { trafficTotals } from '../../monitoring/traffic-totals.ts';
import { WORKING_HOURS } from '../../monitoring/viewer-cost.ts';

const dashboard = (...panels: readonly Panel[]): DashboardDefinition => ({
  ...{ id: 'overview', title: 'Overview', description: 'A dashboard.' },
  panels,
});

const figures = (id: string): Panel => ({
  ...{ type: 'stat', id, title: id, description: id, unit: 'calls', period: 3_600 },
  queries: [{ id: 'hits', metric: metric('cacheHits', {}), stat: 'Sum' }],
});
const lines: Panel = {
  ...{ type: 'logs', id: 'errors', title: 'Errors', description: 'What failed.' },
  ...{ query: 'errors-by-cause', view: 'table', unit: 'lines' },
};
const failed: Panel = { type: 'traces', id: 'failed', title: 'Failed', description: 'What failed.', filter: 'fault' };
const map: Panel = { type: 'serviceMap', id: 'map', title: 'Map', description: 'What calls what.' };

const STRIP = DEPLOYMENT_STRIP.queries.length;
const MONTH = trafficTotals(MILLION_REQUESTS);
/** What is shown unless a viewer wants another time. */
const SHOWN = 3 / 730;
const TIMES = WORKING_HOURS * 60;

describe('who has a dashboard open in Grafana, read every minute at work, pays', () => {
  const alone = refreshDollars(dashboard(), 60, WORKING_HOURS);
  const more = (panel: Panel) => refreshDollars(dashboard(panel), 60, WORKING_HOURS) - alone;

  test('a cent for a thousand metrics, those of the strip of deployments and of each panel for itself, whatever their period', () => {
    expect(metricsARefresh(dashboard(figures('a'), figures('b')))).toBe(STRIP + 2);
    expect(alone).toBeCloseTo((TIMES * STRIP * 0.01) / 1_000);
    expect(more(figures('a'))).toBeCloseTo((TIMES * 0.01) / 1_000);
  });

  test('half a cent for a gigabyte of the lines that were written in the time that is shown', () => {
    expect(more(lines)).toBeCloseTo((TIMES * SHOWN * MONTH.logBytes * 0.005) / 1e9);
  });

  test.each([failed, map])(
    'half a dollar for a million of the traces of that time, but for the first ($type)',
    (panel) => {
      expect(more(panel)).toBeCloseTo(((TIMES * SHOWN * MONTH.traces - 1e6) * 0.5) / 1e6);
    },
  );
});

test.each(DASHBOARDS)('$title costs less the less often it is read', (definition) => {
  const [often, seldom] = [10, 300].map((refresh) => refreshDollars(definition, refresh, WORKING_HOURS));
  expect(seldom).toBeGreaterThan(0);
  expect(seldom).toBeLessThan((often ?? 0) / 20);
});
