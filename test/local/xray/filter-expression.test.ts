import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AwsError } from '../../../local/aws/aws-error.ts';
import { parseFilterExpression } from '../../../local/xray/filter-expression.ts';
import { type FilterScope, traceScope } from '../../../local/xray/filter-scope.ts';
import { scratchTraces, segment, segmentId, subsegment, traceId } from './traces.ts';

const scratch = scratchTraces();
let scope: FilterScope;
beforeAll(() => {
  const aws = { operation: 'PutItem', table_name: 'shop' };
  const http = {
    request: { url: 'https://shop.example/api/checkout', method: 'POST', user_agent: 'probe', client_ip: '10.0.0.1' },
    response: { status: 409 },
  };
  const work = subsegment(2, {
    name: 'POST /api/checkout',
    http,
    error: true,
    annotations: { route: '/api/checkout', attempts: 2, synthetic: true },
    subsegments: [
      subsegment(3, { name: 'DynamoDB', namespace: 'aws', aws, fault: true, http: { response: { status: 500 } } }),
    ],
  });
  scratch.traces.put(
    segment(1, {
      name: 'checkout',
      origin: 'AWS::Lambda::Function',
      subsegments: [work],
      user: 'usr_1',
      end_time: segment(1).start_time + 2,
    }),
  );
  scratch.traces.put(
    segment(4, {
      name: 'fulfilment',
      parent_id: segmentId(2),
      start_time: segment(1).start_time + 3,
      end_time: segment(1).start_time + 4,
    }),
  );
  const trace = scratch.traces.trace(traceId(1));
  if (!trace) throw new Error('no trace');
  scope = traceScope(trace);
});
afterAll(() => scratch.remove());

const matching = [
  '',
  'error',
  'error = true',
  '!fault',
  'fault = false',
  'ok != true',
  'NOT ok',
  'duration = 4',
  'responsetime >= 2 AND responsetime < 2.5',
  'http.status = 409',
  'http.url BEGINSWITH "https://shop" AND http.url ENDSWITH "checkout"',
  'http.method = "POST"',
  'http.useragent CONTAINS "rob" AND http.clientip != "::1"',
  'user = "usr_1"',
  'annotation.route = "/api/checkout"',
  'annotation[route] = "/api/checkout"',
  'annotation["attempts"] > 1',
  'annotation.synthetic = true',
  'annotation.route',
  '!annotation.other',
  'service("checkout")',
  'service()',
  'service("shop") { fault }',
  'service(id(name: "shop", type: "AWS::DynamoDB::Table")) { fault AND http.status = 500 AND inferred }',
  'service("checkout") { error AND !fault AND root AND responsetime = 2 }',
  '!service("checkout") { fault }',
  'edge("checkout", "shop") { fault }',
  'edge("checkout", "fulfilment")',
  '(fault OR error) AND duration > 1',
  'fault AND error OR duration > 1',
  'FAULT or Error',
];
const other = [
  'fault',
  'ok',
  'throttle',
  'error AND fault',
  'fault AND (error OR duration > 1)',
  'http.status = 500',
  'annotation.route = "/api"',
  'annotation.attempts = "2"',
  'annotation.missing != "x"',
  'service("elsewhere")',
  'service("shop") { ok }',
  'service("fulfilment") { root }',
  'service(id(name: "shop", type: "AWS::SQS::Queue"))',
  'edge("shop", "checkout")',
  'partial',
];

test.each(matching)('matches: %s', (expression) => expect(parseFilterExpression(expression)(scope)).toBe(true));
test.each(other)('does not match: %s', (expression) => expect(parseFilterExpression(expression)(scope)).toBe(false));

const invalid: Record<string, RegExp> = {
  'http.status >': /position 13: expected a value but found the end/,
  'http.status = "409"': /position 14: expected a number/,
  'http.url > "x"': /position 9: expected one of = != CONTAINS/,
  'http.url = 7': /position 11: expected a text/,
  'fault = 1': /position 8: expected true or false/,
  'colour = "red"': /position 0: expected a keyword/,
  'fault)': /position 5: expected AND, OR or the end but found '\)'/,
  '(fault': /position 6: expected '\)'/,
  'service(x)': /position 8: expected a service name in quotation marks/,
  'service("x") { fault': /position 20: expected '}'/,
  'edge("x")': /position 8: expected ','/,
  'annotation[': /position 11: expected an annotation key/,
  'service(id(colour: "x"))': /position 11: expected name, type or account.id/,
  '"open': /position 0: expected a keyword, value or operator/,
  'fault AND': /position 9: expected a keyword/,
  'annotation.a < true': /position 13: expected = or !=/,
  [`${'('.repeat(60)}fault${')'.repeat(60)}`]: /levels of nesting/,
};

test.each(Object.entries(invalid))('%s is refused with its position', (expression, message) => {
  expect(() => parseFilterExpression(expression)).toThrow(message);
});

test('whatever the text, it is a filter or an InvalidRequestException', () => {
  const parts = fc.constantFrom(
    'service',
    'edge',
    'id',
    'annotation',
    'annotation.a',
    'fault',
    'duration',
    'http.url',
    '(',
    ')',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '=',
    '!=',
    '!',
    '<',
    'AND',
    'OR',
    'NOT',
    'CONTAINS',
    '"x"',
    '1',
    'true',
    ' ',
    'name',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(parts, { maxLength: 30 }).map((list) => list.join(' ')),
  );
  fc.assert(
    fc.property(text, (expression) => {
      try {
        expect(typeof parseFilterExpression(expression)(scope)).toBe('boolean');
      } catch (error) {
        expect(error).toBeInstanceOf(AwsError);
        expect(error).toMatchObject({ code: 'InvalidRequestException', message: expect.stringContaining('position') });
      }
    }),
    { numRuns: 2_000 },
  );
});
