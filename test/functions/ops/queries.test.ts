import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { signedQueryId } from '../../../functions/ops/insights/query-id.ts';
import type {
  LogRecord,
  QueryResults,
  SavedQueries,
  StartedQuery,
} from '../../../functions/ops/insights/query-responses.ts';
import { createQueryRunner } from '../../../functions/ops/insights/run-query.ts';
import { deployLogGroups } from '../../../local/deploy/deploy-log-groups.ts';
import { pointerTo } from '../../../local/logs/insights/record-pointer.ts';
import { type LogStore, openLogStore } from '../../../local/logs/log-store.ts';
import { createLogsService } from '../../../local/logs/logs-service.ts';
import { openQueryDefinitions } from '../../../local/logs/query-definitions.ts';
import { QUERIES } from '../../../monitoring/queries.ts';
import { FUNCTION_IDS, type FunctionId } from '../../../monitoring/resources.ts';
import { FUNCTION_ENVIRONMENT } from '../../support/embedded-table.ts';
import { NOON } from '../../support/http-event.ts';
import { type EmbeddedOps, startEmbeddedOps } from './embedded-ops.ts';

const MINUTE = 60_000;
const SIGNER = { stage: 'local', pseudonymKey: FUNCTION_ENVIRONMENT.PSEUDONYM_KEY };
const UNKNOWN = signedQueryId('00000000-0000-4000-8000-000000000000', SIGNER);

let ops: EmbeddedOps;
let logs: LogStore;
let starts = 0;
let stop: () => Promise<void>;

const line = (id: FunctionId, minutesAgo: number, fields: object) =>
  logs.put(`/aws/lambda/smallcart-local-${id}`, 'one', [
    { timestamp: NOON - minutesAgo * MINUTE, message: JSON.stringify({ service: id, ...fields }) },
  ]);

beforeAll(async () => {
  const store = new DatabaseSync(':memory:');
  logs = openLogStore({ store, now: () => NOON, record: () => {} });
  const service = createLogsService(logs, openQueryDefinitions(store, crypto.randomUUID));
  await deployLogGroups(service, NOON);
  const { StartQuery } = service.operations;
  const counted: typeof StartQuery = (input, context) => {
    starts += 1;
    return StartQuery?.(input, context);
  };
  ops = await startEmbeddedOps([{ ...service, operations: { ...service.operations, StartQuery: counted } }]);
  line('checkout', 5, { level: 'ERROR', message: 'It broke.', status: 500, durationMs: 40 });
  line('checkout', 4, { level: 'INFO', message: 'POST /api/checkout', status: 201, durationMs: 20 });
  line('cart', 3, { level: 'INFO', message: 'GET /api/cart', route: '/api/cart', status: 200, durationMs: 10 });
  line('cart', 90, { level: 'INFO', message: 'GET /api/cart', status: 200, durationMs: 1_000 });
  logs.put('/aws/lambda/smallcart-production-cart', 'one', [
    { timestamp: NOON - MINUTE, message: '{"other":"stage"}' },
  ]);
  stop = async () => {
    await ops.stop();
    logs.close();
    store.close();
  };
});
afterAll(() => stop());

const started = (body: object) => ops.post<StartedQuery>('/api/ops/queries', body, 'viewer');

/** What a query has found in the end. */
async function found(body: object): Promise<QueryResults> {
  const { body: query } = await started(body);
  for (;;) {
    const { body: results } = await ops.get<QueryResults>(`/api/ops/queries/${query.id}`, 'viewer');
    if (results.status !== 'Running' && results.status !== 'Scheduled') return results;
  }
}

describe('a viewer queries log lines', () => {
  it('of some functions, of the time that is asked for', async () => {
    const { status, body } = await started({ query: 'fields message', functions: ['cart'], minutes: 60 });
    expect({ status, start: body.start, end: body.end }).toEqual({ status: 202, start: NOON - 60 * MINUTE, end: NOON });
    const results = await found({ query: 'fields message, status', functions: ['cart'], minutes: 60 });
    expect(results).toMatchObject({
      status: 'Complete',
      fields: ['message', 'status', '@ptr'],
      rows: [{ message: 'GET /api/cart', status: '200' }],
      statistics: { recordsMatched: 1 },
    });
    expect(results.dollars).toBeCloseTo(results.statistics.bytesScanned * 5e-12, 15);
    expect(results.statistics.bytesScanned).toBeGreaterThan(0);
  });

  it('up to a time that is past', async () => {
    const end = new Date(NOON - 60 * MINUTE).toISOString();
    const { rows } = await found({ query: 'fields durationMs', minutes: 60, end });
    expect(rows).toMatchObject([{ durationMs: '1000' }]);
  });

  it('of neighbouring times, and each line is of one of them alone', async () => {
    const from = NOON - 1_000 * MINUTE;
    const times = [-30_001, -30_000, -1, 0, 999, 29_999, 30_000];
    const messages = times.map((ms) => ({ timestamp: from + ms, message: `{"neighbour":${ms}}` }));
    logs.put('/aws/lambda/smallcart-local-catalog', 'one', messages);
    const linesUntil = async (ms: number) => {
      const end = new Date(from + ms).toISOString();
      const { rows } = await found({ query: 'fields neighbour | sort @timestamp', minutes: 1, end });
      return rows.map(({ neighbour }) => Number(neighbour));
    };
    expect(await linesUntil(-30_000)).toEqual([-30_001]);
    expect(await linesUntil(30_000)).toEqual([-30_000, -1, 0, 999, 29_999]);
    // Half a second is rounded up, at the end of one and at the beginning of the next.
    expect(await linesUntil(500)).toEqual([-30_001, -30_000, -1, 0, 999]);
    expect(await linesUntil(60_500)).toEqual([29_999, 30_000]);
  });

  it('of every function, and gets figures in the order of the query', async () => {
    const query = 'stats count(*) as lines, max(durationMs) as slowest by service | sort service asc';
    const { fields, rows } = await found({ query });
    expect(fields).toEqual(['service', 'lines', 'slowest']);
    expect(rows).toEqual([
      { service: 'cart', lines: '1', slowest: '10' },
      { service: 'checkout', lines: '2', slowest: '40' },
    ]);
  });

  it('and a row keeps its fields’ names where others have more of them', async () => {
    const { fields, rows } = await found({ query: 'fields route, status | sort @timestamp asc' });
    expect(fields.filter((field) => field !== '@ptr')).toEqual(['route', 'status']);
    expect(rows.map(({ route }) => route)).toEqual([undefined, undefined, '/api/cart']);
  });

  it('no more of them than are asked for', async () => {
    expect((await found({ query: 'fields message', limit: 2 })).rows).toHaveLength(2);
  });

  it('and sees all fields of one', async () => {
    const { rows } = await found({ query: 'fields message | filter status = 500' });
    const pointer = encodeURIComponent(rows[0]?.['@ptr'] ?? '');
    const { body } = await ops.get<LogRecord>(`/api/ops/log-record?pointer=${pointer}`, 'viewer');
    expect(body.fields).toMatchObject({ level: 'ERROR', message: 'It broke.', durationMs: '40' });
  });
});

it.each(['smallcart-production-cart', 'smallcart-local-eu-cart'])(
  'a line of %s, which is another stage’s, is not shown',
  async (name) => {
    const logGroup = `/aws/lambda/${name}`;
    logs.put(logGroup, 'one', [{ timestamp: NOON, message: '{"other":"stage"}' }]);
    const [event] = logs.read({ logGroup, start: NOON, end: NOON, direction: 'forward' });
    const pointer = encodeURIComponent(pointerTo(event?.id ?? 0));
    expect((await ops.get(`/api/ops/log-record?pointer=${pointer}`, 'viewer')).status).toBe(404);
  },
);

it('every saved query is listed with its parameters', async () => {
  const { body } = await ops.get<SavedQueries>('/api/ops/queries', 'viewer');
  expect(body.queries.map(({ id }) => id)).toEqual(QUERIES.map(({ id }) => id));
  expect(body.queries.find(({ id }) => id === 'user-story')?.parameters).toMatchObject([{ name: 'userId' }]);
});

test.each(QUERIES)('the saved query “$title” is understood', async ({ query, functions }) => {
  expect((await started({ query, functions })).status).toBe(202);
});

describe('a query that is not understood', () => {
  it('is refused with the reason and its place', async () => {
    const query = 'fields message\n| srot @timestamp';
    const { status, body } = await ops.post('/api/ops/queries', { query }, 'viewer');
    expect(status).toBe(400);
    expect(body).toMatchObject({ type: 'urn:problem:query', errors: [{ path: 'query' }] });
    const { position } = body as { position?: { start: number; end: number } };
    expect(query.slice(position?.start, position?.end)).toContain('srot');
  });

  const refused: Record<string, object> = {
    'no query': {},
    'an empty one': { query: '' },
    'one that is too long': { query: 'x'.repeat(10_001) },
    'a function that there is not': { query: 'limit 1', functions: ['toaster'] },
    'no function at all': { query: 'limit 1', functions: [] },
    'no minutes': { query: 'limit 1', minutes: 0 },
    'more than two weeks': { query: 'limit 1', minutes: 20_161 },
    'an end that is no time': { query: 'limit 1', end: 'soon' },
    'more rows than Logs Insights gives': { query: 'limit 1', limit: 10_001 },
  };
  for (const [sentence, body] of Object.entries(refused)) {
    test(sentence, async () => {
      expect((await ops.post('/api/ops/queries', body, 'viewer')).status).toBe(400);
    });
  }
});

describe('what there is not', () => {
  test.each([
    ['no such query', `/api/ops/queries/${UNKNOWN}`],
    ['no query’s id', '/api/ops/queries/errors'],
    ['no line', '/api/ops/log-record?pointer=nothing'],
  ])('%s', async (_, path) => {
    expect((await ops.get(path, 'viewer')).status).toBe(404);
  });

  it('cannot be stopped', async () => {
    expect(await ops.send('DELETE', `/api/ops/queries/${UNKNOWN}`, 'viewer')).toBe(404);
  });
});

describe('a query that this stage’s console has not started is neither read nor stopped', () => {
  const forged: Record<string, (id: string) => string> = {
    'by the id that Logs Insights knows it by': (id) => id,
    'with another query’s signature': (id) => `${id}.${UNKNOWN.split('.')[1]}`,
    'with another stage’s': (id) => signedQueryId(id, { ...SIGNER, stage: 'production' }),
    'with a shorter one': (id) => signedQueryId(id, SIGNER).slice(0, -1),
  };
  for (const [sentence, forge] of Object.entries(forged)) {
    test(sentence, async () => {
      const { body } = await started({ query: 'stats count(*) as lines' });
      const [id = ''] = body.id.split('.');
      expect(signedQueryId(id, SIGNER)).toBe(body.id);
      expect((await ops.get(`/api/ops/queries/${forge(id)}`, 'viewer')).status).toBe(404);
      expect(await ops.send('DELETE', `/api/ops/queries/${forge(id)}`, 'viewer')).toBe(404);
    });
  }
});

it('a query that has ended may be stopped, and keeps what it has found', async () => {
  const { body } = await started({ query: 'stats count(*) as lines' });
  expect(await ops.send('DELETE', `/api/ops/queries/${body.id}`, 'viewer')).toBe(204);
  expect(await ops.send('DELETE', `/api/ops/queries/${body.id}`, 'viewer')).toBe(204);
});

describe('a panel’s query', () => {
  const LOOK = { query: 'stats count(*) as lines', functions: FUNCTION_IDS, start: NOON - 60 * MINUTE, end: NOON };

  it('is asked once a minute, however many look', async () => {
    let elapsed = 0;
    const run = createQueryRunner(() => elapsed);
    const before = starts;
    const answers = await Promise.all([run(LOOK), run(LOOK)]);
    expect(answers.map(({ rows }) => rows)).toEqual([[{ lines: '3' }], [{ lines: '3' }]]);
    await run(LOOK);
    expect(starts - before).toBe(1);
    await run({ ...LOOK, end: NOON - 4 * MINUTE });
    expect(starts - before).toBe(2);
    elapsed = 60_000;
    await run(LOOK);
    expect(starts - before).toBe(3);
  });

  it('is not remembered when it failed', async () => {
    const run = createQueryRunner(() => 0);
    const before = starts;
    for (let time = 0; time < 2; time++) await expect(run({ ...LOOK, query: 'what?' })).rejects.toThrow(/understand/);
    expect(starts - before).toBe(2);
  });
});
