import { describe, expect, test } from 'vitest';
import { consoleRoute } from '../../../web/src/console/console-route.ts';
import { timeName } from '../../../web/src/console/range-dates.tsx';
import { lookOf, lookProblem, lookQuery, timeRange } from '../../../web/src/console/time-range.ts';
import { traceFilterExpression, traceOutcome } from '../../../web/src/console/traces/trace-filter.ts';

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
    '/ops/incidents': { page: 'incidents' },
    '/ops/incidents/inc_1': { page: 'incident', id: 'inc_1' },
    '/ops/runbooks': { page: 'runbooks' },
    '/ops/runbooks/high-latency': { page: 'runbook', name: 'high-latency' },
    '/ops/logs': { page: 'logs' },
    '/ops/logs/checkout': { page: 'unknown' },
    '/ops/metrics': { page: 'metrics' },
    '/ops/slos': { page: 'objectives' },
    '/ops/objectives': { page: 'objectives' },
    '/ops/objectives/availability': { page: 'unknown' },
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

const NOW = Date.parse('2026-11-21T12:30:30Z');

describe('the time in an address is', () => {
  const cases: Record<string, [Parameters<typeof lookOf>[0], ReturnType<typeof lookOf>]> = {
    'the last hour, if it says nothing': [{}, { minutes: 60, until: undefined }],
    'a range up to now': [{ range: '180' }, { minutes: 180, until: undefined }],
    'a range up to a moment': [
      { range: '15', until: '2026-11-21T10:00Z' },
      { minutes: 15, until: '2026-11-21T10:00:00.000Z' },
    ],
    'that of an incident, in whole minutes': [
      { from: '2026-11-21T09:14:30.000Z', to: '2026-11-21T10:00:00.000Z', range: '15' },
      { minutes: 46, until: '2026-11-21T10:00:00.000Z' },
    ],
    'of two weeks, if it is longer': [
      { from: '2026-10-01T00:00Z', to: '2026-11-01T00:00Z' },
      { minutes: 20_160, until: '2026-11-01T00:00:00.000Z' },
    ],
    'of a minute, if it ends as it begins': [
      { from: '2026-11-21T09:00Z', to: '2026-11-21T09:00Z' },
      { minutes: 1, until: '2026-11-21T09:00:00.000Z' },
    ],
    'the last hour, if it ends before it begins': [
      { from: '2026-11-21T10:00Z', to: '2026-11-21T09:00Z' },
      { minutes: 60, until: undefined },
    ],
    'up to now, if its end is yet to come': [
      { from: '2026-11-21T11:00Z', to: '2026-11-21T18:00Z' },
      { minutes: 91, until: '2026-11-21T12:30:30.000Z' },
    ],
    'up to the end of the minute that is under way': [
      { from: '2026-11-21T12:01Z', to: '2026-11-21T12:31Z' },
      { minutes: 30, until: '2026-11-21T12:31:00.000Z' },
    ],
    'the last hour, if all of it is yet to come': [
      { from: '2026-11-21T13:00Z', to: '2026-11-21T18:00Z' },
      { minutes: 60, until: undefined },
    ],
    'a range up to now, if the moment is yet to come': [
      { range: '15', until: '2030-01-01T00:00Z' },
      { minutes: 15, until: undefined },
    ],
    'the last hour, if half of it is missing or no time': [
      { from: '2026-11-21T10:00Z', to: 'soon' },
      { minutes: 60, until: undefined },
    ],
    'up to now, if its end is no time': [{ until: 'soon' }, { minutes: 60, until: undefined }],
  };
  test.each(Object.entries(cases))('%s', (_sentence, [query, look]) => expect(lookOf(query, NOW)).toEqual(look));

  test('as the address has it, as long as it is not known what time it is', () => {
    const query = { from: '2030-01-01T09:00Z', to: '2030-01-01T10:00Z' };
    expect(lookOf(query)).toEqual({ minutes: 60, until: '2030-01-01T10:00:00.000Z' });
  });

  test('what links take along, and nothing else', () => {
    const query = { from: '2026-11-21T10:00Z', to: '2026-11-21T11:00Z', until: '', filter: 'fault' };
    expect([...lookQuery(query).keys()]).toEqual(['from', 'to']);
  });
});

describe('of a time in an address that there is not, it is said', () => {
  const cases: Record<string, [Parameters<typeof lookProblem>[0], RegExp | undefined]> = {
    'nothing, if there is one': [{ from: '2026-11-21T11:00Z', to: '2026-11-21T18:00Z', range: '15' }, undefined],
    'nothing, if none is asked for': [{}, undefined],
    'that it ends before it begins': [
      { from: '2026-11-21T10:00Z', to: '2026-11-21T09:00Z' },
      /ends before.* last hour\.$/,
    ],
    'that it is yet to come': [
      { from: '2026-11-21T13:00Z', to: '2026-11-21T18:00Z', range: '15' },
      /to come.* last 15 minutes\.$/,
    ],
    'that it is too long': [{ from: '2026-10-01T00:00Z', to: '2026-11-01T00:00Z' }, /^Two weeks/],
    'that half of it is missing': [{ from: '2026-11-21T10:00Z' }, /from when to when/],
    'that its end is no time': [{ until: 'soon' }, /until when/],
    'that its length is not offered': [{ range: '7' }, /no such range.* last hour\.$/],
  };
  test.each(Object.entries(cases))('%s', (_sentence, [query, words]) => {
    const problem = lookProblem(query, NOW);
    if (words === undefined) expect(problem).toBeUndefined();
    else expect(problem).toMatch(words);
  });
});

test('a time is told with its year, unless it is the present one', () => {
  expect(timeName({ minutes: 60, until: '2026-07-21T10:00:00.000Z' }, NOW)).not.toContain('2026');
  expect(timeName({ minutes: 60, until: '2025-07-21T10:00:00.000Z' }, NOW)).toContain('2025');
});

describe('a filter is X-Ray’s expression', () => {
  const cases: Record<string, [Parameters<typeof traceFilterExpression>[0], string]> = {
    'none when everything is wanted': [{ outcome: 'all', text: '  ', expression: '' }, ''],
    'an outcome alone': [{ outcome: 'fault', text: '', expression: '' }, 'fault'],
    'a route alone': [{ outcome: 'all', text: ' /api/cart ', expression: '' }, 'annotation.route CONTAINS "/api/cart"'],
    'both must hold': [
      { outcome: 'slow', text: 'cart', expression: '' },
      'responsetime > 1 AND annotation.route CONTAINS "cart"',
    ],
    'an expression alone stands as it is typed': [
      { outcome: 'all', text: '', expression: ' responsetime > 2 OR fault ' },
      'responsetime > 2 OR fault',
    ],
    'an expression among others is one condition': [
      { outcome: 'error', text: 'cart', expression: 'responsetime > 2 OR fault' },
      'error AND annotation.route CONTAINS "cart" AND (responsetime > 2 OR fault)',
    ],
    'what is typed stays text': [
      { outcome: 'all', text: '" OR fault OR "\\', expression: '' },
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
