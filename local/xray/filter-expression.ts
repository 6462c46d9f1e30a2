import type { JsonValue } from '../aws/json.ts';
import { comparison, type ValueTest } from './filter-comparison.ts';
import { type FilterCursor, filterCursor } from './filter-cursor.ts';
import { expectedKeyword, type FilterContext, keywordOf } from './filter-keywords.ts';
import { elementsOf, matchesJson, type RootCausePart, rootCausePart } from './filter-root-cause.ts';
import type { FilterScope } from './filter-scope.ts';
import { readService, type ServiceTest } from './filter-service.ts';
import { syntaxError, type Token } from './filter-tokens.ts';

/** Whether a trace, or a service or edge of one, matches. */
export type ScopeTest = (scope: FilterScope) => boolean;

/** What an expression may refer to. */
export type FilterPlace = {
  readonly accountId: string;
  /** The filter of a group by its name or ARN; undefined when there is none. */
  readonly group: (named: { readonly name: string } | { readonly arn: string }) => ScopeTest | undefined;
};

const nowhere: FilterPlace = { accountId: '', group: () => undefined };
const deepest = 50;
type Value = string | number | boolean;

/** Parses a filter expression, X-Ray developer guide "Using filter expressions"; InvalidRequestException that names the position. */
export function parseFilterExpression(expression: string, place: FilterPlace = nowhere): ScopeTest {
  if (expression.trim() === '') return () => true;
  const cursor = filterCursor(expression);
  const test = alternatives(cursor, 'trace', place, 0);
  if (cursor.peek().kind !== 'end') throw syntaxError(cursor.peek(), 'AND, OR or the end');
  return test;
}

function alternatives(cursor: FilterCursor, context: FilterContext, place: FilterPlace, depth: number): ScopeTest {
  if (depth >= deepest) throw syntaxError(cursor.peek(), `at most ${deepest} levels of nesting`);

  const disjunction = (): ScopeTest => {
    const tests = [conjunction()];
    while (cursor.accept('OR')) tests.push(conjunction());
    return (scope) => tests.some((test) => test(scope));
  };
  /** Conditions with AND between them, or, as in the guide's `ok !partial duration <3`, nothing. */
  const conjunction = (): ScopeTest => {
    const tests = [negation()];
    while (cursor.accept('AND') || beginsCondition(cursor.peek())) tests.push(negation());
    return (scope) => tests.every((test) => test(scope));
  };
  const negation = (): ScopeTest => {
    let negated = false;
    while (cursor.accept('!') || cursor.accept('NOT')) negated = !negated;
    const test = condition();
    return negated ? (scope) => !test(scope) : test;
  };
  const condition = (): ScopeTest => {
    if (cursor.accept('(')) {
      const test = alternatives(cursor, context, place, depth + 1);
      cursor.expect(')');
      return test;
    }
    const token = cursor.next();
    if (token.kind !== 'word') throw syntaxError(token, expectedKeyword(context));
    return keyword(token);
  };

  const keyword = (token: Token): ScopeTest => {
    const word = token.value.toLowerCase();
    if (context === 'trace') {
      const test = traceKeyword(token, word);
      if (test !== undefined) return test;
    }
    if (!context.startsWith('root cause')) {
      if (word === 'annotation') return annotationTest(bracketed(cursor));
      if (word.startsWith('annotation.')) return annotationTest(token.value.slice('annotation.'.length));
    }
    const known = keywordOf(word, context);
    if (known === undefined) throw syntaxError(token, expectedKeyword(context));
    if (known.type === 'boolean') return flagTest(cursor, (scope) => scope.flags[known.name]);
    if (known.type === 'number') return existsOr(cursor, 'number', (scope) => scope.numbers[known.name] ?? []);
    return existsOr(cursor, 'text', (scope) => scope.texts[known.name] ?? []);
  };
  const traceKeyword = (token: Token, word: string): ScopeTest | undefined => {
    if (word === 'service') return serviceTest();
    if (word === 'edge') return edgeTest();
    if (word === 'group.name' || word === 'group.arn') return groupTest(cursor, word, place);
    if (word === 'rootcause.json') return jsonTest(cursor);
    const cause = rootCausePart(word);
    if (cause !== undefined) return rootCauseTest(cause);
    if (word.startsWith('rootcause.'))
      throw syntaxError(
        token,
        'rootcause.fault, .error or .responsetime, with .service, .entity or .exception after it',
      );
    return undefined;
  };
  const annotationTest = (key: string): ScopeTest =>
    existsOr(cursor, 'any', (scope) => scope.annotations.get(key) ?? []);

  const serviceTest = (): ScopeTest => {
    cursor.expect('(');
    const named: ServiceTest = cursor.accept(')') ? () => true : closed(readService(cursor, place.accountId));
    const inner = braced('service') ?? (() => true);
    return (scope) => scope.services.some((service) => named(service) && inner(service.scope));
  };
  const closed = (test: ServiceTest): ServiceTest => {
    cursor.expect(')');
    return test;
  };
  const edgeTest = (): ScopeTest => {
    cursor.expect('(');
    const from = readService(cursor, place.accountId);
    cursor.expect(',');
    const to = closed(readService(cursor, place.accountId));
    const inner = braced('edge') ?? (() => true);
    return (scope) => scope.edges.some((edge) => from(edge.from) && to(edge.to) && inner(edge.to.scope));
  };
  const rootCauseTest = ({ kind, part }: RootCausePart): ScopeTest => {
    const inner = braced(`root cause ${part}`);
    if (inner === undefined) throw syntaxError(cursor.peek(), "'{'");
    return (scope) => scope.rootCauses()[kind].some((cause) => elementsOf(cause, part).some(inner));
  };
  const braced = (of: FilterContext): ScopeTest | undefined => {
    if (!cursor.accept('{')) return undefined;
    const test = alternatives(cursor, of, place, depth + 1);
    cursor.expect('}');
    return test;
  };

  return disjunction();
}

function beginsCondition({ kind, value }: Token): boolean {
  return kind === 'word' ? value.toUpperCase() !== 'OR' : kind === 'symbol' && (value === '!' || value === '(');
}

function flagTest(cursor: FilterCursor, flag: ScopeTest): ScopeTest {
  const negate = cursor.accept('!=');
  if (!negate && !cursor.accept('=')) return flag;
  const token = cursor.next();
  const word = token.value.toLowerCase();
  if (word !== 'true' && word !== 'false') throw syntaxError(token, 'true or false');
  return (scope) => flag(scope) === ((word === 'true') !== negate);
}

/** A comparison, or without one whether there is a value. */
function existsOr(
  cursor: FilterCursor,
  type: 'number' | 'text' | 'any',
  values: (scope: FilterScope) => readonly Value[],
): ScopeTest {
  const test: ValueTest | undefined = comparison(cursor.peek, cursor.next, type);
  return test ? (scope) => values(scope).some(test) : (scope) => values(scope).length > 0;
}

/** The key of an annotation between brackets. */
function bracketed(cursor: FilterCursor): string {
  cursor.expect('[');
  const token = cursor.next();
  if (token.kind !== 'word' && token.kind !== 'text' && token.kind !== 'number')
    throw syntaxError(token, 'an annotation key');
  cursor.expect(']');
  return token.value;
}

function groupTest(cursor: FilterCursor, word: 'group.name' | 'group.arn', { group }: FilterPlace): ScopeTest {
  const negate = cursor.accept('!=');
  if (!negate) cursor.expect('=');
  const token = cursor.next();
  if (token.kind !== 'text') throw syntaxError(token, 'a text in quotation marks');
  const test = group(word === 'group.name' ? { name: token.value } : { arn: token.value });
  if (test === undefined) throw syntaxError(token, 'a group that exists');
  return negate ? (scope) => !test(scope) : test;
}

function jsonTest(cursor: FilterCursor): ScopeTest {
  cursor.expect('=');
  const token = cursor.next();
  const json = token.kind === 'json' ? parsed(token.value) : undefined;
  if (json === undefined) throw syntaxError(token, '# and JSON with Services after it');
  return (scope) => {
    const { fault, error, responsetime } = scope.rootCauses();
    return matchesJson([...fault, ...error, ...responsetime], json);
  };
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
