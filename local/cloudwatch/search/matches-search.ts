import type { MetricIdentity } from '../metrics/metric-identity.ts';
import { nameWords } from './name-words.ts';
import {
  countTerms,
  type MetricSchema,
  type SearchCondition,
  type SearchQuery,
  type SearchValue,
} from './search-query.ts';

/** The property by which a monitoring account searches one of its source accounts. */
const ACCOUNT_ID = ':aws.AccountId';
const STEPS_PER_TERM = 10;

/** Whether a metric of this account is what the search asks for. */
export function matchesSearch({ schema, condition }: SearchQuery, metric: MetricIdentity, accountId: string): boolean {
  return hasSchema(metric, schema) && (condition === undefined || holds(condition, metric, accountId));
}

/** The work of comparing one metric with a search, in steps of about a datapoint's. */
export function searchWork({ condition }: SearchQuery): number {
  return condition === undefined ? 0 : STEPS_PER_TERM * countTerms(condition);
}

/** Whether a metric has the schema, if one is asked for. A schema names all the dimensions of a metric: `{Namespace}` alone means metrics without any. */
export function hasSchema({ namespace, dimensions }: MetricIdentity, schema: MetricSchema | undefined): boolean {
  if (schema === undefined) return true;
  if (namespace !== schema.namespace) return false;
  const names = new Set(schema.dimensionNames);
  return names.size === Object.keys(dimensions).length && [...names].every((name) => Object.hasOwn(dimensions, name));
}

function holds(condition: SearchCondition, metric: MetricIdentity, accountId: string): boolean {
  switch (condition.kind) {
    case 'term':
      return textsOf(metric, condition.property, accountId).some((text) => matches(condition.value, text));
    case 'not':
      return !holds(condition.operand, metric, accountId);
    case 'and':
      return condition.operands.every((operand) => holds(operand, metric, accountId));
    case 'or':
      return condition.operands.some((operand) => holds(operand, metric, accountId));
    default:
      return condition satisfies never;
  }
}

function textsOf({ namespace, name, dimensions }: MetricIdentity, property: string | undefined, accountId: string) {
  switch (property) {
    case undefined:
      return [name, namespace, ...Object.keys(dimensions), ...Object.values(dimensions)];
    case 'MetricName':
      return [name];
    case 'Namespace':
      return [namespace];
    case ACCOUNT_ID:
      return [accountId, 'LOCAL'];
    default:
      return Object.hasOwn(dimensions, property) ? [dimensions[property] ?? ''] : [];
  }
}

function matches(value: SearchValue, text: string): boolean {
  switch (value.match) {
    case 'exact':
      return text === value.text;
    case 'partial': {
      const words = nameWords(text);
      return words.join('').toLowerCase() === value.whole || words.some((_, at) => matchesAt(value.chunks, words, at));
    }
    default:
      return value satisfies never;
  }
}

/**
 * Whether the chunks of a term stand in the name from word `at` on, one after the other. A chunk of one word matches in
 * any case, one of several words only in the case it is written in: that is how the User Guide's examples go together
 * (`COUNT`, `network-errors` and `Count1` find, `count1` does not).
 */
function matchesAt(chunks: readonly (readonly string[])[], words: readonly string[], at: number): boolean {
  let position = at;
  return chunks.every((chunk) => {
    const here = words.slice(position, position + chunk.length);
    position += chunk.length;
    const [only = ''] = chunk;
    if (chunk.length === 1) return here[0]?.toLowerCase() === only.toLowerCase();
    return chunk.every((word, index) => word === here[index]);
  });
}
