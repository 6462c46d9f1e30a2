import { comparison, type ValueTest } from './filter-comparison.ts';
import type { FilterScope, ServiceScope } from './filter-scope.ts';
import { syntaxError, type Token, tokenise } from './filter-tokens.ts';

/** Whether a trace, or a service or edge of one, matches. */
export type ScopeTest = (scope: FilterScope) => boolean;

const booleanKeywords = ['ok', 'error', 'throttle', 'fault', 'partial', 'inferred', 'root'] as const;
const numberKeywords = ['responsetime', 'duration', 'http.status'] as const;
const textKeywords = ['http.url', 'http.method', 'http.useragent', 'http.clientip', 'user', 'name', 'type'] as const;
const isOneOf = <T extends string>(words: readonly T[], word: string): word is T =>
  words.some((known) => known === word);

const deepest = 50;
type ServiceTest = (service: ServiceScope) => boolean;

/** Parses a filter expression, X-Ray developer guide "Using filter expressions"; InvalidRequestException that names the position. */
export function parseFilterExpression(expression: string): ScopeTest {
  if (expression.trim() === '') return () => true;
  const tokens = tokenise(expression);
  const last: Token = tokens.at(-1) ?? { kind: 'end', value: '', at: 0 };
  let at = 0;
  let depth = 0;
  const peek = (): Token => tokens[at] ?? last;
  const next = (): Token => {
    const token = peek();
    at += 1;
    return token;
  };
  const accept = (value: string): boolean => {
    const token = peek();
    const same =
      token.kind === 'word' ? token.value.toUpperCase() === value : token.kind === 'symbol' && token.value === value;
    if (same) at += 1;
    return same;
  };
  const expect = (value: string): void => {
    if (!accept(value)) throw syntaxError(peek(), `'${value}'`);
  };

  const alternatives = (): ScopeTest => {
    depth += 1;
    if (depth > deepest) throw syntaxError(peek(), `at most ${deepest} levels of nesting`);
    const tests = [conjunction()];
    while (accept('OR')) tests.push(conjunction());
    depth -= 1;
    return (scope) => tests.some((test) => test(scope));
  };
  const conjunction = (): ScopeTest => {
    const tests = [negation()];
    while (accept('AND')) tests.push(negation());
    return (scope) => tests.every((test) => test(scope));
  };
  const negation = (): ScopeTest => {
    let negated = false;
    while (accept('!') || accept('NOT')) negated = !negated;
    const test = primary();
    return negated ? (scope) => !test(scope) : test;
  };
  const primary = (): ScopeTest => {
    if (accept('(')) {
      const test = alternatives();
      expect(')');
      return test;
    }
    const token = next();
    if (token.kind !== 'word') throw syntaxError(token, 'a keyword');
    return keyword(token);
  };

  const keyword = (token: Token): ScopeTest => {
    const word = token.value.toLowerCase();
    if (word === 'service') return serviceTest();
    if (word === 'edge') return edgeTest();
    if (word === 'annotation') return annotationTest(bracketed());
    if (word.startsWith('annotation.')) return annotationTest(token.value.slice('annotation.'.length));
    if (isOneOf(booleanKeywords, word)) return flagTest((scope) => scope.flags[word]);
    if (isOneOf(numberKeywords, word)) return existsOr('number', (scope) => scope.numbers[word] ?? []);
    if (isOneOf(textKeywords, word)) return existsOr('text', (scope) => scope.texts[word] ?? []);
    throw syntaxError(token, 'a keyword such as service, annotation, responsetime, http.status or fault');
  };

  const flagTest = (flag: ScopeTest): ScopeTest => {
    const negate = accept('!=');
    if (!negate && !accept('=')) return flag;
    const token = next();
    const word = token.value.toLowerCase();
    if (word !== 'true' && word !== 'false') throw syntaxError(token, 'true or false');
    return (scope) => flag(scope) === ((word === 'true') !== negate);
  };

  /** A comparison, or without one whether there is a value. */
  const existsOr = (
    type: 'number' | 'text' | 'any',
    values: (scope: FilterScope) => readonly (string | number | boolean)[],
  ): ScopeTest => {
    const test: ValueTest | undefined = comparison(peek, next, type);
    return test ? (scope) => values(scope).some(test) : (scope) => values(scope).length > 0;
  };
  const annotationTest = (key: string): ScopeTest => existsOr('any', (scope) => scope.annotations.get(key) ?? []);
  const bracketed = (): string => {
    expect('[');
    const token = next();
    if (token.kind !== 'word' && token.kind !== 'text' && token.kind !== 'number')
      throw syntaxError(token, 'an annotation key');
    expect(']');
    return token.value;
  };

  const serviceTest = (): ScopeTest => {
    expect('(');
    const named: ServiceTest = accept(')') ? () => true : serviceName(')');
    const inner = braced();
    return (scope) => scope.services.some((service) => named(service) && inner(service.scope));
  };
  const edgeTest = (): ScopeTest => {
    expect('(');
    const from = serviceName(',');
    const to = serviceName(')');
    const inner = braced();
    return (scope) => scope.edges.some((edge) => from(edge.from) && to(edge.to) && inner(edge.to.scope));
  };
  const braced = (): ScopeTest => {
    if (!accept('{')) return () => true;
    const test = alternatives();
    expect('}');
    return test;
  };
  /** A quoted name or `id(name: "…", type: "…")`. */
  const serviceName = (closing: string): ServiceTest => {
    const token = next();
    const test = token.kind === 'word' && token.value.toLowerCase() === 'id' ? idTest() : nameTest(token);
    expect(closing);
    return test;
  };
  const nameTest = ({ kind, value, at: position }: Token): ServiceTest => {
    if (kind !== 'text') throw syntaxError({ kind, value, at: position }, 'a service name in quotation marks');
    return (service) => service.name === value;
  };
  const idTest = (): ServiceTest => {
    expect('(');
    const tests: ServiceTest[] = [];
    do {
      const member = next();
      const word = member.value.toLowerCase();
      if (word !== 'name' && word !== 'type' && word !== 'account.id')
        throw syntaxError(member, 'name, type or account.id');
      expect(':');
      const { kind, value, at: position } = next();
      if (kind !== 'text') throw syntaxError({ kind, value, at: position }, 'a value in quotation marks');
      if (word !== 'account.id') tests.push((service) => service[word] === value);
    } while (accept(','));
    expect(')');
    return (service) => tests.every((test) => test(service));
  };

  const test = alternatives();
  if (peek().kind !== 'end') throw syntaxError(peek(), 'AND, OR or the end');
  return test;
}
