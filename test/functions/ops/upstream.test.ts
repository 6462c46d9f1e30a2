import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DashboardFigures } from '../../../functions/ops/dashboards/dashboard-responses.ts';
import { readFigures } from '../../../functions/ops/dashboards/read-figures.ts';
import type { MetricRange } from '../../../functions/ops/metric-range.ts';
import type { Alarms, LogLines, Traces } from '../../../functions/ops/responses.ts';
import type { Objectives } from '../../../functions/ops/slo-responses.ts';
import { AwsError } from '../../../local/aws/aws-error.ts';
import type { AwsService } from '../../../local/aws/aws-service.ts';
import type { JsonObject } from '../../../local/aws/json.ts';
import { NOON } from '../../support/http-event.ts';
import { type EmbeddedOps, startEmbeddedOps } from './embedded-ops.ts';

/** What the services answer next, by operation, one step a call; the last step is repeated. */
type Script = Record<string, readonly ((input: JsonObject) => unknown)[]>;

let script: Script = {};
let calls: { operation: string; input: JsonObject }[] = [];
let ops: EmbeddedOps;

function scripted(operation: string) {
  return (input: JsonObject) => {
    const turn = calls.filter((call) => call.operation === operation).length;
    calls.push({ operation, input });
    const steps = script[operation] ?? [];
    return (steps[turn] ?? steps.at(-1))?.(input) ?? {};
  };
}

function operations(...names: readonly string[]): AwsService['operations'] {
  return Object.fromEntries(names.map((name) => [name, scripted(name)]));
}

const cloudWatch: AwsService = {
  name: 'cloudwatch',
  protocol: 'awsJson1_0',
  target: 'GraniteServiceVersion20100801',
  signingName: 'monitoring',
  operations: operations(
    ...['GetMetricData', 'DescribeAlarms', 'DescribeAlarmHistory'],
    ...['ListAlarmMuteRules', 'GetAlarmMuteRule'],
  ),
};

const xRay: AwsService = {
  name: 'xray',
  protocol: 'restJson1',
  operations: operations('GetTraceSummaries', 'BatchGetTraces'),
  routes: { 'POST /TraceSummaries': 'GetTraceSummaries', 'POST /Traces': 'BatchGetTraces' },
};

const logs: AwsService = {
  name: 'logs',
  protocol: 'awsJson1_1',
  target: 'Logs_20140328',
  operations: operations('FilterLogEvents'),
};

beforeAll(async () => {
  ops = await startEmbeddedOps([cloudWatch, xRay, logs]);
});
beforeEach(() => {
  calls = [];
  // Before it repeats a throttled call, the SDK waits for a random part of some seconds: here for none of it.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => ops.stop());

const fail =
  (code: string, status = 400) =>
  () => {
    throw new AwsError(code, `${code} it is.`, status);
  };

const TRACE = '/api/ops/traces/1-665b0000-000000000000000000000001';
const DASHBOARD = '/api/ops/dashboards/overview';

/** A query of GetMetricData. */
type Query = { Id: string; MetricStat?: { Metric: unknown; Period: number; Stat: string } };

const isQuery = (value: unknown): value is Query => typeof value === 'object' && value !== null && 'Id' in value;
const queriesOf = ({ MetricDataQueries }: JsonObject): Query[] =>
  Array.isArray(MetricDataQueries) ? MetricDataQueries.filter(isQuery) : [];

/** One alarm on a window of an objective, which names its metrics. */
function withObjective() {
  const Metric = { Namespace: 'N', MetricName: 'M' };
  const Metrics = [{ Id: 'total', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }];
  return { MetricAlarms: [{ AlarmName: 'smallcart-local-slo-latency-6h', Metrics }] };
}

/** A page of an objective's events: an hour with a thousand, ten of which failed. */
const eventsPage = (hour: number, StatusCode: string) => ({
  MetricDataResults: ['failedEvents', 'allEvents'].map((Id, index) => ({
    ...{ Id, StatusCode },
    ...{ Timestamps: [NOON / 1000 - 3_600 * hour], Values: [index === 0 ? 10 : 1_000] },
  })),
});

describe('what AWS refuses is a bad gateway that names service, operation and error', () => {
  const cases: Record<string, { path: string; service: string }> = {
    DescribeAlarms: { path: '/api/ops/alarms', service: 'CloudWatch' },
    DescribeAlarmHistory: { path: '/api/ops/alarms/smallcart-local-x/history', service: 'CloudWatch' },
    GetTraceSummaries: { path: '/api/ops/traces', service: 'X-Ray' },
    BatchGetTraces: { path: TRACE, service: 'X-Ray' },
  };
  for (const [operation, { path, service }] of Object.entries(cases)) {
    test(operation, async () => {
      script = { [operation]: [fail('AccessDeniedException')] };
      const { status, contentType, body } = await ops.get(path, 'viewer');
      expect(status).toBe(502);
      expect(contentType).toBe('application/problem+json');
      expect(body).toMatchObject({ service, operation, detail: expect.stringContaining('AccessDeniedException') });
    });
  }

  test('GetMetricData', async () => {
    script = { GetMetricData: [fail('InvalidParameterValue')] };
    expect(await ops.get(DASHBOARD, 'viewer')).toMatchObject({ status: 502, body: { operation: 'GetMetricData' } });
  });

  test.each(['DescribeAlarms', 'GetMetricData'])('%s for the objectives', async (operation) => {
    script = { DescribeAlarms: [withObjective], [operation]: [fail('AccessDeniedException')] };
    expect(await ops.get('/api/ops/slos', 'viewer')).toMatchObject({ status: 502, body: { operation } });
  });
});

test.each(['ThrottlingException', 'Throttling', 'ThrottledException', 'TooManyRequestsException'])(
  '%s is a 429 that says when to come back, and no server error',
  async (code) => {
    script = { GetTraceSummaries: [fail(code, 429)] };
    ops.output.clear();
    const { status, headers, body } = await ops.get('/api/ops/traces', 'viewer');
    expect([status, headers['retry-after']]).toEqual([429, '5']);
    expect(body).toMatchObject({ service: 'X-Ray', operation: 'GetTraceSummaries', title: 'Too many requests' });
    expect(ops.output.canonical()).toMatchObject([{ status: 429, level: 'INFO', ServerErrors: 0 }]);
  },
);

describe('what is not there is not found', () => {
  test('a trace', async () => {
    script = { BatchGetTraces: [() => ({ Traces: [], UnprocessedTraceIds: [] })] };
    expect((await ops.get(TRACE, 'viewer')).status).toBe(404);
  });
});

test('a throttled call is tried again', async () => {
  script = { DescribeAlarms: [fail('ThrottlingException'), fail('ThrottlingException'), () => ({ MetricAlarms: [] })] };
  expect((await ops.get('/api/ops/alarms', 'viewer')).status).toBe(200);
  expect(calls.filter(({ operation }) => operation === 'DescribeAlarms')).toHaveLength(3);
});

describe('answers in pages are read to the end', () => {
  test('of alarms, simple and composite', async () => {
    script = {
      DescribeAlarms: [
        () => ({ MetricAlarms: [{ AlarmName: 'smallcart-local-a' }], NextToken: 't' }),
        () => ({ CompositeAlarms: [{ AlarmName: 'smallcart-local-b', AlarmRule: 'ALARM("a")' }] }),
      ],
    };
    const { body } = await ops.get<Alarms>('/api/ops/alarms', 'viewer');
    expect(body.alarms.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'smallcart-local-a metric',
      'smallcart-local-b composite',
    ]);
  });

  test('of datapoints, which are joined by query', async () => {
    const point = (input: JsonObject, minute: number, value: number) => ({
      MetricDataResults: queriesOf(input).map(({ Id }) => ({
        ...{ Id, Label: 'M', Timestamps: [NOON / 1000 + 60 * minute], Values: [value] },
      })),
    });
    script = {
      GetMetricData: [(input) => (input.NextToken ? point(input, 1, 2) : { ...point(input, 0, 1), NextToken: 't' })],
    };
    const { body } = await ops.get<DashboardFigures>(`${DASHBOARD}?minutes=30`, 'viewer');
    const { series } = body.panels.find(({ id }) => id === 'probe') ?? {};
    expect(series?.[0]).toMatchObject({ timestamps: [NOON, NOON + 60_000], values: [1, 2] });
  });
});

describe('the figures of a dashboard', () => {
  const lines = (input: JsonObject, Values: readonly number[] = [1]) => ({
    MetricDataResults: queriesOf(input).map(({ Id }) => ({
      ...{ Id, Label: 'M', Timestamps: Values.map((_, index) => NOON / 1000 - 60 * index), Values },
    })),
  });
  const asked = () => calls.filter(({ operation }) => operation === 'GetMetricData');

  test('are asked for in a call for each length of period, each metric once', async () => {
    script = { GetMetricData: [(input) => lines(input)] };
    await ops.get(`${DASHBOARD}?minutes=20`, 'viewer');
    const metrics = asked().map(({ input }) => queriesOf(input).flatMap(({ MetricStat }) => MetricStat ?? []));
    const periods = metrics.map((own) => [...new Set(own.map(({ Period }) => Period))]);
    expect(periods.toSorted()).toEqual([[300], [60]]);
    const told = metrics.flat().map((each) => JSON.stringify(each));
    expect(new Set(told).size).toBe(told.length);
    expect(told.length).toBeGreaterThan(10);
  });

  test('are read once in a period, whoever looks', async () => {
    script = { GetMetricData: [(input) => lines(input)] };
    const first = await ops.get<DashboardFigures>(`${DASHBOARD}?minutes=25`, 'viewer');
    const once = asked().length;
    const second = await ops.get<DashboardFigures>(`${DASHBOARD}?minutes=25`, 'admin');
    expect([once > 0, asked().length]).toEqual([true, once]);
    expect(second.body).toEqual(first.body);
  });

  /** How often a metric was read by each of those times, in seconds after NOON. */
  const readings = async (range: MetricRange, times: readonly number[]): Promise<number[]> => {
    script = { GetMetricData: [(input) => lines(input)] };
    const identity = { namespace: 'N', metricName: 'M', dimensions: {}, unit: 'Count' } as const;
    const query = { id: 'm', label: 'M', returnData: true, kind: 'metric', identity, stat: 'Sum' } as const;
    const counted: number[] = [];
    for (const seconds of times) {
      await readFigures([{ queries: [query], range }], NOON + 1_000 * seconds);
      counted.push(asked().length);
    }
    return counted;
  };

  test('of a long period are read again after five minutes, as it is told of while it is under way', async () => {
    const range = { start: NOON, end: NOON + 3_600_000, period: 3_600 };
    expect(await readings(range, [0, 299, 300])).toEqual([1, 1, 2]);
  });

  test('are read once where the time that is looked at is long over, and again where late lines may still come', async () => {
    const until = (minutes: number) => ({ start: NOON - 7_200_000, end: NOON - minutes * 60_000, period: 60 });
    expect(await readings(until(16), [0, 60, 36_000])).toEqual([1, 1, 1]);
    calls = [];
    expect(await readings(until(14), [0, 30, 60])).toEqual([1, 1, 2]);
  });

  test('are shown as far as CloudWatch answers; the panels of a call that failed say why, and are asked for again', async () => {
    const refuseLong = (input: JsonObject) =>
      queriesOf(input).some(({ MetricStat }) => MetricStat?.Period === 300)
        ? fail('InvalidParameterValue')()
        : lines(input);
    script = { GetMetricData: [refuseLong] };
    const { status, body } = await ops.get<DashboardFigures>(`${DASHBOARD}?minutes=77`, 'viewer');
    const of = (id: string) => body.panels.find((panel) => panel.id === id);
    expect(status).toBe(200);
    expect(of('requests')).toMatchObject({ messages: [], series: expect.arrayContaining([expect.anything()]) });
    expect(of('revenue')).toMatchObject({
      series: [],
      messages: [expect.stringContaining('GetMetricData: InvalidParameterValue')],
    });
    script = { GetMetricData: [(input) => lines(input)] };
    const later = await ops.get<DashboardFigures>(`${DASHBOARD}?minutes=77`, 'viewer');
    expect(later.body.panels.find(({ id }) => id === 'revenue')?.messages).toEqual([]);
  });

  test('are asked for again where CloudWatch did not tell all of them', async () => {
    const partly = (input: JsonObject) => ({
      MetricDataResults: lines(input).MetricDataResults.map((each) => ({ ...each, StatusCode: 'PartialData' })),
    });
    script = { GetMetricData: [partly] };
    await ops.get(`${DASHBOARD}?minutes=83`, 'viewer');
    const once = asked().length;
    await ops.get(`${DASHBOARD}?minutes=83`, 'viewer');
    expect(asked()).toHaveLength(2 * once);
  });

  test('say nothing of quotients by 0, where nothing happened, but say all else that CloudWatch says', async () => {
    const Messages = [
      { Code: 'ArithmeticError', Value: 'One or more data-points have been dropped.' },
      { Code: 'MaxMetricsExceeded', Value: 'Too many.' },
    ];
    const telling = (input: JsonObject) => ({
      MetricDataResults: lines(input).MetricDataResults.map((each) => ({ ...each, Messages })),
    });
    script = { GetMetricData: [telling] };
    const { body } = await ops.get<DashboardFigures>(`${DASHBOARD}?minutes=33`, 'viewer');
    expect(body.panels.find(({ id }) => id === 'error-rate')?.messages).toEqual(['MaxMetricsExceeded: Too many.']);
  });

  test('are asked for again while there are none', async () => {
    script = { GetMetricData: [(input) => lines(input, [])] };
    await ops.get(`${DASHBOARD}?minutes=27`, 'viewer');
    const once = asked().length;
    await ops.get(`${DASHBOARD}?minutes=27`, 'viewer');
    expect(asked()).toHaveLength(2 * once);
  });
});

test('more datapoints than an answer has room for are a bad request, and are not read to the end', async () => {
  const Values = Array.from({ length: 60_000 }, (_, index) => index);
  const Timestamps = Values.map((index) => NOON / 1000 - 60 * index);
  const page = { MetricDataResults: [{ Id: 'q', Label: 'M', Timestamps, Values }], NextToken: 't' };
  script = { GetMetricData: [() => page] };
  const { status, body } = await ops.get('/api/ops/metrics?expression=q', 'viewer');
  expect(status).toBe(400);
  expect(body.detail).toContain('150000 datapoints');
  expect(calls).toHaveLength(3);
});

describe('log lines that are spread over many pages', () => {
  const line = { timestamp: NOON - 1_000, message: '{}' };

  test('are looked for on ten pages of a log group', async () => {
    script = { FilterLogEvents: [() => ({ events: [line], nextToken: 't' })] };
    const { body } = await ops.get<LogLines>('/api/ops/logs?functions=cart', 'viewer');
    expect(body).toMatchObject({ truncated: true });
    expect([body.lines.length, calls.length]).toEqual([10, 10]);
  });

  test('are looked for in every log group, and no further when that takes too long', async () => {
    let now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    const slow = () => {
      now += 6_000;
      return { events: [line], nextToken: 't' };
    };
    script = { FilterLogEvents: [slow] };
    const { body } = await ops.get<LogLines>('/api/ops/logs?functions=cart,checkout', 'viewer');
    clock.mockRestore();
    expect(body).toMatchObject({ truncated: true });
    expect(calls).toHaveLength(2);
  });
});

describe('events of an objective', () => {
  test('are read to the end', async () => {
    script = {
      DescribeAlarms: [withObjective],
      GetMetricData: [
        (input) => (input.NextToken ? eventsPage(9, 'Complete') : { ...eventsPage(8, 'PartialData'), NextToken: 't' }),
      ],
    };
    const { body } = await ops.get<Objectives>('/api/ops/slos', 'viewer');
    expect(body.objectives.find(({ id }) => id === 'latency')).toMatchObject({
      total: 2_000,
      failed: 20,
      budgetUsed: 1,
    });
  });

  test('that CloudWatch does not tell all of are not taken for none', async () => {
    script = { DescribeAlarms: [withObjective], GetMetricData: [() => eventsPage(8, 'PartialData')] };
    const { status, body } = await ops.get('/api/ops/slos', 'viewer');
    expect(status).toBe(502);
    expect(body.detail).toContain('EventsMissingError');
  });
});

describe('the latest traces', () => {
  const summary = (secondsAgo: number) => ({
    Id: `1-${Math.floor(NOON / 1000 - secondsAgo).toString(16)}-000000000000000000000000`,
    Duration: 0.1,
  });

  test('are found in recent windows first, and looking stops when there are enough', async () => {
    const many = Array.from({ length: 150 }, (_, i) => summary(i / 4));
    script = {
      GetTraceSummaries: [
        () => ({
          TraceSummaries: many.map((each, i) => ({
            ...each,
            Id: `${each.Id.slice(0, -3)}${String(i).padStart(3, '0')}`,
          })),
        }),
      ],
    };
    const { body } = await ops.get<Traces>('/api/ops/traces?minutes=60', 'viewer');
    expect(calls).toHaveLength(1);
    // Those of the hundredth's second go with it.
    expect(body.traces).toHaveLength(101);
    expect(body.nextCursor).toBe(body.traces.at(-1)?.at);
    const times = body.traces.map(({ at }) => at);
    expect(times).toEqual(times.toSorted().reverse());
  });

  test('are looked for further back while there are few, each listed once', async () => {
    script = {
      GetTraceSummaries: [
        () => ({ TraceSummaries: [summary(10)] }),
        () => ({ TraceSummaries: [summary(10), summary(90)] }),
      ],
    };
    const { body } = await ops.get<Traces>('/api/ops/traces?minutes=3', 'viewer');
    expect(calls.map(({ input }) => [input.StartTime, input.EndTime])).toEqual([
      [NOON / 1000 - 60, NOON / 1000],
      [NOON / 1000 - 180, NOON / 1000 - 60],
    ]);
    expect(body.traces.map(({ at }) => Date.parse(at))).toEqual([NOON - 10_000, NOON - 90_000]);
    expect(body.nextCursor).toBeNull();
  });

  test('go on before those that were listed', async () => {
    script = { GetTraceSummaries: [() => ({ TraceSummaries: [summary(90)] })] };
    const cursor = new Date(NOON - 30_000).toISOString();
    await ops.get<Traces>(`/api/ops/traces?minutes=1&cursor=${cursor}`, 'viewer');
    expect(calls.map(({ input }) => [input.StartTime, input.EndTime])).toEqual([[NOON / 1000 - 60, NOON / 1000 - 30]]);
  });

  test('never cost more calls than a person waits for', async () => {
    script = { GetTraceSummaries: [() => ({ TraceSummaries: [], NextToken: 'more' })] };
    const { body } = await ops.get<Traces>('/api/ops/traces?minutes=360', 'viewer');
    expect(calls.length).toBeLessThanOrEqual(30);
    expect(body.nextCursor).toBe(new Date(NOON - 60_000).toISOString());
  });

  test('whose filter X-Ray refuses are a bad request with X-Ray’s reason', async () => {
    script = { GetTraceSummaries: [fail('InvalidRequestException')] };
    const { status, body } = await ops.get<{ errors: object[] }>('/api/ops/traces?filter=nonsense', 'viewer');
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ path: 'filter', message: 'InvalidRequestException it is.' }]);
  });

  test('are those of this stage, whatever filter is given', async () => {
    script = { GetTraceSummaries: [() => ({ TraceSummaries: [] })] };
    for (const filter of ['', 'fault OR error']) {
      await ops.get(`/api/ops/traces?${new URLSearchParams({ minutes: '1', filter })}`, 'viewer');
    }
    expect(calls.map(({ input }) => input.FilterExpression)).toEqual([
      'annotation.stage = "local"',
      'annotation.stage = "local" AND (fault OR error)',
    ]);
  });

  test.each([
    'fault) OR (error',
    'fault) OR annotation.stage = "production" OR (ok',
    '(fault',
    'service("x") { fault',
    'service("x"} (',
    'annotation.route = "x',
    `annotation.route = '"' ) OR ( ok AND '"' = "x"`,
    'annotation.route = "\\" ) OR ( "\\"',
  ])('a filter such as %s, which would reach beyond its brackets, is a bad request and not sent', async (filter) => {
    const query = new URLSearchParams({ filter });
    const { status, body } = await ops.get<{ errors: { path: string }[] }>(`/api/ops/traces?${query}`, 'viewer');
    expect([status, body.errors.map(({ path }) => path)]).toEqual([400, ['filter']]);
    expect(calls).toEqual([]);
  });

  test('a filter may have brackets in its texts', async () => {
    script = { GetTraceSummaries: [() => ({ TraceSummaries: [] })] };
    const query = new URLSearchParams({ filter: 'service("a)(") { annotation[route] = "/api/{id" }' });
    expect((await ops.get(`/api/ops/traces?${query}`, 'viewer')).status).toBe(200);
  });
});
