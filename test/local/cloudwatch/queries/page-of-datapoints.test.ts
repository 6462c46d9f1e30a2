import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MetricDataQuery } from '../../../../local/cloudwatch/queries/metric-data-query.ts';
import { type PagedResult, pageOfDatapoints } from '../../../../local/cloudwatch/queries/page-of-datapoints.ts';
import type { MetricData } from '../../../../local/cloudwatch/queries/query-metric-data.ts';

/** Queries with so many datapoints in each of their results; values count through all of them. */
function dataOf(shape: readonly (readonly number[])[]): { data: MetricData; computed: Set<string> } {
  let count = 0;
  const computed = new Set<string>();
  const results = shape.map((sizes, query) =>
    sizes.map((size, member) => ({
      id: `q${query}`,
      label: `q${query}.${member}`,
      timestamps: Array.from({ length: size }, (_, index) => index * 60_000),
      values: Array.from({ length: size }, () => count++),
      messages: [],
    })),
  );
  const metric = {
    kind: 'metric',
    namespace: 'Shop',
    name: 'a',
    dimensions: {},
    stat: 'Sum',
    statistic: { kind: 'basic', statistic: 'Sum' },
    period: 60_000,
  } as const;
  const returned = shape.map((_, query): MetricDataQuery => ({ id: `q${query}`, returnData: true, source: metric }));
  const data: MetricData = {
    returned,
    hasMath: false,
    results(query) {
      computed.add(query.id);
      return results[returned.indexOf(query)] ?? [];
    },
    staticLabel: ({ id }) => id,
    messages: () => [],
  };
  return { data, computed };
}

function allPages(data: MetricData, limit: number, ascending: boolean): PagedResult[][] {
  const pages: PagedResult[][] = [];
  let token: string | undefined;
  do {
    const page = pageOfDatapoints(data, { limit, ascending, token });
    pages.push([...page.results]);
    token = page.nextToken;
  } while (token !== undefined);
  return pages;
}

const shape = fc.array(fc.array(fc.nat(5), { maxLength: 3 }), { maxLength: 4 });

describe('the pages of a request', () => {
  it('hold together every datapoint once, in the order asked for, and no page more than the limit', () => {
    fc.assert(
      fc.property(shape, fc.integer({ min: 1, max: 7 }), fc.boolean(), (sizes, limit, ascending) => {
        const { data } = dataOf(sizes);
        const pages = allPages(data, limit, ascending);
        const inOrder = data.returned.flatMap((query) =>
          data.results(query).flatMap(({ values }) => (ascending ? values : values.toReversed())),
        );
        expect(pages.flat().flatMap(({ values }) => values)).toEqual(inOrder);
        for (const page of pages) {
          expect(page.reduce((sum, { values }) => sum + values.length, 0)).toBeLessThanOrEqual(limit);
        }
      }),
    );
  });

  it('tell each result complete once, on the page where it ends', () => {
    fc.assert(
      fc.property(shape, fc.integer({ min: 1, max: 7 }), (sizes, limit) => {
        const parts = allPages(dataOf(sizes).data, limit, true).flat();
        const complete = parts.filter((part) => part.complete).map(({ label }) => label);
        expect(complete).toEqual(sizes.flatMap((members, query) => members.map((_, member) => `q${query}.${member}`)));
      }),
    );
  });

  it('compute no query before its turn and none again that is done', () => {
    const { data, computed } = dataOf([[3], [3], [3]]);
    const { nextToken } = pageOfDatapoints(data, { limit: 4, ascending: true, token: undefined });
    expect([...computed]).toEqual(['q0', 'q1']);
    computed.clear();
    pageOfDatapoints(data, { limit: 4, ascending: true, token: nextToken });
    expect([...computed]).toEqual(['q1', 'q2']);
  });

  it('list results that have to wait on the first page alone', () => {
    const { data } = dataOf([[2, 2], [2], [2]]);
    const pages = allPages(data, 2, true).map((page) =>
      page.map(({ label, id, values }) => [label ?? id, values.length]),
    );
    expect(pages).toEqual([
      [
        ['q0.0', 2],
        ['q0.1', 0],
        ['q1', 0],
        ['q2', 0],
      ],
      [['q0.1', 2]],
      [['q1.0', 2]],
      [['q2.0', 2]],
    ]);
  });

  it.each(['nonsense', 'data:1', 'data:1.2.3.4', 'data:-1.0.', 'from:5'])('refuse the token %s', (text) => {
    const token = Buffer.from(text).toString('base64url');
    expect(() => pageOfDatapoints(dataOf([]).data, { limit: 1, ascending: true, token })).toThrow(
      'The next token specified is invalid.',
    );
  });
});
