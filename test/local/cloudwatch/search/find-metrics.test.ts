import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openMetricStore } from '../../../../local/cloudwatch/metric-store.ts';
import { findMetrics } from '../../../../local/cloudwatch/search/find-metrics.ts';
import { parseSearch } from '../../../../local/cloudwatch/search/parse-search.ts';

const NOW = Date.parse('2026-11-21T03:00:00Z');
const store = openMetricStore({ database: new DatabaseSync(':memory:') });
for (const [namespace, name] of [
  ['Shop', 'Errors'],
  ['Shop', 'Latency'],
  ['Web', 'Errors'],
] as const)
  store.record({ namespace, name, dimensions: {}, unit: 'Count', timestamp: NOW, value: 1 });

const workOf = (search: string): number => {
  let spent = 0;
  findMetrics(store, parseSearch(search), {
    now: NOW,
    accountId: '000000000000',
    spend: (steps) => {
      spent += steps;
    },
  });
  return spent;
};

it('a search takes a step for every metric and more for every term it compares with one', () => {
  expect(workOf('{Shop}')).toBe(3);
  expect(workOf('Errors')).toBeGreaterThan(workOf('{Shop} Errors'));
  expect(workOf('Errors OR Latency')).toBeGreaterThan(workOf('Errors'));
});
