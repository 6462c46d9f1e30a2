import type { Connection } from './connections.ts';
import { serviceOf } from './connections.ts';
import { filterCursor } from './filter-cursor.ts';
import { readId, readService, type ServiceTest } from './filter-service.ts';
import { syntaxError } from './filter-tokens.ts';
import type { Segment } from './segment.ts';

/** What statistics are about: a service, or calls of one by another; and whether a connection of a trace counts. */
export type EntitySelector = {
  readonly kind: 'service' | 'edge';
  readonly selects: (connection: Connection) => boolean;
};

/** Every call of one service by another, which are the statistics of no selector. */
const everyEdge: EntitySelector = { kind: 'edge', selects: () => true };

/**
 * Parses what "GetTimeSeriesServiceStatistics" calls EntitySelectorExpression: `id(…)`, `service(…)` or `edge(…, …)`.
 * InvalidRequestException that names the position.
 */
export function parseEntitySelector(expression: string, accountId: string): EntitySelector {
  if (expression.trim() === '') return everyEdge;
  const cursor = filterCursor(expression);
  const token = cursor.next();
  const word = token.kind === 'word' ? token.value.toLowerCase() : '';
  const selector = (): EntitySelector => {
    if (word === 'id') return ofService(readId(cursor, accountId));
    if (word !== 'service' && word !== 'edge') throw syntaxError(token, 'id, service or edge');
    cursor.expect('(');
    if (word === 'service' && cursor.accept(')')) return ofService(() => true);
    const first = readService(cursor, accountId);
    if (word === 'edge') cursor.expect(',');
    const selected = word === 'edge' ? ofEdge(first, readService(cursor, accountId)) : ofService(first);
    cursor.expect(')');
    return selected;
  };
  const selected = selector();
  if (cursor.peek().kind !== 'end') throw syntaxError(cursor.peek(), 'the end');
  return selected;
}

const is = (test: ServiceTest, segment: Segment): boolean => {
  const { name, type = '' } = serviceOf(segment);
  return test({ name, type });
};

const ofService = (test: ServiceTest): EntitySelector => ({ kind: 'service', selects: ({ to }) => is(test, to) });

const ofEdge = (from: ServiceTest, to: ServiceTest): EntitySelector => ({
  kind: 'edge',
  selects: (connection) => connection.from !== undefined && is(from, connection.from) && is(to, connection.to),
});
