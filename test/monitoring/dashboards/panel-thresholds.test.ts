import { describe, expect, it } from 'vitest';
import { line, math, part } from '../../../monitoring/dashboards/lines.ts';
import type { MetricPanel } from '../../../monitoring/dashboards/panel.ts';
import { panelThresholds } from '../../../monitoring/dashboards/panel-thresholds.ts';
import { metric } from '../../../monitoring/metric-query.ts';

const api = { resource: 'api' } as const;
const rate = [
  math('rate', 'Error rate', '100 * errors / requests'),
  part('errors', metric('apiServerErrors', { ApiId: api }), 'Sum'),
  part('requests', metric('apiRequests', { ApiId: api }), 'Sum'),
];
const errors = line(
  'errors',
  'Errors',
  metric('functionErrors', { FunctionName: { resource: 'function', id: 'cart' } }),
  'Sum',
);
const memory = line('memory', 'Memory', metric('memoryUtilization', {}), 'Maximum');
const latency = line('p95', 'p95', metric('apiLatency', { ApiId: api }), 'p95');
const success = line('success', 'Success', metric('probeSuccess', {}), 'Minimum');

function panelOf(given: Partial<MetricPanel> & Pick<MetricPanel, 'queries' | 'unit' | 'alarms'>): MetricPanel {
  return { type: 'timeSeries', id: 'p', title: 'P', description: 'P.', period: 60, ...given };
}

const valuesOf = (panel: MetricPanel) =>
  panelThresholds(panel).map(({ alarm, value, breaches }) => [alarm, value, breaches]);

describe('the thresholds on a panel are', () => {
  it.each<[string, MetricPanel, unknown[]]>([
    [
      'those of metric math in the same unit',
      panelOf({ queries: rate, unit: '%', alarms: ['high-error-rate'] }),
      [['high-error-rate', 5, 'above']],
    ],
    [
      'those of a metric in the same unit, whatever the period',
      panelOf({ queries: [memory], unit: '%', period: 900, alarms: ['memory-high'] }),
      [['memory-high', 80, 'above']],
    ],
    [
      'those below which an alarm is raised',
      panelOf({ queries: [success], unit: 'success', alarms: ['application-down'] }),
      [['application-down', 1, 'below']],
    ],
    [
      'in the order of the alarms',
      panelOf({ queries: rate, unit: '%', alarms: ['high-error-rate', 'low-availability'] }),
      [
        ['high-error-rate', 5, 'above'],
        ['low-availability', 99.9, 'below'],
      ],
    ],
    ['none of another unit', panelOf({ queries: rate, unit: 'requests', alarms: ['high-error-rate'] }), []],
    ['none of other metrics', panelOf({ queries: [latency], unit: 'requests', alarms: ['application-down'] }), []],
    ['none of composites', panelOf({ queries: [latency], unit: 'ms', alarms: ['shop-slow'] }), []],
    ['none of bands', panelOf({ queries: [latency], unit: '%', alarms: ['conversion-fallen'] }), []],
    [
      'those of counts in the same time',
      panelOf({ queries: [errors], unit: 'invocations', period: 300, alarms: ['function-errors-cart'] }),
      [['function-errors-cart', 3, 'above']],
    ],
    [
      'none of counts in another time',
      panelOf({ queries: [errors], unit: 'invocations', period: 60, alarms: ['function-errors-cart'] }),
      [],
    ],
  ])('%s', (_, panel, expected) => {
    expect(valuesOf(panel)).toEqual(expected);
  });

  it('none on what has no figures', () => {
    const logs = {
      type: 'logs',
      id: 'l',
      title: 'L',
      description: 'L.',
      query: 'errors',
      view: 'table',
      unit: '%',
    } as const;
    expect(panelThresholds({ ...logs, alarms: ['high-error-rate'] })).toEqual([]);
  });
});
