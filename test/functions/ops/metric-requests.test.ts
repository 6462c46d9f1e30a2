import { describe, expect, test } from 'vitest';
import type { Widget } from '../../../functions/ops/dashboard-body.ts';
import { MAX_QUERIES, metricRequests, widgetPeriod } from '../../../functions/ops/metric-requests.ts';

const range = { start: 0, end: 3_600_000, period: 60 };

function widget(metrics: Partial<Widget['metrics'][number]>[], more: Partial<Widget> = {}): Widget {
  const whole = metrics.map((metric, i) => ({
    id: `m${i}`,
    visible: true,
    period: 60,
    ...('expression' in metric
      ? { kind: 'expression' as const, expression: metric.expression ?? '' }
      : { kind: 'metric' as const, namespace: 'N', metricName: 'M', dimensions: {}, stat: 'Sum' }),
    ...(metric.id === undefined ? {} : { id: metric.id }),
  }));
  return {
    title: 'W',
    view: 'timeSeries',
    unit: '',
    description: '',
    period: 60,
    setPeriodToTimeRange: false,
    ...more,
    metrics: whole,
  };
}

function expressions(widgets: Widget[]) {
  return metricRequests(widgets, range).flatMap((queries) => queries.flatMap(({ Expression }) => Expression ?? []));
}

describe('ids', () => {
  test('the same id in two widgets becomes two ids, each within CloudWatch’s pattern', () => {
    const ids = metricRequests([widget([{}]), widget([{}])], range)
      .flat()
      .map(({ Id }) => Id);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-zA-Z0-9_]*$/);
  });

  const cases: Record<string, [written: string, sent: string]> = {
    'references follow the renaming': ['100 * m0 / m1', '100 * w0_m0 / w0_m1'],
    'functions keep their names': ['IF(m0 > 0, SUM([m0, m1]))', 'IF(w0_m0 > 0, SUM([w0_m0, w0_m1]))'],
    'an id that is part of a longer word is not a reference': ['m00 + am0 + m0', 'm00 + am0 + w0_m0'],
    'quoted text is left alone': [`SEARCH('m0 Sum', 'Sum')`, `SEARCH('m0 Sum', 'Sum')`],
  };
  for (const [sentence, [written, sent]] of Object.entries(cases)) {
    test(sentence, () => {
      expect(expressions([widget([{}, {}, { id: 'e', expression: written }])])).toEqual([sent]);
    });
  }
});

describe('requests', () => {
  const wide = widget(Array.from({ length: 200 }, () => ({})));

  test('many widgets share one request', () => {
    expect(metricRequests([widget([{}]), widget([{}, {}])], range).map(({ length }) => length)).toEqual([3]);
  });

  test('no request exceeds the limit, and no widget is split', () => {
    const sizes = metricRequests([wide, wide, wide, widget([{}])], range).map(({ length }) => length);
    expect(sizes).toEqual([400, 201]);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_QUERIES);
  });

  test('a widget whose math speaks of all metrics of the request has a request to itself', () => {
    const requests = metricRequests(
      [widget([{}]), widget([{}, { expression: 'SUM(METRICS())' }]), widget([{}])],
      range,
    );
    expect(requests.map((queries) => queries.map(({ Id }) => Id))).toEqual([
      ['w0_m0', 'w2_m0'],
      ['w1_m0', 'w1_m1'],
    ]);
  });

  test('a widget without metrics asks for nothing', () => {
    expect(metricRequests([widget([])], range)).toEqual([]);
  });
});

describe('the period of a widget', () => {
  const cases: Record<string, { widget: Partial<Widget>; requested: number; expected: number }> = {
    'is its own when the range asks for a shorter one': { widget: { period: 300 }, requested: 60, expected: 300 },
    'is the range’s when that is longer': { widget: { period: 60 }, requested: 900, expected: 900 },
    'is the whole range when the widget says so': {
      widget: { setPeriodToTimeRange: true },
      requested: 60,
      expected: 3600,
    },
  };
  for (const [sentence, { widget: more, requested, expected }] of Object.entries(cases)) {
    test(sentence, () => expect(widgetPeriod(widget([{}], more), { ...range, period: requested })).toBe(expected));
  }
});
