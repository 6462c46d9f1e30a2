import { describe, expect, test } from 'vitest';
import type { Segment } from '../../../functions/ops/responses.ts';
import { ApiError } from '../../../web/src/api/api-error.ts';
import { filterProblem } from '../../../web/src/console/traces/filter-problem.ts';
import { ownPosition, type TraceFilter, traceFilterExpression } from '../../../web/src/console/traces/trace-filter.ts';
import { failedSegments } from '../../../web/src/console/traces/trace-problems.tsx';
import { durationShare } from '../../../web/src/console/traces/trace-table.tsx';
import { traceLogsHref } from '../../../web/src/console/traces/trace-view.tsx';

describe('a mistake in a filter expression', () => {
  const refused = (message: string) =>
    new ApiError({ status: 400, title: 'Bad request', detail: 'No.', errors: [{ path: 'filter', message }] });

  test('is told with where X-Ray found it', () => {
    expect(filterProblem(refused('Expected a number at position 7.'))).toEqual({
      message: 'Expected a number at position 7.',
      at: 7,
    });
    expect(filterProblem(refused('No.'))).toEqual({ message: 'No.', at: undefined });
  });

  test('is none where something else failed', () => {
    expect(filterProblem(new Error('Offline.'))).toBeUndefined();
    expect(filterProblem(new ApiError({ status: 502, title: 'Bad gateway', detail: 'X-Ray' }))).toBeUndefined();
  });

  const places: Record<string, [filter: Partial<TraceFilter>, mistake: string]> = {
    alone: [{ expression: 'fault ! error' }, '! error'],
    'after spaces': [{ expression: '   fault = 1' }, '1'],
    'after the form’s own choices': [{ outcome: 'slow', text: 'cart', expression: 'fault = 1' }, '1'],
  };
  for (const [sentence, [given, mistake]] of Object.entries(places)) {
    test(`is marked in what the person wrote: ${sentence}`, () => {
      const filter: TraceFilter = { outcome: 'all', text: '', expression: '', ...given };
      const at = ownPosition(filter, traceFilterExpression(filter).lastIndexOf(mistake));
      expect(filter.expression.slice(at)).toBe(mistake);
    });
  }

  test('is not marked where the person wrote nothing', () => {
    expect(ownPosition({ outcome: 'fault', text: '', expression: '' }, 2)).toBeUndefined();
    expect(ownPosition({ outcome: 'fault', text: '', expression: 'ok' }, 2)).toBeUndefined();
  });
});

const segment = (id: string, more: Partial<Segment> = {}): Segment => ({
  ...{ id, depth: 0, name: id, startMs: 0, durationMs: 1, inProgress: false },
  ...{ fault: false, error: false, throttle: false, annotations: {}, aws: {}, exceptions: [] },
  ...more,
});

describe('what went wrong in a trace', () => {
  const cases: Record<string, [segments: Segment[], failed: string[]]> = {
    'is nothing where nothing is flagged': [[segment('a')], []],
    'is what failed below, not what it made fail above': [
      [segment('a', { fault: true }), segment('b', { fault: true, parentId: 'a' })],
      ['b'],
    ],
    'is also what tells an exception itself': [
      [segment('a', { fault: true, exceptions: [{ stack: [] }] }), segment('b', { error: true, parentId: 'a' })],
      ['a', 'b'],
    ],
  };
  for (const [sentence, [segments, failed]] of Object.entries(cases)) {
    test(sentence, () => expect(failedSegments(segments).map(({ id }) => id)).toEqual(failed));
  }
});

test('a bar is as wide as its share of the longest one, and can be seen', () => {
  expect([durationShare(50, 200), durationShare(0, 200), durationShare(5, 0)]).toEqual([25, 1.5, 1.5]);
});

test('a trace leads to what was logged in it, in its time', () => {
  const id = '1-6a1c2b40-0123456789abcdef01234567';
  const { searchParams } = new URL(traceLogsHref({ id, at: '2026-11-21T10:00:00.000Z', durationMs: 500 }), 'http://x');
  expect(searchParams.get('query')).toContain(`filter traceId = "${id}"`);
  expect([searchParams.get('from'), searchParams.get('to')]).toEqual([
    '2026-11-21T09:59:00.000Z',
    '2026-11-21T10:01:00.500Z',
  ]);
});
