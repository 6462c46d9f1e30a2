import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import {
  CloudWatchClient,
  DeleteAlarmMuteRuleCommand,
  PutAlarmMuteRuleCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { PutTraceSegmentsCommand, XRayClient } from '@aws-sdk/client-xray';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '../../../functions/function-definition.ts';
import { FUNCTIONS } from '../../../functions/manifest.ts';
import type { DashboardFigures, Dashboards } from '../../../functions/ops/dashboards/dashboard-responses.ts';
import type {
  AlarmHistory,
  AlarmMetric,
  Alarms,
  Chart,
  LogLines,
  Trace,
  Traces,
} from '../../../functions/ops/responses.ts';
import { createClock } from '../../../local/clock.ts';
import { type CloudWatch, createCloudWatch } from '../../../local/cloudwatch/create-cloudwatch.ts';
import { deployMonitoring } from '../../../local/deploy/deploy-monitoring.ts';
import { deployTraceGroups } from '../../../local/deploy/trace-groups.ts';
import { type LogStore, openLogStore } from '../../../local/logs/log-store.ts';
import { createLogsService } from '../../../local/logs/logs-service.ts';
import { openQueryDefinitions } from '../../../local/logs/query-definitions.ts';
import { openTraceGroups } from '../../../local/xray/trace-groups.ts';
import { openTraceStore } from '../../../local/xray/trace-store.ts';
import { createXrayService } from '../../../local/xray/xray-service.ts';
import { ALARMS } from '../../../monitoring/alarms/alarms.ts';
import { COMPOSITES } from '../../../monitoring/alarms/composites.ts';
import { DASHBOARDS } from '../../../monitoring/dashboards/dashboards.ts';
import { overview } from '../../../monitoring/dashboards/overview.ts';
import { resolveTracesPanel } from '../../../monitoring/dashboards/resolve-traces-panel.ts';
import { FUNCTION_IDS } from '../../../monitoring/resources.ts';
import { NOON } from '../../support/http-event.ts';
import { type EmbeddedOps, startEmbeddedOps } from './embedded-ops.ts';

const MINUTE = 60_000;
const OVERVIEW = '/api/ops/dashboards/overview';
/** Traces of another stage, and of another application, in the same account. */
const OTHER_STAGE = '1-665b0000-000000000000000000000002';
const OF_NOBODY = '1-665b0000-000000000000000000000003';
const TRACE_ID = '1-665b0000-000000000000000000000001';

let ops: EmbeddedOps;
let cloudWatch: CloudWatchClient;
let xRay: XRayClient;
let embedded: CloudWatch;
let logs: LogStore;
let stop: () => Promise<void>;

beforeAll(async () => {
  const store = new DatabaseSync(':memory:');
  const clock = createClock({ mode: 'simulated', speed: 1, start: NOON });
  embedded = createCloudWatch({ clock, store, publish: () => {} });
  const traces = openTraceStore({ store, now: () => NOON, realNow: () => NOON });
  await deployMonitoring(embedded.service, NOON);
  logs = openLogStore({ store, now: () => NOON, record: () => {} });
  const queries = openQueryDefinitions(store, crypto.randomUUID);
  const groups = openTraceGroups(store, randomUUID);
  deployTraceGroups(groups);
  ops = await startEmbeddedOps([embedded.service, createXrayService(traces, groups), createLogsService(logs, queries)]);
  cloudWatch = new CloudWatchClient({ endpoint: ops.endpoint });
  xRay = new XRayClient({ endpoint: ops.endpoint });
  stop = async () => {
    await ops.stop();
    embedded.stop();
    logs.close();
    traces.close();
    store.close();
  };
});
afterAll(() => stop());

const isLook = ({ access, method }: Route) => access === 'viewer' && method === 'GET';

describe('who may look', () => {
  const cases: Record<string, { role?: 'customer' | 'viewer' | 'admin'; expected: number[] }> = {
    'a guest is asked to sign in': { expected: [401] },
    'a customer is refused': { role: 'customer', expected: [403] },
    'a viewer may look, as far as there is something': { role: 'viewer', expected: [200, 404] },
    'an admin may look, as far as there is something': { role: 'admin', expected: [200, 404] },
  };
  for (const [sentence, { role, expected }] of Object.entries(cases)) {
    for (const { path } of FUNCTIONS.ops.routes.filter(isLook)) {
      test(`${sentence}: ${path}`, async () => {
        const address = `${path.replace(/\{\w+\}/, 'none')}?expression=TIME_SERIES(1)&name=none&pointer=none`;
        const { status } = await ops.get(address, role);
        expect(expected).toContain(status);
      });
    }
  }
});

describe('dashboards', () => {
  const figuresOf = ({ panels }: DashboardFigures, id: string) => panels.find((panel) => panel.id === id)?.series;

  test('are all that are defined, with what their panels are and what may be chosen', async () => {
    const { body } = await ops.get<Dashboards>('/api/ops/dashboards', 'viewer');
    expect(body.dashboards.map(({ id }) => id)).toEqual(DASHBOARDS.map(({ id }) => id));
    expect(body.dashboards.map(({ panels }) => panels.map(({ id }) => id))).toEqual(
      DASHBOARDS.map(({ panels }) => panels.map(({ id }) => id)),
    );
    const { route, function: functions } = body.variables;
    expect(route).toEqual(expect.arrayContaining(['all', '/api/products/{id}', '/api/checkout']));
    expect(functions).toEqual(['all', ...FUNCTION_IDS]);
  });

  test('lead from their panels to alarms and runbooks that there are, and draw their thresholds', async () => {
    const { body } = await ops.get<Dashboards>('/api/ops/dashboards', 'viewer');
    const known = new Set([...ALARMS, ...COMPOSITES].map(({ id }) => `smallcart-local-${id}`));
    const named = body.dashboards.flatMap(({ panels }) => panels.flatMap(({ alarms }) => alarms));
    expect(named.filter(({ name }) => !known.has(name))).toEqual([]);
    const rate = body.dashboards[0]?.panels.find(({ id }) => id === 'error-rate');
    expect(rate).toMatchObject({
      alarms: [{ name: 'smallcart-local-high-error-rate', severity: 'critical', runbook: 'high-error-rate' }],
      thresholds: [{ alarm: 'high-error-rate', value: 5, breaches: 'above' }],
    });
  });

  test('show the numbers that CloudWatch holds, period by period', async () => {
    const MetricName = 'Orders';
    const Dimensions = [{ Name: 'Status', Value: 'created' }];
    const datum = (minutesAgo: number, Value: number) => ({
      MetricName,
      Dimensions,
      Unit: 'Count' as const,
      Timestamp: new Date(NOON - minutesAgo * MINUTE),
      Value,
    });
    const MetricData = [datum(5, 1), datum(4, 1), datum(11, 1), datum(120, 1)];
    await cloudWatch.send(new PutMetricDataCommand({ Namespace: 'SmallCart/local', MetricData }));
    const { body } = await ops.get<DashboardFigures>(`${OVERVIEW}?minutes=60`, 'viewer');
    expect(figuresOf(body, 'orders')?.find(({ id }) => id === 'placed')).toMatchObject({
      label: 'Placed',
      timestamps: [NOON - 15 * MINUTE, NOON - 5 * MINUTE],
      values: [1, 2],
    });
  });

  test('tell of objectives over thirty days, whatever time is looked at', async () => {
    const { body } = await ops.get<DashboardFigures>('/api/ops/dashboards/slos?minutes=60', 'viewer');
    const days = (id: string) => {
      const { start = 0, end = 0 } = body.panels.find((panel) => panel.id === id) ?? {};
      return Math.round((end - start) / (1_440 * MINUTE));
    };
    expect([days('compliance'), days('budget-availability'), days('burn-fast')]).toEqual([30, 30, 0]);
  });

  test('have figures of each panel of metrics, and data that is not there yet is an empty series', async () => {
    const { body } = await ops.get<DashboardFigures>(OVERVIEW, 'viewer');
    const ofMetrics = overview.panels.filter((panel) => 'queries' in panel).map(({ id }) => id);
    expect(body.panels.map(({ id }) => id)).toEqual(ofMetrics);
    expect(figuresOf(body, 'probe')).toMatchObject([{ label: 'Walk', values: [] }]);
  });

  test('metric math is evaluated with the panel’s own metrics', async () => {
    const twoMinutesAgo = NOON - 2 * MINUTE;
    for (const [name, value] of [
      ['Count', 40],
      ['5xx', 10],
    ] as const) {
      const dimensions = { ApiId: 'smallcartlocal' };
      const timestamp = twoMinutesAgo;
      embedded.record({ namespace: 'AWS/ApiGateway', name, dimensions, unit: 'Count', timestamp, value });
    }
    const { body } = await ops.get<DashboardFigures>(`${OVERVIEW}?minutes=15`, 'viewer');
    expect(figuresOf(body, 'error-rate')).toMatchObject([{ timestamps: [twoMinutesAgo], values: [25] }]);
  });

  test('show the lines of a chosen function alone, as far as it has some, and as long periods as are chosen', async () => {
    const { body } = await ops.get<DashboardFigures>(`${OVERVIEW}?function=checkout&period=900`, 'viewer');
    expect(figuresOf(body, 'function-duration')?.map(({ label }) => label)).toEqual(['checkout']);
    expect(figuresOf(body, 'latency')?.map(({ label }) => label)).toEqual(['p50', 'p95', 'p99']);
    expect(new Set(body.panels.map(({ period }) => period))).toEqual(new Set([900]));
  });

  test('say what their traces are filtered by, as chosen', async () => {
    const query = new URLSearchParams({ route: '/api/products/{id}', function: 'catalog' });
    const { body } = await ops.get<DashboardFigures>(`${OVERVIEW}?${query}`, 'viewer');
    const chosen = { route: '/api/products/{id}', function: 'catalog' } as const;
    const defined = overview.panels.filter((panel) => panel.type === 'traces');
    expect(body.traces).toEqual(
      defined.map((panel) => ({ id: panel.id, filter: resolveTracesPanel(panel, 'local', chosen) })),
    );
    expect(body.traces[0]?.filter).toContain('annotation.route = "/api/products/{id}"');
  });

  test('and panels that there are not are not found', async () => {
    for (const path of ['shop', 'overview/panels/nothing', 'overview/panels/requests']) {
      expect((await ops.get(`/api/ops/dashboards/${path}`, 'viewer')).status).toBe(404);
    }
  });

  const refused: Record<string, string> = {
    'no minutes': 'minutes=0',
    'half a minute': 'minutes=0.5',
    'words for minutes': 'minutes=many',
    'more than two weeks': 'minutes=20161',
    'a period that is not offered': 'period=61',
    'a function that there is not': 'function=shop',
    'words for an end': 'end=soon',
    'an end that CloudWatch has forgotten': 'end=2001-01-01T00:00:00Z',
  };
  for (const [what, query] of Object.entries(refused)) {
    test(`${what} is a bad request that says so`, async () => {
      const { status, body } = await ops.get<{ errors: { path: string }[] }>(`${OVERVIEW}?${query}`, 'viewer');
      expect(status).toBe(400);
      expect(body.errors.map(({ path }) => path)).toEqual([query.split('=')[0]]);
    });
  }
});

describe('alarms', () => {
  test('are those that were deployed, with what people need to know', async () => {
    const { body } = await ops.get<Alarms>('/api/ops/alarms', 'viewer');
    const told = body.alarms.map(({ title, severity, category, notices }) => ({ title, severity, category, notices }));
    const expected = [...ALARMS, ...COMPOSITES].map(({ title, severity, category, notices }) => ({
      ...{ title, severity, category, notices },
    }));
    const ofMetrics = body.alarms.filter(({ type }) => type === 'metric').map(({ state }) => state);
    expect(new Set(ofMetrics)).toEqual(new Set(['INSUFFICIENT_DATA']));
    expect(told).toHaveLength(expected.length);
    expect(told).toEqual(expect.arrayContaining(expected));
  });

  test('one that goes to ALARM comes first, with its reason and history', async () => {
    const AlarmName = 'smallcart-local-checkout-failures';
    const StateReason = 'Three checkouts failed.';
    await cloudWatch.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason }));
    const { body } = await ops.get<Alarms>('/api/ops/alarms', 'viewer');
    // The composite that it makes go to ALARM, too, is as urgent or more so.
    const ofMetrics = body.alarms.filter(({ type }) => type === 'metric');
    expect(ofMetrics[0]).toMatchObject({
      name: AlarmName,
      state: 'ALARM',
      reason: StateReason,
      since: new Date(NOON).toISOString(),
    });
    const history = await ops.get<AlarmHistory>(`/api/ops/alarms/${AlarmName}/history`, 'viewer');
    expect(history.body.history).toContainEqual(
      expect.objectContaining({ type: 'StateUpdate', from: 'INSUFFICIENT_DATA', to: 'ALARM', reason: StateReason }),
    );
  });

  test.each(['history', 'metric'])('another stage’s %s is nobody’s business', async (what) => {
    expect((await ops.get(`/api/ops/alarms/smallcart-production-x/${what}`, 'admin')).status).toBe(404);
  });

  test('composite ones say what they look at and what silences them; what they look at leaves telling to them', async () => {
    const { body } = await ops.get<Alarms>('/api/ops/alarms', 'viewer');
    const find = (id: string) => body.alarms.find(({ name }) => name === `smallcart-local-${id}`);
    expect(find('table-failing')).toMatchObject({
      type: 'composite',
      acting: true,
      members: ['smallcart-local-table-errors', 'smallcart-local-table-throttles'],
    });
    expect(find('shop-unavailable')).toMatchObject({ suppressor: 'smallcart-local-table-failing' });
    expect(find('table-errors')).toMatchObject({ type: 'metric', acting: false });
  });

  const ERROR_RATE = 'smallcart-local-high-error-rate';

  test('of a metric show it with their threshold', async () => {
    const { body } = await ops.get<AlarmMetric>(`/api/ops/alarms/${ERROR_RATE}/metric?minutes=15`, 'viewer');
    expect(body).toMatchObject({ threshold: 5, period: 60, start: NOON - 14 * MINUTE, end: NOON + MINUTE });
    expect(body.series).toMatchObject([{ label: 'Error rate (%)', timestamps: [NOON - 2 * MINUTE], values: [25] }]);
  });

  test('of metrics alone have one to show', async () => {
    expect((await ops.get('/api/ops/alarms/smallcart-local-table-failing/metric', 'viewer')).status).toBe(404);
    expect((await ops.get(`/api/ops/alarms/${ERROR_RATE}/metric?minutes=0`, 'viewer')).status).toBe(400);
  });

  test('that are muted say until when and why', async () => {
    const rule = (Name: string, Description: string, Duration: string) =>
      new PutAlarmMuteRuleCommand({
        ...{ Name, Description, MuteTargets: { AlarmNames: [ERROR_RATE] } },
        Rule: { Schedule: { Expression: 'at(2026-06-01T11:50)', Duration, Timezone: 'UTC' } },
      });
    const names = ['smallcart-local-maintenance-1', 'smallcart-local-by-hand', 'smallcart-local-over', 'other-stage'];
    await Promise.all(
      names.map((name) => cloudWatch.send(rule(name, `Why ${name}.`, name.endsWith('over') ? 'PT5M' : 'PT60M'))),
    );
    const { body } = await ops.get<Alarms>('/api/ops/alarms', 'viewer');
    await Promise.all(
      names.map((AlarmMuteRuleName) => cloudWatch.send(new DeleteAlarmMuteRuleCommand({ AlarmMuteRuleName }))),
    );
    const common = { until: '2026-06-01T12:50:00.000Z', alarms: [ERROR_RATE] };
    expect(body.mutes.toSorted((a, b) => a.kind.localeCompare(b.kind))).toEqual([
      { kind: 'maintenance', reason: 'Why smallcart-local-maintenance-1.', ...common },
      { kind: 'other', reason: 'Why smallcart-local-by-hand.', ...common },
    ]);
  });
});

describe('metric math', () => {
  const look = <Body>(expression: string, more: Record<string, string> = {}) =>
    ops.get<Body>(`/api/ops/metrics?${new URLSearchParams({ expression, minutes: '60', ...more })}`, 'viewer');

  test('a search gives a line for each metric that it finds', async () => {
    const datum = (Status: string, Value: number) => ({
      ...{ MetricName: 'Searched', Dimensions: [{ Name: 'Status', Value: Status }], Value },
      Timestamp: new Date(NOON - 10 * MINUTE),
    });
    const MetricData = [datum('one', 3), datum('two', 4)];
    await cloudWatch.send(new PutMetricDataCommand({ Namespace: 'SmallCart/local', MetricData }));
    const { body } = await look<Chart>(`SEARCH('{SmallCart/local,Status} MetricName="Searched"', 'Sum', 60)`);
    expect(body.series.map(({ values }) => values).sort()).toEqual([[3], [4]]);
    expect(new Set(body.series.map(({ id }) => id)).size).toBe(2);
    const before = await look<Chart>(`SEARCH('{SmallCart/local,Status} MetricName="Searched"', 'Sum', 60)`, {
      end: new Date(NOON - 30 * MINUTE).toISOString(),
    });
    expect(before.body.series.flatMap(({ values }) => values)).toEqual([]);
  });

  test.each(['', 'SUM(', 'SEARCH(', 'nothing + 1'])(
    'that nobody understands is a bad request: %j',
    async (expression) => {
      expect(await look(expression)).toMatchObject({ status: 400, body: { errors: [{ path: 'expression' }] } });
    },
  );
});

describe('log lines', () => {
  const look = <Body = LogLines>(query: Record<string, string>) =>
    ops.get<Body>(`/api/ops/logs?${new URLSearchParams(query)}`, 'viewer');
  const write = (id: string, minutesAgo: number, level: string) => {
    const event = { timestamp: NOON - minutesAgo * MINUTE, message: `${JSON.stringify({ level, at: minutesAgo })}\n` };
    logs.put(`/aws/lambda/smallcart-${id}`, 'stream', [event]);
  };
  beforeAll(() => {
    for (const [id, minutesAgo, level] of [
      ['local-checkout', 3, 'ERROR'],
      ['local-cart', 5, 'ERROR'],
      ['local-checkout', 4, 'INFO'],
      ['local-checkout', 50, 'ERROR'],
      ['production-checkout', 3, 'ERROR'],
    ] as const)
      write(id, minutesAgo, level);
    for (let line = 0; line < 120; line++) write('local-probe', 100, 'INFO');
  });

  const errors = { filter: '{ $.level = "ERROR" }' };
  const cases: Record<string, [query: Record<string, string>, found: string[]]> = {
    'of all functions, oldest first': [{ ...errors, minutes: '10' }, ['cart 5', 'checkout 3']],
    'of some functions': [{ ...errors, minutes: '60', functions: 'checkout,probe' }, ['checkout 50', 'checkout 3']],
    'without a filter': [{ minutes: '10', functions: 'checkout' }, ['checkout 4', 'checkout 3']],
    'until a time': [{ ...errors, end: new Date(NOON - 30 * MINUTE).toISOString() }, ['checkout 50']],
    'of a function that never ran': [{ functions: 'setup' }, []],
  };
  test.each(Object.entries(cases))('%s', async (_sentence, [query, found]) => {
    const { body } = await look(query);
    expect(body.lines.map((line) => `${line.function} ${JSON.parse(line.text).at}`)).toEqual(found);
    expect(body.truncated).toBe(false);
  });

  test('of more than a hundred, the first', async () => {
    const { body } = await look({ minutes: '200', functions: 'probe' });
    expect([body.lines.length, body.truncated]).toEqual([100, true]);
  });

  const refused: Record<string, [query: Record<string, string>, path: string]> = {
    'a function that there is not': [{ functions: 'checkout,nothing' }, 'functions'],
    'a pattern that is none': [{ filter: '{ $.level = ' }, 'filter'],
    'words for minutes': [{ minutes: 'many' }, 'minutes'],
    'words for an end': [{ end: 'soon' }, 'end'],
  };
  test.each(Object.entries(refused))('%s is a bad request that says so', async (_what, [query, path]) => {
    expect(await look<object>(query)).toMatchObject({ status: 400, body: { errors: [{ path }] } });
  });
});

describe('traces', () => {
  const start = NOON / 1000 - 30;
  const segment = {
    id: '0000000000000001',
    trace_id: TRACE_ID,
    name: 'smallcart-local-checkout',
    start_time: start,
    end_time: start + 0.5,
    subsegments: [
      {
        id: '0000000000000002',
        name: 'POST /api/checkout',
        start_time: start + 0.1,
        end_time: start + 0.4,
        fault: true,
        annotations: { stage: 'local', route: '/api/checkout', method: 'POST', status: 500 },
      },
    ],
  };
  beforeAll(async () => {
    const annotated = (annotations: object) => [{ ...segment.subsegments[0], annotations }];
    const others = [
      { ...segment, trace_id: OTHER_STAGE, subsegments: annotated({ stage: 'production', route: '/api/checkout' }) },
      { ...segment, trace_id: OF_NOBODY, subsegments: annotated({}) },
    ];
    const TraceSegmentDocuments = [segment, ...others].map((each) => JSON.stringify(each));
    await xRay.send(new PutTraceSegmentsCommand({ TraceSegmentDocuments }));
  });

  test('one is read whole, its segments below one another', async () => {
    const { body } = await ops.get<Trace>(`/api/ops/traces/${TRACE_ID}`, 'viewer');
    expect(body).toMatchObject({ id: TRACE_ID, at: new Date(start * 1000).toISOString() });
    expect(body.durationMs).toBeCloseTo(500, 0);
    expect(body.segments.map(({ name, depth, fault }) => ({ name, depth, fault }))).toEqual([
      { name: 'smallcart-local-checkout', depth: 0, fault: false },
      { name: 'POST /api/checkout', depth: 1, fault: true },
    ]);
  });

  const found: Record<string, [filter: string, ids: string[]]> = {
    'all without a filter': ['', [TRACE_ID]],
    'those with a fault': ['fault', [TRACE_ID]],
    'those of a route': ['annotation.route CONTAINS "checkout"', [TRACE_ID]],
    'both at once': ['fault AND annotation.route CONTAINS "checkout"', [TRACE_ID]],
    'none of another route': ['annotation.route CONTAINS "cart/items"', []],
    'none that succeeded': ['ok', []],
    'none that were slow': ['responsetime > 1', []],
    'none that were throttled': ['throttle', []],
  };
  for (const [sentence, [filter, ids]] of Object.entries(found)) {
    test(`the latest are ${sentence}`, async () => {
      const query = new URLSearchParams({ minutes: '5', filter });
      const { body } = await ops.get<Traces>(`/api/ops/traces?${query}`, 'viewer');
      expect(body.traces?.map(({ id }) => id)).toEqual(ids);
    });
  }

  test('are those until a time', async () => {
    const before = new Date((start - 1) * 1000).toISOString();
    const { body } = await ops.get<Traces>(`/api/ops/traces?minutes=5&end=${before}`, 'viewer');
    expect(body.traces).toEqual([]);
    expect((await ops.get('/api/ops/traces?end=soon', 'viewer')).status).toBe(400);
  });

  test('are listed with their request', async () => {
    const { body } = await ops.get<Traces>('/api/ops/traces', 'viewer');
    expect(body.traces[0]).toMatchObject({ method: 'POST', route: '/api/checkout', status: 500, fault: true });
  });

  test('a filter that X-Ray cannot read is a bad request that names the position in it', async () => {
    const { status, body } = await ops.get<{ errors: object[] }>('/api/ops/traces?filter=fault%20AND%20%3D', 'viewer');
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ path: 'filter', message: expect.stringContaining('position 10:') }]);
    const { body: cut } = await ops.get<{ errors: object[] }>('/api/ops/traces?filter=fault%20%3D%20', 'viewer');
    expect(cut.errors).toEqual([{ path: 'filter', message: expect.stringMatching(/position 7: .* found the end/) }]);
  });

  for (const id of ['none', '1-665b0000-0000000000000000000000ff', OTHER_STAGE, OF_NOBODY]) {
    test(`${id} is not found`, async () => {
      expect((await ops.get(`/api/ops/traces/${id}`, 'viewer')).status).toBe(404);
    });
  }
});
