import { createLexer, type Lexer } from './lexer.ts';
import { malformedQuery, type Span } from './malformed-query.ts';
import { createPhrases, type Phrases } from './parse-expression.ts';
import { compileGlob, namedGroups } from './regular-expression.ts';
import type { Command, Expression, NamedExpression, Query, SortKey } from './syntax.ts';

/** "CloudWatch Logs quotas" and API reference "StartQuery". */
const MOST_CHARACTERS = 10_000;
const MOST_RESULTS = 100_000;
const UNSERVED = new Set([
  ...['pattern', 'diff', 'anomaly', 'unmask', 'filterindex', 'source', 'unnest', 'expand', 'lookup', 'join'],
  ...['addtotals', 'relevantfields', 'autoregress', 'logcompare', 'filldown', 'fillmissing', 'cidrlookup'],
  ...['outlier', 'accum', 'appendcols', 'sessionize', 'countfrequent'],
]);

type WithoutSpan<T> = T extends unknown ? Omit<T, 'span'> : never;
type Parsed = WithoutSpan<Command>;
type Reading = { readonly query: string; readonly lexer: Lexer; readonly phrases: Phrases };

const textOf = (query: string, { span }: Expression): string => query.slice(span.start, span.end);

function readNamed({ query, phrases }: Reading): NamedExpression {
  const expression = phrases.expression();
  if (phrases.take('as')) return { name: phrases.name(), aliased: true, expression };
  const name = expression.kind === 'field' ? expression.name : textOf(query, expression);
  return { name, aliased: false, expression };
}

const readColumns = (reading: Reading): NamedExpression[] => reading.phrases.list(() => readNamed(reading));

/** What `parse` reads: a field, or the whole line when there is only a pattern. */
function readSource({ lexer, phrases }: Reading): Expression {
  const token = lexer.peek();
  const name = token.kind === 'name' ? phrases.name() : '@message';
  return { kind: 'field', name, span: token };
}

function readParse(reading: Reading): Parsed {
  const { query, lexer, phrases } = reading;
  const source = readSource(reading);
  const regex = lexer.regex();
  if (regex) return { kind: 'parse', source, pattern: regex.pattern, names: groupNames(query, regex, phrases) };
  const glob = lexer.peek();
  if (glob.kind !== 'string') throw phrases.unexpected('a pattern in quotes or between slashes');
  lexer.next();
  phrases.expect('as');
  const names = phrases.list(phrases.name);
  const stars = glob.value.split('*').length - 1;
  if (stars !== names.length)
    throw malformedQuery(query, glob, `the pattern has ${stars} asterisks for ${names.length} names`);
  return { kind: 'parse', source, pattern: compileGlob(glob.value), names };
}

/** Named groups, or aliases as many as there are groups. */
function groupNames(query: string, regex: Span & { readonly pattern: RegExp }, phrases: Phrases): readonly string[] {
  // An empty alternative matches anything, so that the groups can be counted.
  const groups = new RegExp(`${regex.pattern.source}|`).exec('');
  const named = groups && namedGroups(groups);
  if (named) return named;
  const count = (groups?.length ?? 1) - 1;
  if (count === 0) throw malformedQuery(query, regex, 'the regular expression of parse has no group');
  phrases.expect('as');
  const names = phrases.list(phrases.name);
  if (names.length === count) return names;
  throw malformedQuery(query, regex, `the pattern has ${count} groups for ${names.length} names`);
}

function readSortKey(reading: Reading): SortKey {
  const { phrases } = reading;
  const { name, expression } = readNamed(reading);
  if (phrases.take('desc')) return { name, expression, descending: true };
  phrases.take('asc');
  return { name, expression, descending: false };
}

function readSort(reading: Reading): Parsed {
  // AWS's own sample queries have it, its syntax does not.
  reading.phrases.take('by');
  return { kind: 'sort', keys: reading.phrases.list(() => readSortKey(reading)) };
}

function readLimit({ query, lexer, phrases }: Reading): Parsed {
  phrases.take('any');
  const token = lexer.peek();
  if (token.kind !== 'number') throw phrases.unexpected('a number');
  if (!Number.isInteger(token.value) || token.value < 1 || token.value > MOST_RESULTS)
    throw malformedQuery(query, token, `limit must be a whole number from 1 to ${MOST_RESULTS}`);
  lexer.next();
  return { kind: 'limit', count: token.value };
}

function readStats(reading: Reading): Parsed {
  const aggregates = readColumns(reading);
  return { kind: 'stats', aggregates, by: reading.phrases.take('by') ? readColumns(reading) : [] };
}

const readFilter = ({ phrases }: Reading): Parsed => ({ kind: 'filter', condition: phrases.expression() });

const COMMANDS: Readonly<Record<string, (reading: Reading) => Parsed>> = {
  fields: (reading) => ({ kind: 'fields', columns: readColumns(reading) }),
  display: (reading) => ({ kind: 'display', columns: readColumns(reading) }),
  filter: readFilter,
  parse: readParse,
  stats: readStats,
  sort: readSort,
  limit: readLimit,
  where: readFilter,
  head: readLimit,
  tail: readLimit,
  dedup: ({ phrases }) => ({ kind: 'dedup', fields: phrases.list(phrases.expression) }),
};

function readCommand(reading: Reading): Command {
  const { query, lexer, phrases } = reading;
  const word = lexer.peek();
  const read = Object.hasOwn(COMMANDS, word.text.toLowerCase()) ? COMMANDS[word.text.toLowerCase()] : undefined;
  if (!read && UNSERVED.has(word.text.toLowerCase()))
    throw malformedQuery(query, word, `the command ${word.text} is not served by SmallCart's embedded cloud, found`);
  if (!read) throw phrases.unexpected(`a command (${Object.keys(COMMANDS).slice(0, 7).join(', ')}, dedup)`);
  lexer.next();
  const command = read(reading);
  const end = lexer.peek();
  if (end.kind !== 'end' && end.text !== '|') throw phrases.unexpected('| or the end of the query');
  return { ...command, span: { start: word.start, end: word.end } };
}

/** Parses a query ("CloudWatch Logs Insights language query syntax"); MalformedQueryException says where and why not. */
export function parseQuery(query: string): Query {
  if (query.length > MOST_CHARACTERS)
    throw malformedQuery(
      query,
      { start: MOST_CHARACTERS, end: query.length },
      `the query is longer than ${MOST_CHARACTERS} characters`,
    );
  const lexer = createLexer(query);
  const reading: Reading = { query, lexer, phrases: createPhrases(query, lexer) };
  const commands: Command[] = [];
  reading.phrases.take('|');
  do commands.push(readCommand(reading));
  while (reading.phrases.take('|'));
  return { text: query, commands };
}
