import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { ResolvedQuery } from '../../../monitoring/dashboards/resolve-panel.ts';

/** Queries that one GetMetricData call may carry ("GetMetricData"). */
const MAX_QUERIES = 500;

/** A panel's queries, with the names that their metrics have where the panel is looked at. */
export type PanelQueries = readonly ResolvedQuery<string>[];

/** One GetMetricData call for several panels. */
export type PanelRequest = {
  readonly queries: readonly MetricDataQuery[];
  /** Of each panel that it asks for, by its place among all panels: its own ids and those under which they are asked. */
  readonly ids: ReadonlyMap<number, ReadonlyMap<string, string>>;
};

type Draft = {
  readonly alone: boolean;
  readonly metrics: Map<string, MetricDataQuery>;
  readonly expressions: MetricDataQuery[];
  readonly ids: Map<number, ReadonlyMap<string, string>>;
};

type Metric = Extract<ResolvedQuery<string>, { readonly kind: 'metric' }>;

/** What CloudWatch bills once, however many panels show it. */
function identityOf({ identity, stat }: Metric): string {
  const { namespace, metricName, dimensions } = identity;
  return JSON.stringify([namespace, metricName, Object.entries(dimensions).sort(), stat]);
}

function metricQuery({ identity, stat }: Metric, id: string, period: number): MetricDataQuery {
  const Dimensions = Object.entries(identity.dimensions).map(([Name, Value]) => ({ Name, Value }));
  const Metric = { Namespace: identity.namespace, MetricName: identity.metricName, Dimensions };
  return { Id: id, ReturnData: false, MetricStat: { Metric, Period: period, Stat: stat } };
}

/** Puts other ids into a metric math expression; function names and quoted strings stay as they are. */
function renamed(expression: string, ids: ReadonlyMap<string, string>): string {
  return expression.replace(/'[^']*'|"[^"]*"|[A-Za-z_]\w*/g, (word) => ids.get(word) ?? word);
}

/** METRICS() means every metric of the request, so such a panel must be alone in it. */
function needsOwnRequest(queries: PanelQueries): boolean {
  return queries.some((query) => query.kind === 'expression' && /\bMETRICS\s*\(/.test(query.expression));
}

function sharedMetric(draft: Draft, query: Metric, period: number): MetricDataQuery {
  const key = identityOf(query);
  const found = draft.metrics.get(key) ?? metricQuery(query, `m${draft.metrics.size}`, period);
  draft.metrics.set(key, found);
  return found;
}

function addPanel(draft: Draft, place: number, queries: PanelQueries, period: number): void {
  const ids = new Map<string, string>();
  for (const [index, query] of queries.entries()) {
    if (query.kind === 'expression') {
      ids.set(query.id, `e${place}_${index}`);
      continue;
    }
    const asked = sharedMetric(draft, query, period);
    asked.ReturnData ||= query.returnData;
    ids.set(query.id, asked.Id ?? '');
  }
  for (const query of queries) {
    if (query.kind !== 'expression') continue;
    const Expression = renamed(query.expression, ids);
    draft.expressions.push({
      Id: ids.get(query.id),
      ReturnData: query.returnData,
      Expression,
      Period: period,
    });
  }
  draft.ids.set(place, ids);
}

const newDraft = (alone: boolean): Draft => ({ alone, metrics: new Map(), expressions: [], ids: new Map() });

const sizeOf = ({ metrics, expressions }: Draft): number => metrics.size + expressions.length;

/**
 * The queries of panels whose datapoints are `period` seconds apart, packed into as few calls as GetMetricData's limit
 * allows. A metric that several panels show is asked for once; a panel is never split, since its metric math refers to its
 * own metrics.
 */
export function panelRequests(panels: readonly PanelQueries[], period: number): PanelRequest[] {
  const drafts: Draft[] = [];
  for (const [place, queries] of panels.entries()) {
    const alone = needsOwnRequest(queries);
    const room = drafts.find((draft) => !draft.alone && sizeOf(draft) + queries.length <= MAX_QUERIES);
    const draft = alone || room === undefined ? newDraft(alone) : room;
    if (draft !== room) drafts.push(draft);
    addPanel(draft, place, queries, period);
  }
  return drafts.map(({ metrics, expressions, ids }) => ({ queries: [...metrics.values(), ...expressions], ids }));
}
