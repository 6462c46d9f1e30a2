import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CloudWatchClient, GetMetricStatisticsCommand, type Metric } from '@aws-sdk/client-cloudwatch';
import { CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TWIN_SECTIONS } from '../../docs/twins/twins.ts';
import { openLine } from '../../functions/lib/emit.ts';
import type { RoleReport } from '../../local/iam/roles.ts';
import { CLOUDWATCH_DASHBOARDS } from '../../monitoring/cloudwatch-dashboards/cloudwatch-dashboards.ts';
import { customMetricCount, MOST_CUSTOM_METRICS } from '../../monitoring/custom-metric-count.ts';
import type { Panel } from '../../monitoring/dashboards/panel.ts';
import { functionsOf } from '../../monitoring/dashboards/resolve-panel.ts';
import { LOG_FIELDS } from '../../monitoring/log-fields.ts';
import type { MetricDefinition } from '../../monitoring/metric-definition.ts';
import { METRICS } from '../../monitoring/metrics.ts';
import { customNamespace } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId } from '../../monitoring/resources.ts';
import { awsClients } from '../support/aws-clients.ts';
import { captureOutput } from '../support/captured-output.ts';
import { advance, virtualNow } from '../support/control.ts';
import { deadWidgets } from '../support/dead-widgets.ts';
import { ANY, combinationsOf, metricText } from '../support/declared-metrics.ts';
import { beginAt } from '../support/drill/drill-start.ts';
import { everyKey, everyLogLine, everyMetric, everyNotification, everySegment } from '../support/every-text.ts';
import { differences, only, PANELS, without } from '../support/faces/alike.ts';
import { cloudWatchShows } from '../support/faces/cloudwatch-face.ts';
import { type ConsoleChoice, consoleShows } from '../support/faces/console-face.ts';
import { grafanaShows } from '../support/faces/grafana-face.ts';
import { disagreements, empty, type Shown } from '../support/faces/shown.ts';
import { deadQueries } from '../support/grafana/dead-queries.ts';
import { dimensionsOf, listMetrics } from '../support/list-metrics.ts';
import { type LineIds, lineIds, runTwin } from '../support/run-twin.ts';
import { type RunningSystem, startSystem } from '../support/running-system.ts';
import { searchFor } from '../support/search-texts.ts';
import { callApi } from '../support/shopper.ts';
import { ROUTES } from '../support/whole-run/drive.ts';
import { TYPED } from '../support/whole-run/typed-values.ts';
import { runEverything, type WholeRun } from '../support/whole-run/whole-run.ts';

const TWINS = TWIN_SECTIONS.flatMap(({ twins }) => twins);
const NAMESPACE = customNamespace('local');
const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;
/** What the whole run is printed with: the admin's first password is, and must be. */
const PRINTED_AT_START = /^[\s\S]*?Ctrl-C stops it/;

const definitions = Object.values<MetricDefinition>(METRICS);
const own = definitions.filter(({ source }) => source === 'custom');
const vended = definitions.flatMap((definition) => (definition.source === 'vended' ? [definition] : []));

let folder: string;
let system: RunningSystem;
let run: WholeRun;
let cloudwatch: CloudWatchClient;
let now: Date;
let metrics: readonly Metric[];
let leaks: ReturnType<typeof searchFor>;

/** A value that the compiler would not let pass; what the guard makes of it is sent as Lambda would send it. */
async function emitUndeclared(): Promise<void> {
  Object.assign(process.env, { STAGE: 'local', SITE_URL: system.siteUrl, POWERTOOLS_SERVICE_NAME: 'catalog' });
  const output = captureOutput();
  const line = openLine('catalog', now.getTime());
  Reflect.apply(line.emit, line, ['orders', 1, { Status: 'ord_01KAGZ5T6Q4N9V3W8XBM2C7YDE' }]);
  line.write();
  output.stop();
  const stream = { logGroupName: '/aws/lambda/smallcart-local-catalog', logStreamName: 'guard' };
  const { logs } = awsClients(system.awsUrl);
  await logs.send(new CreateLogStreamCommand(stream));
  const messages = output.text().trim().split('\n');
  const logEvents = messages.map((message) => ({ timestamp: now.getTime(), message }));
  await logs.send(new PutLogEventsCommand({ ...stream, logEvents }));
}

/** A noon (UTC) to come, in epoch ms: the run is over by then, in a morning whose periods of any length end with it. */
const NOON = (Math.floor(Date.now() / DAY) + 1) * DAY + DAY / 2;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smallcart-whole-run-'));
  beginAt(folder, NOON - 10 * MINUTE);
  system = await startSystem({ options: ['--simulated', '--no-traffic'], dataFolder: folder });
  run = await runEverything(system);
  now = await virtualNow(system.awsUrl);
  await emitUndeclared();
  cloudwatch = awsClients(system.awsUrl).cloudwatch;
  metrics = await listMetrics(cloudwatch);
  leaks = searchFor([...run.secrets, ...Object.values(TYPED)]);
}, 300_000);
afterAll(async () => {
  await system?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const inNamespace = (namespace: string) => metrics.filter(({ Namespace }) => Namespace === namespace);
const textOf = (metric: Metric) => metricText(metric.MetricName ?? '', dimensionsOf(metric));

/** The units in which the metric has datapoints. */
async function unitsOf({ Namespace, MetricName, Dimensions }: Metric): Promise<readonly string[]> {
  const range = { StartTime: new Date(now.getTime() - DAY), EndTime: new Date(now.getTime() + DAY), Period: 3_600 };
  const query = { Namespace, MetricName, Dimensions, ...range, Statistics: ['SampleCount' as const] };
  const { Datapoints = [] } = await cloudwatch.send(new GetMetricStatisticsCommand(query));
  return [...new Set(Datapoints.map(({ Unit = '' }) => Unit))];
}

describe('the run', () => {
  it('has been answered well by every route', () => {
    const answered = new Set(run.asked.filter(({ status }) => status < 300).map(({ key }) => key));
    expect(ROUTES.map(({ key }) => key).filter((key) => !answered.has(key))).toEqual([]);
  });

  it.each(['Invocations', 'Duration'])('has gone through every function: %s', (name) => {
    const functions = inNamespace('AWS/Lambda')
      .filter(({ MetricName, Dimensions }) => MetricName === name && Dimensions?.length === 1)
      .map((metric) => dimensionsOf(metric).FunctionName);
    expect(functions.toSorted()).toEqual(FUNCTION_IDS.map((id) => `smallcart-local-${id}`).toSorted());
  });
});

describe('the shop’s own metrics', () => {
  it('are exactly those that are declared, each under its declared dimensions', () => {
    const declared = own.flatMap(({ name, dimensionSets }) =>
      dimensionSets.flatMap(combinationsOf).map((dimensions) => metricText(name, dimensions)),
    );
    expect(inNamespace(NAMESPACE).map(textOf).toSorted()).toEqual(declared.toSorted());
  });

  it('are as many as are counted and paid for', () => {
    expect(inNamespace(NAMESPACE)).toHaveLength(customMetricCount());
    expect(customMetricCount()).toBeLessThanOrEqual(MOST_CUSTOM_METRICS);
  });

  it.each(own)('$name has datapoints in $unit and in nothing else', async ({ name, unit }) => {
    const units = await Promise.all(
      inNamespace(NAMESPACE)
        .filter(({ MetricName }) => MetricName === name)
        .map(unitsOf),
    );
    expect(units.length).toBeGreaterThan(0);
    expect(units).toEqual(units.map(() => [unit]));
  });
});

function isWhole(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}

describe('the functions’ lines', () => {
  it('have no field that docs/logs.md and docs/metrics.md do not explain', async () => {
    const explained = new Set([
      ...LOG_FIELDS.map(({ name }) => name),
      ...own.flatMap(({ name, dimensionSets }) => [name, ...dimensionSets.flatMap(Object.keys)]),
      '_aws',
    ]);
    const lines = (await everyLogLine(system.awsUrl)).filter((line) => line.startsWith('{'));
    expect(lines.length).toBeGreaterThan(400);
    const whole = lines.filter(isWhole);
    // What the run has had cut off on its way.
    expect(lines.length - whole.length).toBe(1);
    const fields = new Set(whole.flatMap((line) => Object.keys(JSON.parse(line))));
    expect([...fields].filter((field) => !explained.has(field))).toEqual([]);
  });
});

describe('of AWS’s metrics', () => {
  it.each(vended)('$namespace $name has datapoints in $unit under its declared dimensions', async (definition) => {
    const found = inNamespace(definition.namespace).filter(({ MetricName }) => MetricName === definition.name);
    for (const wanted of definition.dimensionSets.flatMap(combinationsOf)) {
      const names = Object.keys(wanted);
      const fitting = found.filter((metric) => {
        const given = dimensionsOf(metric);
        const fits = names.every((name) => name in given && [ANY, given[name]].includes(wanted[name]));
        return fits && Object.keys(given).length === names.length;
      });
      expect(fitting, metricText(definition.name, wanted)).not.toEqual([]);
      expect(await Promise.all(fitting.map(unitsOf))).toEqual(fitting.map(() => [definition.unit]));
    }
  });
});

describe('the dashboard in CloudWatch', () => {
  const shownBy = (id: string, daysAgo: number) => {
    const end = new Date(now.getTime() - daysAgo * DAY);
    return deadWidgets(system.awsUrl, `smallcart-local-${id}`, { start: new Date(end.getTime() - DAY / 2), end });
  };

  it.each(CLOUDWATCH_DASHBOARDS)(
    '$title has no widget that shows nothing, whatever is chosen there',
    async ({ id, shows }) => {
      const { shown, dead } = await shownBy(id, 0);
      expect(dead).toEqual([]);
      expect(shown).toBeGreaterThan(shows.flatMap(({ panels }) => panels).length);
    },
  );

  it('would be found to show nothing before anything happened', async () => {
    const { shown, dead } = await shownBy('business', 1);
    expect(dead.length).toBeGreaterThan(shown);
  });
});

describe('Grafana', () => {
  const range = () => ({ from: new Date(now.getTime() - DAY / 2), to: now });

  it('has data for every query of every panel', async () => {
    expect(await deadQueries(system.awsUrl, { range: range(), now })).toEqual([]);
  });

  it('can be asked for a function, a route and longer datapoints, of which there is nothing but what was not asked for', async () => {
    const choices = { function: 'catalog', route: '/api/products', period: '5 min' };
    const dead = await deadQueries(system.awsUrl, { range: range(), now }, choices);
    expect(dead.filter((each) => !/: (logs|traces)$/.test(each))).toEqual([]);
    expect(dead).not.toContain('System health / Slowest routes: logs');
  });

  it('would be found without data before anything happened', async () => {
    const before = { from: new Date(now.getTime() - 40 * DAY), to: new Date(now.getTime() - 39 * DAY) };
    expect((await deadQueries(system.awsUrl, { range: before, now })).length).toBeGreaterThan(100);
  });
});

describe('what docs/from-prometheus.md asks in CloudWatch’s words finds something', () => {
  let ids: LineIds;
  beforeAll(async () => {
    ids = await lineIds(awsClients(system.awsUrl), now);
  });

  it.each(TWINS)('$language: $old', async ({ twin }) => {
    expect(await runTwin(awsClients(system.awsUrl), twin, ids, now)).not.toEqual([]);
  });
});

describe('the role of', () => {
  it.each(FUNCTION_IDS)('%s allows what its code does and nothing else', async (id) => {
    const answer = await fetch(`${system.awsUrl}/_local/permissions`);
    const report: Readonly<Record<FunctionId, RoleReport>> = await answer.json();
    const { unused, denied } = report[id];
    expect({ unused, denied }).toEqual({ unused: [], denied: [] });
  });
});

describe('what people type in, and what they are known by, stays out of everything that is told', () => {
  it('although every route was asked, well and in ways that it refuses', () => {
    const refused = new Set(run.asked.filter(({ status }) => status >= 400).map(({ key }) => key));
    const open = ROUTES.filter(({ key }) => !refused.has(key)).map(({ path }) => path);
    // These take nothing that could be wrong, and no session.
    expect(open.filter((path) => !/^\/(health|api\/auth\/logout)/.test(path))).toEqual([]);
  });

  it.each([
    ['log line', everyLogLine, 600],
    ['segment of a trace', everySegment, 400],
    ['metric or dimension', everyMetric, 60],
    ['notification', everyNotification, 2],
    ['key of the table', everyKey, 100],
  ] as const)('no %s holds any of it', async (_, read, least) => {
    const texts = await read(system.awsUrl);
    expect(texts.length).toBeGreaterThanOrEqual(least);
    expect(leaks(texts)).toEqual([]);
  });

  it('nothing of it is printed', () => {
    expect(leaks([system.output().replace(PRINTED_AT_START, '')])).toEqual([]);
  });

  it.each([
    ['in other letters', JSON.stringify({ note: `to ${TYPED.street.toUpperCase()}` })],
    ['in an address', `GET /?q=${encodeURIComponent(TYPED.city)}+${encodeURIComponent(TYPED.email)}`],
    ['in Base64', Buffer.from(JSON.stringify({ email: TYPED.email })).toString('base64')],
    ['that is short, among other things', `{"cvc":"${TYPED.cvc}"}`],
  ])('a value %s would be found', (_, text) => {
    expect(leaks([text])).toEqual([text]);
  });
});

describe('CloudWatch, Grafana and the console', () => {
  /** One of each variable in CloudWatch; in the other faces they are chosen one by one. */
  const FUNCTIONS = ['checkout', 'outbox', 'order-progress'] as const;
  // Who looks uses the shop, too: so they look at what was before they came.
  const morning = (hours: number) => ({ from: new Date(NOON - hours * HOUR), to: new Date(NOON) });
  let authorization: string;
  let shown: Shown;
  let grafana: Shown;
  /** Of Grafana; those of the other faces are of now, whatever time is looked at. */
  let states: Shown;
  const byFunction = new Map<FunctionId, Shown>();

  const inConsole = (choice: ConsoleChoice = {}, hours = 3) =>
    consoleShows({ siteUrl: system.siteUrl, authorization, range: morning(hours), choice });
  const inGrafana = async (choices: Readonly<Record<string, string>> = {}, hours = 3) => {
    const asked = grafanaShows(
      awsClients(system.awsUrl),
      { range: morning(hours), now: new Date(NOON + MINUTE) },
      choices,
    );
    return new Map([...(await asked), ...states]);
  };
  const inCloudWatch = (functions: readonly FunctionId[] = []) =>
    cloudWatchShows(awsClients(system.awsUrl), morning(3), functions);

  beforeAll(async () => {
    const left = NOON + MINUTE - (await virtualNow(system.awsUrl)).getTime();
    await advance(system.awsUrl, `PT${Math.ceil(left / 1_000)}S`);
    const { body } = await callApi<{ token: string }>(system.siteUrl, 'POST', '/api/auth/login', system.admin);
    authorization = `Bearer ${body.token}`;
    shown = await inConsole();
    const now = await virtualNow(system.awsUrl);
    const untilNow = { range: { from: new Date(NOON), to: now }, now };
    states = only(await grafanaShows(awsClients(system.awsUrl), untilNow), 'alarmStates');
    for (const id of FUNCTIONS) byFunction.set(id, await inConsole({ function: id }));
    grafana = await inGrafana();
  }, 120_000);

  it.each([
    ['the console', () => shown, []],
    ['Grafana', () => grafana, []],
    // It links to X-Ray’s map, which is no API’s.
    ['CloudWatch', () => inCloudWatch(), ['Overview / Service map']],
  ] as const)('in %s every panel has something to show', async (_, shows, others) => {
    const face = await shows();
    expect([...PANELS.keys()].filter((panel) => !face.has(panel))).toEqual(others);
    expect(empty(face)).toEqual([]);
  });

  it('Grafana and the console show the same', () => {
    expect(differences(shown, grafana)).toEqual([]);
  });

  it.each(FUNCTIONS)('Grafana and the console show the same of %s', async (id) => {
    const other = await inGrafana({ function: id });
    // No filter of X-Ray’s can be made of Grafana’s variable; what that is of is said where it is chosen.
    const chosen = without(byFunction.get(id) ?? new Map(), 'traces');
    expect(differences(chosen, other)).toEqual([]);
    // Of one function there may be no errors to tell of.
    expect(empty(without(chosen, 'logs'))).toEqual([]);
  });

  it.each([
    ['a route', { route: '/api/checkout' }, { route: '/api/checkout' }, 3],
    ['longer periods of a longer time', { period: '300' }, { period: '5 min' }, 6],
  ] as const)('Grafana and the console show the same of %s', async (_, inOne, inOther, hours) => {
    const other = await inGrafana(inOther, hours);
    const chosen = await inConsole(inOne, hours);
    expect(disagreements(chosen, shown)).not.toEqual([]);
    expect(differences(chosen, other)).toEqual([]);
  });

  it('CloudWatch and the console show the same, of the functions that are chosen there', async () => {
    const chosenFor = (panel: Panel): FunctionId | undefined => {
      if (panel.type === 'logs') return FUNCTIONS[0];
      const functions = 'queries' in panel ? functionsOf(panel) : [];
      return functions.length > 1 ? FUNCTIONS.find((id) => functions.includes(id)) : undefined;
    };
    const expected = new Map(
      CLOUDWATCH_DASHBOARDS.flatMap(({ shows, variables }) =>
        shows.flatMap(({ title, panels }) =>
          panels.map((panel): [string, readonly string[]] => {
            const name = `${title} / ${panel.title}`;
            const chosen = variables.length > 0 ? chosenFor(panel) : undefined;
            return [name, ((chosen && byFunction.get(chosen)) ?? shown).get(name) ?? []];
          }),
        ),
      ),
    );
    expect(differences(expected, await inCloudWatch(FUNCTIONS))).toEqual([]);
  });

  it('would be found to differ in what they show of another time', async () => {
    const earlier = await consoleShows({
      siteUrl: system.siteUrl,
      authorization,
      range: { from: new Date(NOON - 3 * HOUR), to: new Date(NOON - 5 * MINUTE) },
    });
    const panels = new Set(disagreements(earlier, grafana).map((each) => each.split(': ')[0]));
    expect(panels.size).toBeGreaterThan(PANELS.size / 2);
  });
});
