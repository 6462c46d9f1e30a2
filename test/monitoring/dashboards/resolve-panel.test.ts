import { describe, expect, it } from 'vitest';
import { DASHBOARDS } from '../../../monitoring/dashboards/dashboards.ts';
import { line, math, part } from '../../../monitoring/dashboards/lines.ts';
import type { MetricPanel } from '../../../monitoring/dashboards/panel.ts';
import { resolveLogsPanel } from '../../../monitoring/dashboards/resolve-logs-panel.ts';
import { functionsOf, isByFunction, panelPeriod, resolvePanel } from '../../../monitoring/dashboards/resolve-panel.ts';
import { resolveTracesPanel } from '../../../monitoring/dashboards/resolve-traces-panel.ts';
import { metric } from '../../../monitoring/metric-query.ts';
import { namedTarget } from '../../../monitoring/resource-names.ts';
import type { FunctionId } from '../../../monitoring/resources.ts';

const target = namedTarget('test', 'a1b2c3d4e5');
const of = (id: FunctionId) => ({ FunctionName: { resource: 'function', id } }) as const;

function panelOf(queries: MetricPanel['queries']): MetricPanel {
  return { type: 'timeSeries', id: 'p', title: 'P', description: 'P.', unit: '%', period: 60, queries };
}

const idsOf = (panel: MetricPanel, chosen: FunctionId | 'all') =>
  resolvePanel(panel, target, { function: chosen }).map(({ id }) => id);

const shares = panelOf([
  math('cart', 'cart', '100 * cart_failed / FILL(cart_all, 1)'),
  math('account', 'account', '100 * account_failed / FILL(account_all, 1)'),
  part('cart_failed', metric('functionErrors', of('cart')), 'Sum'),
  part('cart_all', metric('functionInvocations', of('cart')), 'Sum'),
  part('account_failed', metric('functionErrors', of('account')), 'Sum'),
  part('account_all', metric('functionInvocations', of('account')), 'Sum'),
]);

describe('a panel for a chosen function', () => {
  const lines = panelOf([
    line('cart', 'cart', metric('functionErrors', of('cart')), 'Sum'),
    line('account', 'account', metric('functionErrors', of('account')), 'Sum'),
  ]);
  const both = panelOf([...lines.queries, math('all', 'All', 'cart + account')]);
  const services = panelOf([
    line('cart', 'cart', metric('serverErrors', { Service: 'cart' }), 'Sum'),
    line('account', 'account', metric('serverErrors', { Service: 'account' }), 'Sum'),
  ]);
  const ofOne = panelOf([line('probe', 'Walk', metric('functionDuration', of('probe')), 'Average')]);
  const ofNone = panelOf([line('cold', 'Cold', metric('coldStarts', {}), 'Sum')]);

  it.each<[string, MetricPanel, FunctionId | 'all', string[]]>([
    ['has all lines when none is chosen', lines, 'all', ['cart', 'account']],
    ['has the line of the one that is chosen', lines, 'cart', ['cart']],
    ['knows a function by the dimension Service, too', services, 'cart', ['cart']],
    ['has all lines when it has none of the chosen one', lines, 'probe', ['cart', 'account']],
    ['keeps math of one function whole', shares, 'account', ['account', 'account_failed', 'account_all']],
    ['leaves out math of several functions', both, 'cart', ['cart']],
    ['is as ever when it is of one function alone', ofOne, 'cart', ['probe']],
    ['is as ever when it is of none', ofNone, 'cart', ['cold']],
  ])('%s', (_, panel, chosen, ids) => {
    expect(idsOf(panel, chosen)).toEqual(ids);
  });

  it('takes text in quotes for text', () => {
    const searching = panelOf([
      math('found', 'Found', "SEARCH('{AWS/Lambda,FunctionName} cart', 'Sum', 60)"),
      ...lines.queries,
    ]);
    expect(idsOf(searching, 'cart')).toEqual(['cart']);
    expect(functionsOf(searching)).toEqual(['cart', 'account']);
  });
});

const figures = DASHBOARDS.flatMap(({ panels }) => panels).filter((panel) => 'queries' in panel);

it.each(figures.filter(isByFunction))('$title of the dashboards can be told of each of its functions', (panel) => {
  for (const id of functionsOf(panel)) {
    const queries = resolvePanel(panel, target, { function: id });
    const names = queries.flatMap((query) => (query.kind === 'metric' ? Object.values(query.identity.dimensions) : []));
    expect(queries.filter(({ returnData }) => returnData)).toHaveLength(1);
    expect(names.every((name) => name === id || name === `smallcart-test-${id}`)).toBe(true);
  }
});

describe('a panel’s period', () => {
  it.each([
    ['is its own', 300, 'auto', 60, 300],
    ['is the chosen one', 60, '900', 60, 900],
    ['is never shorter than its own', 3_600, '60', 60, 3_600],
    ['is as long as the range needs', 60, 'auto', 300, 300],
  ] as const)('%s', (_, period, chosen, shortest, expected) => {
    expect(panelPeriod({ period }, { period: chosen }, shortest)).toBe(expected);
  });
});

describe('a logs panel', () => {
  const panel = { id: 'errors', query: 'errors-by-cause' };

  it('looks at the chosen function alone, and at all when the query is not about it', () => {
    const all = resolveLogsPanel(panel, { function: 'all', route: 'all' }).functions;
    expect(resolveLogsPanel(panel, { function: 'cart', route: 'all' }).functions).toEqual(['cart']);
    expect(all.length).toBeGreaterThan(5);
    const admin = { id: 'admin', query: 'admin-activity' };
    expect(resolveLogsPanel(admin, { function: 'cart', route: 'all' }).functions).toEqual(['admin']);
  });

  it('looks at requests to the chosen route alone, before anything else is done with them', () => {
    const { query } = resolveLogsPanel(panel, { function: 'all', route: '/api/orders/{id}' });
    expect(query).toMatch(/^filter route = "\/api\/orders\/\{id\}"\n\| filter level/);
  });

  it('has a saved query', () => {
    const nobody = { id: 'p', query: 'nothing' };
    expect(() => resolveLogsPanel(nobody, { function: 'all', route: 'all' })).toThrow(RangeError);
  });
});

it.each([
  ['all', 'all', 'annotation.stage = "test" AND (fault = true OR error = true)'],
  [
    'cart',
    '/api/cart',
    '…) AND annotation.route = "/api/cart" AND (service("smallcart-test-cart") OR service("cart"))',
  ],
] as const)('a traces panel is of the stage, of function %s and of route %s', (chosen, route, expected) => {
  const filter = resolveTracesPanel({ filter: 'fault = true OR error = true' }, 'test', { function: chosen, route });
  expect(filter.endsWith(expected.replace(/^…/, ''))).toBe(true);
});
