import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { traceOverview } from '../../../functions/ops/trace-overview.ts';
import { isJsonObject } from '../../../local/aws/json.ts';
import { parseFilterExpression } from '../../../local/xray/filter-expression.ts';
import { traceScope } from '../../../local/xray/filter-scope.ts';
import { traceIdOf } from '../../../local/xray/segment.ts';
import type { Trace } from '../../../local/xray/trace.ts';
import { summarise } from '../../../local/xray/trace-summary.ts';
import { FILTER_EXAMPLES } from '../../../web/src/console/traces/filter-examples.ts';
import { TraceTable } from '../../../web/src/console/traces/trace-table.tsx';
import { scratchTraces } from '../../local/xray/traces.ts';

/** Three traces of the shop, each a line: an order after a cold start, a declined card, a cart while DynamoDB did not answer. */
const RECORDED = join(import.meta.dirname, '../../fixtures/recorded-traces.jsonl');

const scratch = scratchTraces();
let traces: readonly Trace[];
beforeAll(() => {
  const recorded = readFileSync(RECORDED, 'utf8').trimEnd().split('\n');
  traces = recorded.map((line) => {
    const documents: unknown[] = JSON.parse(line);
    scratch.traces.put(documents);
    const trace = scratch.traces.trace(traceIdOf(documents.filter(isJsonObject)[0] ?? {}));
    if (!trace) throw new Error('A recorded trace is not there.');
    return trace;
  });
});
afterAll(() => scratch.remove());

const found = (expression: string): number =>
  traces.filter((trace) => parseFilterExpression(expression)(traceScope(trace))).length;

describe('an example of a filter expression finds some of the shop’s traces', () => {
  test.each(FILTER_EXAMPLES)('$expression', ({ expression }) => expect(found(expression)).toBeGreaterThan(0));
});

test('each service that the list names is found by that name', () => {
  const listed = traces.map((trace) => {
    const { ServiceIds } = summarise(trace, traceScope(trace), '000000000000');
    return traceOverview({ Id: trace.id, ServiceIds });
  });
  const html = renderToString(h(TraceTable, { traces: listed, now: '2026-11-21T12:00:00.000Z', more: false }));
  const names = [...html.matchAll(/<span class="trace-services">([^<]*)/g)].flatMap(([, text = '']) =>
    text.split(', '),
  );
  expect(new Set(names)).toContain('smallcart-local-checkout');
  expect(new Set(names)).toContain('outbox');
  expect(names.filter((name) => found(`service("${name}")`) === 0)).toEqual([]);
});
