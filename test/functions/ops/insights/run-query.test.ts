import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { QueryAnswer } from '../../../../functions/ops/insights/query-responses.ts';
import { createQueryRunner } from '../../../../functions/ops/insights/run-query.ts';
import { AwsError } from '../../../../local/aws/aws-error.ts';
import type { AwsService } from '../../../../local/aws/aws-service.ts';
import type { JsonObject } from '../../../../local/aws/json.ts';
import { NOON } from '../../../support/http-event.ts';
import { type EmbeddedOps, startEmbeddedOps } from '../embedded-ops.ts';

const ID = '00000000-0000-4000-8000-000000000001';
const LOOK = { query: 'limit 1', functions: ['cart'] as const, start: NOON - 60_000, end: NOON };

/** What CloudWatch Logs answers here, as it does on a bad day. */
let answers: { start: () => JsonObject; results: () => JsonObject };
let asked: JsonObject[];
let stopped: unknown[];
let ops: EmbeddedOps;

beforeAll(async () => {
  const service: AwsService = {
    name: 'logs',
    protocol: 'awsJson1_1',
    target: 'Logs_20140328',
    operations: {
      StartQuery: (input) => {
        asked.push(input);
        return answers.start();
      },
      GetQueryResults: () => answers.results(),
      StopQuery: ({ queryId }) => {
        stopped.push(queryId);
        return { success: true };
      },
    },
  };
  ops = await startEmbeddedOps([service]);
});
afterAll(() => ops.stop());
beforeEach(() => {
  asked = [];
  stopped = [];
  answers = { start: () => ({ queryId: ID }), results: () => ({ status: 'Complete', results: [] }) };
});

it('is asked of whole seconds that hold the range, and for a thousand rows unless it is said how many', async () => {
  const run = createQueryRunner(() => 0);
  await run({ ...LOOK, start: 1_500, end: 2_500 });
  await run({ ...LOOK, start: 1_000, end: 2_000, limit: 5 });
  expect(asked).toMatchObject([
    { startTime: 1, endTime: 3, limit: 1_000, logGroupNames: [expect.stringMatching(/-cart$/)] },
    { startTime: 1, endTime: 2, limit: 5 },
  ]);
});

describe('on a bad day of CloudWatch Logs', () => {
  it('a query that does not end in time is stopped', async () => {
    answers.results = () => ({ status: 'Running', results: [] });
    const run = createQueryRunner(() => 0, 300);
    await expect(run(LOOK)).rejects.toMatchObject({ status: 504, options: { code: 'query-slow' } });
    expect(stopped).toEqual([ID]);
  });

  it.each(['Failed', 'Timeout', 'Cancelled'])('a query that ends as %s has no answer', async (status) => {
    answers.results = () => ({ status, results: [] });
    await expect(createQueryRunner(() => 0)(LOOK)).rejects.toMatchObject({ status: 502 });
    expect(stopped).toEqual([]);
  });

  it('as many queries as may run already do: it says when to try again', async () => {
    answers.start = () => {
      throw new AwsError('LimitExceededException', 'There are too many.');
    };
    const options = { code: 'upstream-throttled', headers: { 'Retry-After': '5' } };
    await expect(createQueryRunner(() => 0)(LOOK)).rejects.toMatchObject({ status: 429, options });
  });

  it('refuses altogether: the console says which call it was', async () => {
    answers.start = () => {
      throw new AwsError('AccessDeniedException', 'No.');
    };
    const { status, body } = await ops.post('/api/ops/queries', { query: 'limit 1' }, 'viewer');
    expect({ status, operation: body.operation }).toEqual({ status: 502, operation: 'StartQuery' });
  });

  it('tells no place of what is wrong: the reason is told without it', async () => {
    answers.start = () => {
      throw new AwsError('MalformedQueryException', 'Something is wrong.');
    };
    const { status, body } = await ops.post('/api/ops/queries', { query: 'what?' }, 'viewer');
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ path: 'query', message: 'Something is wrong.' }] });
    expect(body).not.toHaveProperty('position');
  });
});

describe('an answer has room for 6 MB', () => {
  // A quote within a text takes four bytes of what Lambda answers.
  const lines = (count: number) =>
    Array.from({ length: count }, (_, index) => [
      { field: '@message', value: '"'.repeat(10_000) },
      { field: 'n', value: `${index}` },
    ]);
  const answer = (): Promise<QueryAnswer> => createQueryRunner(() => 0)(LOOK);

  it('rows beyond it are cut off, which is said', async () => {
    answers.results = () => ({ status: 'Complete', results: lines(1_000) });
    const { rows, truncated } = await answer();
    expect(truncated).toBe(true);
    expect(rows.at(-1)?.n).toBe(`${rows.length - 1}`);
    const payload = JSON.stringify({ statusCode: 200, body: JSON.stringify({ rows }) });
    expect(payload.length).toBeLessThan(6 * 1024 * 1024);
    expect(payload.length).toBeGreaterThan(5_000_000);
  });

  it('as those are that CloudWatch Logs has on further pages', async () => {
    answers.results = () => ({ status: 'Complete', results: lines(2), nextToken: 'more' });
    expect(await answer()).toMatchObject({ rows: { length: 2 }, truncated: true });
  });

  it('all others are there', async () => {
    answers.results = () => ({ status: 'Complete', results: lines(100) });
    const { rows, truncated } = await answer();
    expect({ rows: rows.length, truncated }).toEqual({ rows: 100, truncated: undefined });
  });
});

it('fields that only some rows have stand where those rows have them', async () => {
  const row = (fields: Record<string, string>) => Object.entries(fields).map(([field, value]) => ({ field, value }));
  const rows = [
    { a: '1', d: '4' },
    { a: '1', b: '2', d: '4' },
    { b: '2', c: '3' },
  ];
  answers.results = () => ({ status: 'Complete', results: rows.map(row) });
  const answer = await createQueryRunner(() => 0)(LOOK);
  expect(answer).toEqual({
    fields: ['a', 'b', 'c', 'd'],
    rows,
    statistics: { recordsMatched: 0, recordsScanned: 0, bytesScanned: 0 },
  });
});
