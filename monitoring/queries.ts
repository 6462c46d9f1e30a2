import { PRICES } from './prices.ts';
import { FUNCTION_IDS, type FunctionId } from './resources.ts';

/** A parameter of a saved query: `{{name}}` in its text. */
export type QueryParameter = { readonly name: string; readonly defaultValue: string; readonly description: string };

/** A saved query of CloudWatch Logs Insights ("CloudWatch Logs Insights language query syntax"). */
export type QueryDefinition = {
  /** Last part of the name under which it is saved. */
  readonly id: string;
  readonly title: string;
  /** What it answers, one sentence. */
  readonly description: string;
  /** Functions whose log groups it looks at. */
  readonly functions: readonly FunctionId[];
  readonly query: string;
  readonly parameters?: readonly QueryParameter[];
};

/** Of a request, only its canonical line has a duration. */
const REQUESTS = 'filter ispresent(durationMs) and ispresent(route)';

const lines = (...parts: readonly string[]): string => parts.join('\n| ');

const HTTP = ['catalog', 'cart', 'checkout', 'account', 'admin', 'ops'] as const satisfies readonly FunctionId[];

/** Every saved query. The fields are those of monitoring/log-fields.ts. */
export const QUERIES: readonly QueryDefinition[] = [
  {
    id: 'latest-lines',
    title: 'Latest lines',
    description: 'What the functions wrote last, Lambda’s own lines left out.',
    functions: FUNCTION_IDS,
    query: lines(
      'fields @timestamp, service, level, message, status, durationMs, traceId',
      'filter ispresent(level)',
      'sort @timestamp desc',
      'limit 200',
    ),
  },
  {
    id: 'errors',
    title: 'Errors',
    description: 'The latest errors of all functions, with what went wrong and the ids that lead on.',
    functions: FUNCTION_IDS,
    query: lines(
      'fields @timestamp, service, message, error.name, error.message, route, status, requestId, correlationId, traceId',
      'filter level = "ERROR"',
      'sort @timestamp desc',
      'limit 200',
    ),
  },
  {
    id: 'errors-by-cause',
    title: 'Errors by cause',
    description: 'How often each error happened, where, and when last: the most frequent first.',
    functions: FUNCTION_IDS,
    query: lines(
      'filter level = "ERROR" and ispresent(error.name)',
      'stats count(*) as errors, fromMillis(max(@timestamp)) as last by service, error.name, error.message',
      'sort errors desc',
      'limit 50',
    ),
  },
  {
    id: 'request-story',
    title: 'One request’s story',
    description: 'Every line with a correlation id, across API, stream, queue and jobs, in the order of time.',
    functions: FUNCTION_IDS,
    query: lines(
      'fields @timestamp, service, level, message, route, status, durationMs, orderId, error.name, requestId, traceId',
      'filter correlationId = "{{correlationId}}" or requestId = "{{correlationId}}"',
      'sort @timestamp asc',
      'limit 1000',
    ),
    parameters: [
      {
        name: 'correlationId',
        defaultValue: 'unknown',
        description: 'The X-Correlation-ID or X-Request-ID of an answer, as the error page shows it.',
      },
    ],
  },
  {
    id: 'user-story',
    title: 'One user’s story',
    description: 'What a user did, by their pseudonym: every request of theirs and what it led to.',
    functions: FUNCTION_IDS,
    query: lines(
      'fields @timestamp, service, message, status, durationMs, orderId, paymentResult, problem, correlationId',
      'filter userId = "{{userId}}"',
      'sort @timestamp asc',
      'limit 1000',
    ),
    parameters: [
      { name: 'userId', defaultValue: 'unknown', description: 'The pseudonym, as any line of the user shows it.' },
    ],
  },
  {
    id: 'order-story',
    title: 'One order’s story',
    description: 'Every line about an order, from checkout to delivery.',
    functions: ['checkout', 'admin', 'outbox', 'fulfilment', 'order-progress'],
    query: lines(
      'fields @timestamp, service, level, message, status, paymentResult, outcome, error.name, correlationId, traceId',
      'filter orderId = "{{orderId}}"',
      'sort @timestamp asc',
      'limit 1000',
    ),
    parameters: [{ name: 'orderId', defaultValue: 'ord_', description: 'The order’s number, ord_ and 26 characters.' }],
  },
  {
    id: 'admin-activity',
    title: 'Admin activity',
    description:
      'What was asked of the admin’s API and what came of it; the audit log in the shop has the changes themselves.',
    functions: ['admin'],
    query: lines(
      'fields @timestamp, userId, method, route, status, problem, requestId',
      'filter route like /^\\/api\\/(admin|items)/ and method != "GET"',
      'sort @timestamp desc',
      'limit 200',
    ),
  },
  {
    id: 'slowest-routes',
    title: 'Slowest routes',
    description: 'Routes by their p95: where shoppers wait longest.',
    functions: HTTP,
    query: lines(
      REQUESTS,
      'stats pct(durationMs, 95) as p95, max(durationMs) as slowest, count(*) as requests by method, route',
      'sort p95 desc',
      'limit 20',
    ),
  },
  {
    id: 'requests-by-route',
    title: 'Requests by route',
    description: 'Requests, failures and p50, p95, p99 in milliseconds by route and five minutes.',
    functions: HTTP,
    query: lines(
      REQUESTS,
      'stats count(*) as requests, sum(floor(status / 500)) as failures, pct(durationMs, 50) as p50, pct(durationMs, 95) as p95, pct(durationMs, 99) as p99 by bin(5m) as time, method, route',
      'sort time desc, requests desc',
    ),
  },
  {
    id: 'cold-starts',
    title: 'Cold starts',
    description: 'Share of invocations that waited for a new execution environment, and how long, by function.',
    functions: FUNCTION_IDS,
    query: lines(
      'filter @type = "REPORT"',
      'stats count(@initDuration) * 100 / count(*) as coldPercent, pct(@initDuration, 95) as p95InitMs, count(*) as invocations by @log',
      'sort coldPercent desc',
    ),
  },
  {
    id: 'text-search',
    title: 'Text search',
    description: 'Every line that holds a text, whatever its level.',
    functions: FUNCTION_IDS,
    query: lines(
      'fields @timestamp, service, level, message, @message',
      'filter @message like "{{text}}"',
      'sort @timestamp desc',
      'limit 200',
    ),
    parameters: [
      { name: 'text', defaultValue: 'error', description: 'What to look for, upper and lower case as written.' },
    ],
  },
  {
    id: 'by-level',
    title: 'Lines by level',
    description: 'How many lines each function wrote of each level in five minutes.',
    functions: FUNCTION_IDS,
    query: lines(
      'filter ispresent(level)',
      'stats count(*) as lines by bin(5m) as time, service, level',
      'sort time desc',
    ),
  },
  {
    id: 'errors-over-time',
    title: 'Errors over time',
    description: 'How many errors there were in each five minutes: whether they come more often, and since when.',
    functions: FUNCTION_IDS,
    query: lines('filter level = "ERROR"', 'stats count(*) as errors by bin(5m)'),
  },
  {
    id: 'log-levels',
    title: 'Levels',
    description: 'How many lines there are of each level: what grows beside INFO is worth a look.',
    functions: FUNCTION_IDS,
    query: lines('filter ispresent(level)', 'stats count(*) as lines by level', 'sort lines desc'),
  },
  {
    id: 'log-volume',
    title: 'Log volume',
    description: 'Lines and bytes that each function wrote, and US dollars that CloudWatch Logs asks for them.',
    functions: FUNCTION_IDS,
    query: lines(
      `stats count(*) as lines, sum(strlen(@message)) as bytes, sum(strlen(@message)) * ${PRICES.logsPerGigabyte} / 1000000000 as dollars by @log`,
      'sort bytes desc',
    ),
  },
];
