import { readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsService } from '../../local/aws/aws-service.ts';
import { isJsonObject, type JsonObject } from '../../local/aws/json.ts';
import { API_ID, ORDER_DEAD_LETTER_QUEUE, ORDER_QUEUE, STAGE, TABLE_NAME } from '../../local/deploy/place.ts';
import { parseFilterPattern } from '../../local/logs/filter-pattern.ts';
import { openLogStore } from '../../local/logs/log-store.ts';
import { createLogsService } from '../../local/logs/logs-service.ts';
import { openQueryDefinitions } from '../../local/logs/query-definitions.ts';
import { parseFilterExpression } from '../../local/xray/filter-expression.ts';
import { type FilterScope, scopeWith } from '../../local/xray/filter-scope.ts';
import { LOG_FIELDS } from '../../monitoring/log-fields.ts';
import type { MetricDefinition } from '../../monitoring/metric-definition.ts';
import { METRICS } from '../../monitoring/metrics.ts';
import { customNamespace, logGroupName, physicalName } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS } from '../../monitoring/resources.ts';
import { ANY, combinationsOf } from '../support/declared-metrics.ts';
import { type EmbeddedCloudWatch, embedCloudWatch, START } from '../support/embedded-cloudwatch.ts';
import { RUNBOOKS, type RunbookQuery } from '../support/runbook.ts';
import { namesIn } from './query-names.ts';

const NAMES: Readonly<Record<string, readonly string[]>> = {
  ApiId: [API_ID],
  FunctionName: FUNCTION_IDS.map((id) => physicalName(STAGE, id)),
  LogGroupName: FUNCTION_IDS.map((id) => logGroupName(STAGE, id)),
  QueueName: [
    ORDER_QUEUE,
    ORDER_DEAD_LETTER_QUEUE,
    physicalName(STAGE, 'incidents'),
    physicalName(STAGE, 'incidents-dead'),
  ],
  TableName: [TABLE_NAME],
};

/** What AWS vends besides what definitions look at. */
const VENDED: readonly MetricDefinition[] = [
  {
    source: 'vended',
    namespace: 'AWS/DynamoDB',
    name: 'ThrottledRequests',
    unit: 'Count',
    dimensionSets: METRICS.tableSystemErrors.dimensionSets,
    meaning: 'Requests that DynamoDB turned away, by operation.',
  },
];

/** The dimensions with each name that a resource can have on a laptop. */
function named(dimensions: Readonly<Record<string, string>>): readonly Readonly<Record<string, string>>[] {
  return Object.entries(dimensions).reduce<Record<string, string>[]>(
    (all, [name, value]) => {
      const values = value === ANY ? (NAMES[name] ?? [physicalName(STAGE, name)]) : [value];
      return all.flatMap((one) => values.map((each) => ({ ...one, [name]: each })));
    },
    [{}],
  );
}

/** A CloudWatch in which every metric that the shop has has reported. */
function reportedCloudWatch(): EmbeddedCloudWatch {
  const embedded = embedCloudWatch();
  for (const definition of [...Object.values<MetricDefinition>(METRICS), ...VENDED]) {
    const namespace = definition.source === 'vended' ? definition.namespace : customNamespace(STAGE);
    for (const dimensions of definition.dimensionSets.flatMap(combinationsOf).flatMap(named))
      embedded.recordSeries('1', { namespace, name: definition.name, dimensions, unit: definition.unit });
  }
  return embedded;
}

const NOTHING: FilterScope = scopeWith({ flags: {} });

const FIELDS = new Set([...LOG_FIELDS.map(({ name }) => name), ...Object.values(METRICS).map(({ name }) => name)]);
const SOURCES = readdirSync('functions', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(`functions/${file}`, 'utf8'));
const ANNOTATIONS = new Set(
  SOURCES.flatMap((source) => [...source.matchAll(/\.annotate\(\{([^}]*)\}/g)])
    .flatMap(([, members = '']) => members.split(','))
    .map((member) => member.split(':')[0]?.trim()),
);

const onStage = (text: string): string => text.replaceAll('<stage>', STAGE);

const queriesOf = (kind: string) =>
  RUNBOOKS.flatMap(({ file, queries }) =>
    queries.filter((query) => query.kind === kind).map((query) => [`${file}: ${query.text}`, query] as const),
  );

describe('a log filter of a runbook', () => {
  it.each(queriesOf('logs-filter'))('%s', (_text, { text, functions }) => {
    expect(parseFilterPattern(onStage(text))(JSON.stringify({ level: 'INFO' }))).toBeTypeOf('boolean');
    expect([...text.matchAll(/\$\.(\w+)/g)].map(([, name = '']) => name).filter((name) => !FIELDS.has(name))).toEqual(
      [],
    );
    expect(functions.length).toBeGreaterThan(0);
    expect(functions.filter((id) => FUNCTION_IDS.every((known) => known !== id))).toEqual([]);
  });
});

describe('a query of a runbook finds log lines', () => {
  const context = { now: START, region: 'us-east-1', accountId: '000000000000' };
  let service: AwsService;
  let close: () => void;
  beforeAll(() => {
    const store = new DatabaseSync(':memory:');
    const logs = openLogStore({ store, now: () => START, record: () => {} });
    service = createLogsService(logs, openQueryDefinitions(store, crypto.randomUUID));
    const examples = Object.fromEntries(LOG_FIELDS.map(({ name, example }) => [name, example]));
    const error = { name: 'TimeoutError', message: 'It took too long.', stack: 'TimeoutError' };
    for (const id of FUNCTION_IDS) {
      const line = { ...examples, service: id, level: 'ERROR', status: 500, durationMs: 5_000, error };
      logs.put(logGroupName(STAGE, id), 'one', [{ timestamp: START, message: JSON.stringify(line) }]);
    }
    close = () => {
      logs.close();
      store.close();
    };
    return () => close();
  });

  const call = async (operation: string, input: JsonObject): Promise<JsonObject> => {
    const answer = await service.operations[operation]?.(input, context);
    return isJsonObject(answer) ? answer : {};
  };

  const rowsOf = async ({ text, functions }: RunbookQuery): Promise<unknown> => {
    const range = { startTime: START / 1_000 - 60, endTime: START / 1_000 + 60 };
    const logGroupNames = functions.map((id) => logGroupName(STAGE, id));
    const { queryId = '' } = await call('StartQuery', { queryString: onStage(text), logGroupNames, ...range });
    for (;;) {
      const { status, results } = await call('GetQueryResults', { queryId });
      if (status !== 'Running' && status !== 'Scheduled') return results;
      await setImmediate();
    }
  };

  it.each(queriesOf('logs-insights'))('%s', async (_text, query) => {
    expect(await rowsOf(query)).not.toEqual([]);
    const unknown = namesIn(query.text).fields.filter((name) => !FIELDS.has(name.split('.')[0] ?? ''));
    expect(unknown).toEqual([]);
  });
});

describe('a trace filter of a runbook', () => {
  it.each(queriesOf('xray-filter'))('%s', (_text, { text }) => {
    expect(parseFilterExpression(onStage(text))(NOTHING)).toBeTypeOf('boolean');
    const annotations = [...text.matchAll(/annotation\.(\w+)/g)].map(([, name]) => name);
    expect(annotations.filter((name) => !ANNOTATIONS.has(name))).toEqual([]);
  });
});

describe('metric math of a runbook finds metrics', () => {
  let embedded: EmbeddedCloudWatch;
  beforeAll(() => {
    embedded = reportedCloudWatch();
    return () => embedded.cloudWatch.stop();
  });

  const found = async ({ text }: RunbookQuery): Promise<unknown> => {
    const { MetricDataResults } = await embedded.call('GetMetricData', {
      MetricDataQueries: [{ Id: 'found', Expression: onStage(text), Period: 60 }],
      StartTime: START / 1_000,
      EndTime: START / 1_000 + 300,
    });
    return MetricDataResults;
  };

  it.each(queriesOf('metric-math'))('%s', async (_text, query) => {
    expect(await found(query)).toContainEqual(expect.objectContaining({ Values: [1] }));
  });
});

it('a query of a runbook is one that something runs', () => {
  const kinds = RUNBOOKS.flatMap(({ queries }) => queries.map(({ kind }) => kind));
  expect(
    kinds.filter((kind) => !['logs-filter', 'logs-insights', 'xray-filter', 'metric-math'].includes(kind)),
  ).toEqual([]);
});
