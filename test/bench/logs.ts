import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInsights, type Insights } from '../../local/logs/insights/insights.ts';
import { type LogStore, openLogStore } from '../../local/logs/log-store.ts';
import { openStore } from '../../local/store.ts';
import { type Figure, meets } from './cloudwatch/bench-case.ts';
import { printFigure, printTitle } from './cloudwatch/report.ts';
import { median, milliseconds } from './cloudwatch/stopwatch.ts';

const LINES = 1_000_000;
const BATCH = 250;
const ROUNDS = 5;
const START = Date.UTC(2026, 0, 15);
/** A million of them are two hours. */
const INTERVAL_MS = 7;

const SERVICES = ['catalog', 'cart', 'checkout', 'account', 'admin', 'ops'];
const ROUTES = ['/api/products', '/api/products/{id}', '/api/cart', '/api/checkout', '/api/orders/{id}'];
const groupOf = (service: string): string => `/aws/lambda/bench-${service}`;

/** Numbers that are the same in every run. */
function createRandom(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
const random = createRandom();

/** A canonical line as the functions write it: metrics, ids and facts, about 500 characters. */
function lineOf(index: number, service: string): string {
  const route = ROUTES[index % ROUTES.length];
  const metrics = [
    { Name: 'Requests', Unit: 'Count' },
    { Name: 'Latency', Unit: 'Milliseconds' },
  ];
  return JSON.stringify({
    _aws: { Timestamp: START, CloudWatchMetrics: [{ Namespace: 'Bench', Dimensions: [['Stage']], Metrics: metrics }] },
    ...{
      Stage: 'bench',
      Requests: 1,
      Latency: 12,
      level: index % 97 === 0 ? 'ERROR' : 'INFO',
      message: `GET ${route}`,
    },
    ...{ service, requestId: `5b2f1c1e-7d0c-4a8e-9a55-${String(index).padStart(12, '0')}` },
    ...{ correlationId: `page.${index}`, traceId: `1-6920b1a0-${String(index).padStart(24, '0')}` },
    ...{ method: 'GET', route, status: index % 97 === 0 ? 500 : 200, durationMs: Math.round(random() * 1e5) / 1e3 },
    coldStart: index % 1_000 === 0,
  });
}

function putLines(logs: LogStore): void {
  for (let first = 0; first < LINES; first += BATCH) {
    const service = SERVICES[(first / BATCH) % SERVICES.length] ?? '';
    const events = Array.from({ length: BATCH }, (_, index) => ({
      timestamp: START + (first + index) * INTERVAL_MS,
      message: lineOf(first + index, service),
    }));
    logs.put(groupOf(service), 'stream', events);
  }
  logs.flush();
}

/** Runs a query over all lines, or those of some services, to its end. */
async function run(insights: Insights, queryString: string, services: readonly string[] = SERVICES): Promise<void> {
  const request = { start: START, end: START + LINES * INTERVAL_MS, limit: 10_000, now: START, accountId: '1' };
  const id = insights.start({ queryString, logGroups: services.map(groupOf), ...request });
  while (/Scheduled|Running/.test(insights.find(id)?.status ?? ''))
    await new Promise((resolve) => setImmediate(resolve));
  const query = insights.find(id);
  if (query?.status !== 'Complete' || query.results.length === 0) throw new Error(`${queryString}: ${query?.status}`);
}

/** Milliseconds of the processor that this thread has had. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Of work: the processor's milliseconds, and the most of them at a stretch. A wall clock would count other programs, too. */
async function processorTimes(work: () => Promise<void>): Promise<{ readonly all: number; readonly longest: number }> {
  const begun = processorTime();
  let [longest, last, going] = [0, begun, true];
  const turn = (): void => {
    const now = processorTime();
    longest = Math.max(longest, now - last);
    last = now;
    if (going) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  going = false;
  return { all: processorTime() - begun, longest };
}

const memory = (): number => process.memoryUsage().rss / 1e6;
const BY_ROUTE = 'stats pct(durationMs, 95) by route, bin(1m)';

async function figures(logs: LogStore): Promise<Figure[]> {
  const insights = createInsights(logs, () => crypto.randomUUID());
  const typical = async (query: string, services?: readonly string[]): Promise<number> => {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      times.push(await milliseconds(() => run(insights, query, services)));
    return median(times);
  };
  const before = memory();
  let first = 0;
  const { all, longest } = await processorTimes(async () => {
    first = await milliseconds(() => run(insights, BY_ROUTE));
  });
  const inMilliseconds = { unit: 'ms', target: { atMost: 2_000 } };
  return [
    { label: `${BY_ROUTE}, the first time`, value: first, unit: 'ms' },
    { label: '  the processor’s time of it', value: all, ...inMilliseconds },
    { label: '  at most at a stretch', value: longest, unit: 'ms', target: { atMost: 50 } },
    { label: '  again', value: await typical(BY_ROUTE), ...inMilliseconds },
    { label: '  of one function', value: await typical(BY_ROUTE, ['checkout']), ...inMilliseconds },
    { label: '  memory more than before', value: memory() - before, unit: 'MB', target: { atMost: 300 } },
    {
      label: 'the latest errors',
      value: await typical('filter level = "ERROR" | sort @timestamp desc | limit 200'),
      unit: 'ms',
    },
    {
      label: 'one request’s story',
      value: await typical('filter correlationId = "page.777" | sort @timestamp'),
      unit: 'ms',
    },
    { label: 'a text in any line', value: await typical('filter @message like "page.7777"'), unit: 'ms' },
  ];
}

const folder = mkdtempSync(join(tmpdir(), 'bench-logs-'));
const store = openStore(folder);
const logs = openLogStore({ store, now: () => START, record: () => {}, maxEvents: 2 * LINES });
try {
  printTitle(`CloudWatch Logs Insights over ${LINES.toLocaleString('en-US')} lines`);
  const put = await milliseconds(() => putLines(logs));
  const measured = [{ label: 'writing a line', value: (put * 1000) / LINES, unit: 'µs' }, ...(await figures(logs))];
  for (const figure of measured) printFigure(figure);
  if (!measured.every(meets)) process.exitCode = 1;
} finally {
  logs.close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
}
