import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PanelFacts } from '../../../functions/ops/dashboards/dashboard-responses.ts';
import { breached, latestOf, latestUntil } from '../../../web/src/console/charts/latest.ts';
import { stacked } from '../../../web/src/console/charts/stacked.ts';
import { thresholdsInSight, valueRange } from '../../../web/src/console/charts/value-range.ts';
import { choiceOf, choiceQuery, unknownChoices } from '../../../web/src/console/dashboards/choice.ts';
import { panelLinks } from '../../../web/src/console/dashboards/panel-links.ts';

const MINUTE = 60_000;

describe('the latest figure', () => {
  const series = (...minutes: readonly number[]) => ({
    ...{ id: 's', label: 'S' },
    timestamps: minutes.map((minute) => minute * MINUTE),
    values: minutes.map((minute) => 10 * minute),
  });
  const cases: Record<string, [minutes: number[], period: number, latest: number | undefined]> = {
    'is that of the last whole minute, not of the one under way': [[1, 2, 3], 60, 20],
    'is that of a minute that is over, however long ago': [[1], 60, 10],
    'is that of the minute under way where there is no other': [[3], 60, 30],
    'is that of a day that is under way: nobody waits for its end': [[0, 3], 86_400, 30],
    'is none where there are none': [[], 60, undefined],
  };
  for (const [sentence, [minutes, period, latest]] of Object.entries(cases)) {
    test(sentence, () => expect(latestOf(series(...minutes), period, 3.5 * MINUTE)).toBe(latest));
  }

  const untils: Record<string, [lines: number[][], period: number, until: number | undefined]> = {
    'is until the end of its period': [[[1, 2, 3], [2], []], 60, 3 * MINUTE],
    'has no one time where the lines’ differ': [[[1, 2, 3], [1]], 60, undefined],
    'has no end while its period is under way': [[[0]], 86_400, undefined],
    'has none where there is none': [[[]], 60, undefined],
  };
  test.each(Object.entries(untils))('%s', (_, [lines, period, until]) => {
    const all = lines.map((minutes) => series(...minutes));
    expect(latestUntil(all, period, 3.5 * MINUTE)).toBe(until);
  });
});

describe('a threshold', () => {
  const high = { label: 'High', value: 5, breaches: 'above' } as const;
  const low = { label: 'Low', value: 1, breaches: 'below' } as const;
  test.each([
    [6, 'High'],
    [5, undefined],
    [0.5, 'Low'],
    [1, undefined],
  ])('of 1 or 5 is breached by %d: %s', (value, label) => {
    expect(breached(value, [high, low])?.label).toBe(label);
  });

  test('is drawn unless it would press the lines flat', () => {
    expect([1, 4, 5, null].map((max) => thresholdsInSight([high], max).length)).toEqual([0, 1, 1, 1]);
  });
});

describe('the value axis', () => {
  const cases: Record<string, [min: number | null, max: number | null, unit: string, from: number]> = {
    'begins at 0': [20, 40, 'ms', 0],
    'begins below 0 where values do': [-50, 40, '%', -54],
    'begins near shares of nearly everything': [99, 100, '%', 98.92],
    'begins at 0 where there is nothing': [null, null, '%', 0],
  };
  for (const [sentence, [min, max, unit, from]] of Object.entries(cases)) {
    test(sentence, () => expect(valueRange(min, max, unit, [])[0]).toBeCloseTo(from));
  }

  test('has all values and the thresholds in sight between its ends, which are not the same', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(value, value, value, fc.constantFrom('%', 'ms'), (a, b, limit, unit) => {
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        const thresholds = [{ label: 'T', value: limit, breaches: 'above' as const }];
        const [from, to] = valueRange(min, max, unit, thresholds);
        expect(from).toBeLessThan(to);
        const seen = [min, max, ...thresholdsInSight(thresholds, max).map((each) => each.value)];
        for (const each of seen) expect(each >= from && each <= to).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('bars on top of each other', () => {
  test('reach from the sum of all down to the last alone; a gap of one is nothing, one of all stays', () => {
    const data = {
      times: [0, 60, 120],
      lines: [
        [1, null, null],
        [2, 5, null],
      ],
    };
    expect(stacked(data).lines).toEqual([
      [3, 5, null],
      [2, 5, null],
    ]);
  });

  test('do without what is hidden', () => {
    const data = { times: [0], lines: [[1], [2], [4]] };
    expect(stacked(data, (index) => index !== 1).lines).toEqual([[5], [4], [4]]);
  });
});

describe('what an address chooses', () => {
  const variables = { function: ['all', 'cart'], route: ['all', '/api/cart'], period: ['auto', '300'] } as const;
  const known = {
    ...variables,
    function: [...variables.function],
    route: [...variables.route],
    period: [...variables.period],
  };

  test('is what it names, as far as that is offered', () => {
    const query = { function: 'cart', route: '/api/none', range: '60' };
    expect(choiceOf(query, known)).toEqual({ function: 'cart', route: 'all', period: 'auto' });
  });

  test('is said to be none where it is not offered', () => {
    expect(unknownChoices({ function: 'zzz', route: '', period: '7' }, known)).toEqual([
      'There is no function “zzz” to choose.',
      'There is no period “7” to choose.',
    ]);
    expect(unknownChoices({ function: 'cart', range: '7' }, known)).toEqual([]);
  });

  test('is believed as long as it is not known what is offered, so that both can be asked for at once', () => {
    const query = { function: 'cart', route: '', period: '300' };
    expect(choiceOf(query, undefined)).toEqual({ function: 'cart', route: 'all', period: '300' });
    expect(choiceOf(query, undefined)).toEqual(choiceOf(query, known));
  });

  test('is left out of an address where it is all of them or none in particular', () => {
    expect(choiceQuery({ function: 'all', route: '/api/cart', period: 'auto' })).toEqual({
      ...{ function: '', route: '/api/cart', period: '' },
    });
  });
});

test('a panel leads to logs and traces of its time, to its alarms and to each of their runbooks once', () => {
  const alarm = (id: string) =>
    ({ name: `smallcart-local-${id}`, title: id, severity: 'critical', runbook: 'slow' }) as const;
  const facts: PanelFacts = {
    ...{ id: 'latency', title: 'Latency', description: 'How slow.', width: 'half', thresholds: [] },
    ...{ type: 'serviceMap', alarms: [alarm('slow'), alarm('slower')] },
  };
  const links = panelLinks(facts, { start: 0, end: MINUTE }, { function: 'cart', route: 'all', period: 'auto' });
  expect(links).toEqual([
    {
      label: 'Logs of this time',
      href: '/ops/logs?from=1970-01-01T00%3A00%3A00.000Z&to=1970-01-01T00%3A01%3A00.000Z&functions=cart',
    },
    {
      label: 'Traces of this time',
      href: '/ops/traces?from=1970-01-01T00%3A00%3A00.000Z&to=1970-01-01T00%3A01%3A00.000Z',
    },
    { label: 'Alarm: slow', href: '/ops/alarms/smallcart-local-slow' },
    { label: 'Alarm: slower', href: '/ops/alarms/smallcart-local-slower' },
    {
      label: 'Runbook: slower',
      href: '/ops/runbooks/slow?from=1970-01-01T00%3A00%3A00.000Z&to=1970-01-01T00%3A01%3A00.000Z',
    },
  ]);
});
