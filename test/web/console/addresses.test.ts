import { describe, expect, test } from 'vitest';
import { consoleRoute } from '../../../web/src/console/console-route.ts';
import { timeRange } from '../../../web/src/console/time-range.ts';
import { traceFilterExpression, traceOutcome } from '../../../web/src/console/trace-filter.ts';

describe('an address below /ops leads to', () => {
  const cases: Record<string, ReturnType<typeof consoleRoute>> = {
    '/ops': { page: 'overview' },
    '/ops/': { page: 'overview' },
    '/ops/alarms': { page: 'alarms' },
    '/ops/alarms/smallcart-local-x': { page: 'alarm', name: 'smallcart-local-x' },
    '/ops/alarms/a%20b': { page: 'alarm', name: 'a b' },
    '/ops/alarms/50%': { page: 'alarm', name: '50%' },
    '/ops/notifications': { page: 'notifications' },
    '/ops/notifications/7': { page: 'unknown' },
    '/ops/traces': { page: 'traces' },
    '/ops/traces/1-0-0': { page: 'trace', id: '1-0-0' },
    '/ops/traces/1-0-0/more': { page: 'unknown' },
    '/ops/deployments': { page: 'deployments' },
    '/ops/deployments/dep_1': { page: 'deployment', id: 'dep_1' },
    '/ops/slos': { page: 'objectives' },
    '/ops/slos/availability': { page: 'unknown' },
    '/ops/reports': { page: 'reports' },
    '/ops/reports/2026-05-25-week': { page: 'report', id: '2026-05-25-week' },
    '/ops/elsewhere': { page: 'unknown' },
  };
  for (const [path, expected] of Object.entries(cases)) {
    test(`${path}: ${expected.page}`, () => expect(consoleRoute(path)).toEqual(expected));
  }
});

describe('the range in an address', () => {
  for (const [value, minutes] of [
    ['15', 15],
    ['1440', 1440],
    [undefined, 60],
    ['', 60],
    ['7', 60],
    ['many', 60],
  ] as const) {
    test(`${value} is ${minutes} minutes`, () => expect(timeRange(value)).toBe(minutes));
  }
});

describe('a filter is X-Ray’s expression', () => {
  const cases: Record<string, [Parameters<typeof traceFilterExpression>[0], string]> = {
    'none when everything is wanted': [{ outcome: 'all', text: '  ' }, ''],
    'an outcome alone': [{ outcome: 'fault', text: '' }, 'fault'],
    'a route alone': [{ outcome: 'all', text: ' /api/cart ' }, 'annotation.route CONTAINS "/api/cart"'],
    'both must hold': [{ outcome: 'slow', text: 'cart' }, 'responsetime > 1 AND annotation.route CONTAINS "cart"'],
    'what is typed stays text': [
      { outcome: 'all', text: '" OR fault OR "\\' },
      'annotation.route CONTAINS "\\" OR fault OR \\"\\\\"',
    ],
  };
  for (const [sentence, [filter, expected]] of Object.entries(cases)) {
    test(sentence, () => expect(traceFilterExpression(filter)).toBe(expected));
  }

  test('an outcome that does not exist is all', () => {
    expect(traceOutcome('fault')).toBe('fault');
    expect(traceOutcome('broken')).toBe('all');
    expect(traceOutcome(undefined)).toBe('all');
  });
});
