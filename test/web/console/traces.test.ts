import { describe, expect, test } from 'vitest';
import type { Segment, Traces } from '../../../functions/ops/responses.ts';
import { ApiError } from '../../../web/src/api/api-error.ts';
import { filterProblem } from '../../../web/src/console/traces/filter-problem.ts';
import { ownPosition, type TraceFilter, traceFilterExpression } from '../../../web/src/console/traces/trace-filter.ts';
import { failedSegments } from '../../../web/src/console/traces/trace-problems.tsx';
import { durationShare } from '../../../web/src/console/traces/trace-table.tsx';
import { traceLogsHref } from '../../../web/src/console/traces/trace-view.tsx';
import { allTraces, withLatest, withPage } from '../../../web/src/console/traces/use-earlier-traces.ts';

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

describe('earlier traces', () => {
  const list = (nextCursor: string | null, seconds: readonly number[], durationMs = 1): Traces => ({
    ...{ generatedAt: '2026-11-21T12:00:00.000Z', nextCursor },
    traces: seconds.map((second) => ({
      ...{ id: String(second), at: new Date(second * 1_000).toISOString(), durationMs, services: [] },
      ...{ fault: false, error: false, throttle: false },
    })),
  });
  const ids = (latest: Traces, held: readonly Traces[]) => allTraces(latest, held).map(({ id }) => id);

  test('follow the latest ones without a gap, although newer ones take the place of those', () => {
    const before = list('cursor', [6, 5, 4]);
    const held = withPage([], before, list('earlier', [3, 2]));
    expect(ids(list('later', [8, 7, 6]), held)).toEqual(['8', '7', '6', '5', '4', '3', '2']);
    const later = withLatest(held, list('later', [8, 7, 6]));
    expect(ids(list('later', [10, 9, 8]), later)).toEqual(['10', '9', '8', '7', '6', '5', '4', '3', '2']);
    expect(later.at(-1)?.nextCursor).toBe('earlier');
  });

  test('are not held before somebody asks for them', () => {
    expect(withLatest([], list('later', [2]))).toEqual([]);
  });

  test('are as they were told last', () => {
    const held = withPage([], list('cursor', [2]), list(null, [1]));
    expect(allTraces(list('cursor', [2], 70), held).map(({ durationMs }) => durationMs)).toEqual([70, 1]);
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
