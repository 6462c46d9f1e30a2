import { calledFunctions, callsIn, type Expression, referredIds } from '../math/expression.ts';
import { MathError } from '../math/math-error.ts';
import type { MetricDataQuery } from './metric-data-query.ts';

const BAND = 'ANOMALY_DETECTION_BAND';
const NOT_IN_BANDS = ['METRICS', 'SEARCH'];
const MAX_METRICS = 10;
const MAX_EXPRESSIONS = 10;

/** Queries by their ids, and the ids that each refers to. */
export type Queries = {
  readonly byId: ReadonlyMap<string, MetricDataQuery>;
  readonly references: ReadonlyMap<string, readonly string[]>;
};

/**
 * Checks what the anomaly detection band of an expression is made of, through all the expressions it refers to (User Guide
 * "Anomaly detection on metric math"); MathError where AWS does not support it. AWS bounds "metrics or math expressions" at
 * 10, which is taken for each of the two, as in alarms.
 */
export function checkBands(expression: Expression, queries: Queries): void {
  const [band, second] = callsIn(expression).filter(({ name }) => name === BAND);
  if (second) throw new MathError(`an expression has one ${BAND} only`, second.position);
  for (const argument of band?.args ?? []) checkArgument(argument, queries);
}

function checkArgument(argument: Expression, queries: Queries): void {
  const sources = reached(argument, queries).flatMap((id) => queries.byId.get(id)?.source ?? []);
  const metrics = sources.flatMap((source) => (source.kind === 'metric' ? [source] : []));
  const expressions = sources.flatMap((source) => (source.kind === 'expression' ? [source.expression] : []));
  const refused = (why: string) => new MathError(`${BAND} does not take ${why}`, argument.position);
  const wrong = [argument, ...expressions].flatMap(calledFunctions).find((name) => NOT_IN_BANDS.includes(name));
  if (wrong) throw refused(wrong);
  if (metrics.length > MAX_METRICS) throw refused(`more than ${MAX_METRICS} metrics`);
  if (expressions.length > MAX_EXPRESSIONS) throw refused(`more than ${MAX_EXPRESSIONS} expressions`);
  if (new Set(metrics.map(({ period }) => period)).size > 1) throw refused('metrics with different periods');
}

/** The ids that an expression refers to, itself and through others. */
function reached(expression: Expression, { byId, references }: Queries): string[] {
  const found = new Set(referredIds(expression).filter((id) => byId.has(id)));
  for (const id of found) for (const next of references.get(id) ?? []) found.add(next);
  return [...found];
}
