import { describe, expect, test } from 'vitest';
import { createMemory } from '../../../../functions/ops/dashboards/memory.ts';
import { type PanelQueries, panelRequests } from '../../../../functions/ops/dashboards/panel-requests.ts';

type Query = PanelQueries[number];
type Metric = Extract<Query, { readonly kind: 'metric' }>;

const identityOf = (metricName: string, dimensions: Metric['identity']['dimensions'] = {}) =>
  ({ namespace: 'N', metricName, dimensions, unit: 'Count' }) as const;

const metric = (id: string, metricName: string, more: Partial<Metric> = {}): Metric => ({
  ...{ id, label: undefined, returnData: true, kind: 'metric', stat: 'Sum', identity: identityOf(metricName) },
  ...more,
});

const math = (expression: string): Query => ({
  ...{ id: 'e', label: 'E', returnData: true, kind: 'expression' },
  expression,
});

describe('ids', () => {
  test('are within CloudWatch’s pattern, each once, and say which of a panel’s queries they are', () => {
    const [request] = panelRequests([[metric('a', 'A')], [metric('a', 'B'), math('a * 2')]], 60);
    const sent = request?.queries.map(({ Id = '' }) => Id) ?? [];
    expect(new Set(sent).size).toBe(3);
    for (const id of sent) expect(id).toMatch(/^[a-z][a-zA-Z0-9_]*$/);
    const named = [...(request?.ids.values() ?? [])].flatMap((ids) => [...ids.values()]);
    expect(named.toSorted()).toEqual(sent.toSorted());
  });

  const cases: Record<string, [written: string, sent: string]> = {
    'references follow the renaming': ['100 * a / b', '100 * m1 / m2'],
    'functions keep their names': ['IF(a > 0, SUM([a, b]))', 'IF(m1 > 0, SUM([m1, m2]))'],
    'an id that is part of a longer word is no reference': ['aa + ba + a', 'aa + ba + m1'],
    'quoted text is left alone': [`SEARCH('a Sum', 'Sum')`, `SEARCH('a Sum', 'Sum')`],
  };
  for (const [sentence, [written, sent]] of Object.entries(cases)) {
    test(sentence, () => {
      const panel = [metric('a', 'A'), metric('b', 'B'), math(written)];
      const [request] = panelRequests([[metric('x', 'X')], panel], 60);
      expect(request?.queries.flatMap(({ Expression }) => Expression ?? [])).toEqual([sent]);
    });
  }
});

describe('what several panels show', () => {
  test('is asked for once, and answered if any of them shows it', () => {
    const hidden = metric('part', 'A', { returnData: false });
    const [request] = panelRequests([[hidden, math('part * 2')], [metric('whole', 'A')]], 60);
    expect(request?.queries).toMatchObject([
      { Id: 'm0', ReturnData: true, MetricStat: { Period: 60, Stat: 'Sum' } },
      { Expression: 'm0 * 2', ReturnData: true },
    ]);
    expect(request?.ids.get(1)?.get('whole')).toBe('m0');
  });

  test('is not the same with another statistic or other dimensions', () => {
    const others = [
      metric('a', 'A'),
      metric('b', 'A', { stat: 'p95' }),
      metric('c', 'A', { identity: identityOf('A', { Service: 'cart' }) }),
    ];
    expect(panelRequests([others], 60)[0]?.queries).toHaveLength(3);
  });
});

describe('requests', () => {
  const wide = (name: string) => Array.from({ length: 200 }, (_, index) => metric(`a${index}`, `${name}${index}`));

  test('have at most 500 queries, and no panel is split', () => {
    const requests = panelRequests([wide('A'), wide('B'), wide('C'), [metric('a', 'D')]], 60);
    expect(requests.map(({ queries }) => queries.length)).toEqual([401, 200]);
    expect(requests.map(({ ids }) => [...ids.keys()])).toEqual([[0, 1, 3], [2]]);
  });

  test('are a panel’s own when its math speaks of all metrics of the request', () => {
    const requests = panelRequests(
      [[metric('a', 'A')], [metric('b', 'B'), math('SUM(METRICS())')], [metric('c', 'C')]],
      60,
    );
    expect(requests.map(({ ids }) => [...ids.keys()])).toEqual([[0, 2], [1]]);
  });
});

describe('a memory', () => {
  test('forgets what was not asked for longest', () => {
    const memory = createMemory<number>(2);
    memory.set('a', 1);
    memory.set('b', 2);
    memory.get('a');
    memory.set('c', 3);
    expect(['a', 'b', 'c'].map(memory.get)).toEqual([1, undefined, 3]);
  });
});
