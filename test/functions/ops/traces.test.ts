import { describe, expect, test } from 'vitest';
import { parseSegmentDocument, type SegmentDocument } from '../../../functions/ops/segment-document.ts';
import { traceOverview } from '../../../functions/ops/trace-overview.ts';
import { traceSegments } from '../../../functions/ops/trace-segments.ts';
import { MAX_TRACE_MINUTES, traceWindows } from '../../../functions/ops/trace-windows.ts';

describe('a trace in the list', () => {
  test('is told by the annotations of the request', () => {
    const summary = {
      Id: '1-5759e988-bd862e3fe1be46a994272793',
      StartTime: new Date('2026-11-21T10:00:00.250Z'),
      Duration: 0.1234,
      HasFault: true,
      Http: { HttpMethod: 'GET', HttpURL: 'https://x/', HttpStatus: 200 },
      Annotations: {
        route: [{ AnnotationValue: { StringValue: '/api/checkout' } }],
        method: [{ AnnotationValue: { StringValue: 'POST' } }],
        status: [{ AnnotationValue: { NumberValue: 500 } }],
      },
      ServiceIds: [{ Name: 'outbox' }, { Name: 'checkout' }, { Name: 'checkout' }, {}],
    };
    expect(traceOverview(summary)).toEqual({
      id: '1-5759e988-bd862e3fe1be46a994272793',
      at: '2026-11-21T10:00:00.250Z',
      durationMs: 123,
      method: 'POST',
      route: '/api/checkout',
      status: 500,
      fault: true,
      error: false,
      throttle: false,
      services: ['checkout', 'outbox'],
    });
  });

  const cases: Record<string, [Parameters<typeof traceOverview>[0], object]> = {
    'without annotations falls back to the HTTP of its summary': [
      { Id: '1-00000001-a', Http: { HttpMethod: 'GET', HttpURL: '/', HttpStatus: 404 } },
      { method: 'GET', route: '/', status: 404 },
    ],
    'of an invocation that is no request is told by where it began': [
      { Id: '1-00000001-a', Http: { HttpStatus: 200 }, EntryPoint: { Name: 'smallcart-local-probe' } },
      { entryPoint: 'smallcart-local-probe' },
    ],
    'without a start takes the one in its id': [{ Id: '1-0000000a-a' }, { at: '1970-01-01T00:00:10.000Z' }],
  };
  for (const [sentence, [summary, expected]] of Object.entries(cases)) {
    test(sentence, () => expect(traceOverview(summary)).toMatchObject(expected));
  }

  test('that is no HTTP request has neither method nor route nor status', () => {
    const overview = traceOverview({ Id: '1-0000000a-a', Http: { HttpStatus: 200 } });
    expect(overview).not.toHaveProperty('method');
    expect(overview).not.toHaveProperty('route');
    expect(overview).not.toHaveProperty('status');
  });
});

describe('the windows in which traces are looked for', () => {
  test('cover the range without gap or overlap, newest first', () => {
    const windows = [...traceWindows(0, 3_600_000)];
    expect(windows[0]?.end).toBe(3_600_000);
    expect(windows.at(-1)?.start).toBe(0);
    for (const [i, window] of windows.slice(1).entries()) expect(window.end).toBe(windows[i]?.start);
  });

  test('are never longer than one call allows', () => {
    const lengths = [...traceWindows(0, 100 * 3_600_000)].map(({ start, end }) => end - start);
    expect(Math.max(...lengths)).toBe(MAX_TRACE_MINUTES * 60_000);
  });
});

type Sketch = { id: string; parent?: string; start: number; end?: number; inferred?: boolean; subsegments?: Sketch[] };

function json({ id, parent, start, end, inferred, subsegments = [] }: Sketch): object {
  return {
    id,
    name: id,
    start_time: start,
    end_time: end,
    parent_id: parent,
    inferred,
    subsegments: subsegments.map(json),
  };
}

function documents(sketches: Sketch[]): SegmentDocument[] {
  return sketches.flatMap((sketch) => parseSegmentDocument(JSON.stringify(json(sketch))) ?? []);
}

function outline(sketches: Sketch[]): string[] {
  return traceSegments(documents(sketches)).map(({ depth, id }) => `${'-'.repeat(depth)}${id}`);
}

describe('the segments of a trace', () => {
  const cases: Record<string, { given: Sketch[]; expected: string[] }> = {
    'are flat, each below its parent, siblings by start': {
      given: [
        { id: 'fulfilment', parent: 'send', start: 5, end: 6 },
        {
          id: 'api',
          start: 1,
          end: 4,
          subsegments: [
            { id: 'send', start: 3, end: 4 },
            { id: 'table', start: 2, end: 3 },
          ],
        },
      ],
      expected: ['api', '-table', '-send', '--fulfilment'],
    },
    'whose parent has not arrived are roots': {
      given: [
        { id: 'a', start: 2, end: 3, parent: 'nowhere' },
        { id: 'b', start: 1, end: 2 },
      ],
      expected: ['b', 'a'],
    },
    'that name each other as parent are still shown': {
      given: [
        { id: 'a', start: 1, end: 2, parent: 'b' },
        { id: 'b', start: 2, end: 3, parent: 'a' },
      ],
      expected: ['a', '-b'],
    },
    'that name themselves as parent are roots': { given: [{ id: 'a', start: 1, parent: 'a' }], expected: ['a'] },
    'that X-Ray inferred from a call are not shown beside it, and what hangs below them is kept': {
      given: [
        { id: 'api', start: 1, end: 4, subsegments: [{ id: 'call', start: 2, end: 3 }] },
        { id: 'inferred', parent: 'call', start: 2, end: 3, inferred: true },
        { id: 'below', parent: 'inferred', start: 2.5, end: 3 },
      ],
      expected: ['api', '-call', '--below'],
    },
  };
  for (const [sentence, { given, expected }] of Object.entries(cases)) {
    test(sentence, () => expect(outline(given)).toEqual(expected));
  }

  test('start and last in milliseconds from the start of the trace', () => {
    const start = 1_795_255_200.123;
    const [, child] = traceSegments(
      documents([
        { id: 'a', start, end: start + 2, subsegments: [{ id: 'b', start: start + 0.5, end: start + 0.75 }] },
      ]),
    );
    expect(child?.startMs).toBeCloseTo(500, 1);
    expect(child?.durationMs).toBeCloseTo(250, 1);
  });

  test('without an end are in progress', () => {
    expect(traceSegments(documents([{ id: 'a', start: 1 }]))[0]).toMatchObject({ inProgress: true, durationMs: 0 });
  });

  test('carry flags, annotations, HTTP, AWS facts and exceptions', () => {
    const document = parseSegmentDocument(
      JSON.stringify({
        id: 'a',
        name: 'POST /api/checkout',
        start_time: 1,
        end_time: 2,
        fault: true,
        annotations: { route: '/api/checkout', status: 500, nested: {} },
        http: { request: { method: 'POST', url: 'https://shop/api/checkout' }, response: { status: 500 } },
        aws: { operation: 'TransactWriteItems', retries: 2, xray: {} },
        cause: {
          exceptions: [
            { type: 'TypeError', message: 'x is not a function', stack: [{ path: 'a.ts', line: 3, label: 'pay' }] },
          ],
        },
      }),
    );
    expect(traceSegments(document === undefined ? [] : [document])[0]).toMatchObject({
      fault: true,
      error: false,
      annotations: { route: '/api/checkout', status: 500 },
      http: { method: 'POST', url: 'https://shop/api/checkout', status: 500 },
      aws: { operation: 'TransactWriteItems', retries: 2 },
      exceptions: [{ type: 'TypeError', message: 'x is not a function', stack: ['pay (a.ts:3)'] }],
    });
  });

  for (const document of ['', '{', 'null', '[]', '{"subsegments":{}}', '{"cause":"abcdef","http":1}']) {
    test(`a document of ${JSON.stringify(document)} breaks nothing`, () => {
      const parsed = parseSegmentDocument(document);
      expect(() => traceSegments(parsed === undefined ? [] : [parsed])).not.toThrow();
    });
  }
});
