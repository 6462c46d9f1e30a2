/** What a filter expression looks at: a trace, a service or a call of one, or a part of a root cause. */
export type FilterContext =
  | 'trace'
  | 'service'
  | 'edge'
  | 'root cause service'
  | 'root cause entity'
  | 'root cause exception';

const booleans = [
  'ok',
  'error',
  'throttle',
  'fault',
  'partial',
  'inferred',
  'root',
  'first',
  'last',
  'remote',
] as const;
const numbers = ['responsetime', 'duration', 'http.status', 'index', 'coverage'] as const;
const texts = [
  ...['http.url', 'http.method', 'http.useragent', 'http.clientip', 'user', 'name', 'type', 'message'],
  ...['availabilityzone', 'instance.id', 'resource.arn'],
] as const;

/** Keywords by the type of their values, developer guide "Using filter expressions". */
export type BooleanKeyword = (typeof booleans)[number];
export type NumberKeyword = (typeof numbers)[number];

const ofElements: readonly string[] = ['first', 'last', 'index', 'name'];
const ofSegments: readonly string[] = [
  ...['ok', 'error', 'throttle', 'fault', 'partial', 'inferred', 'root', 'responsetime', 'duration', 'http.status'],
  ...['http.url', 'http.method', 'http.useragent', 'http.clientip', 'user', 'name', 'type'],
  ...['availabilityzone', 'instance.id', 'resource.arn'],
];
const keywords: Readonly<Record<FilterContext, readonly string[]>> = {
  trace: ofSegments,
  service: ofSegments,
  edge: ofSegments,
  'root cause service': [...ofElements, 'type', 'inferred'],
  'root cause entity': [...ofElements, 'remote', 'coverage'],
  'root cause exception': [...ofElements, 'message'],
};

/** A keyword and the type of its values; undefined when what is looked at has no such keyword. */
export type Keyword =
  | { readonly type: 'boolean'; readonly name: BooleanKeyword }
  | { readonly type: 'number'; readonly name: NumberKeyword }
  | { readonly type: 'text'; readonly name: string };

const find = <T extends string>(words: readonly T[], word: string): T | undefined =>
  words.find((known) => known === word);

/** The keyword of a context by its name in lower case. */
export function keywordOf(word: string, context: FilterContext): Keyword | undefined {
  if (!keywords[context].includes(word)) return undefined;
  const boolean = find(booleans, word);
  if (boolean !== undefined) return { type: 'boolean', name: boolean };
  const number = find(numbers, word);
  if (number !== undefined) return { type: 'number', name: number };
  return find<string>(texts, word) === undefined ? undefined : { type: 'text', name: word };
}

/** What could stand where a keyword is expected, in words. */
export function expectedKeyword(context: FilterContext): string {
  if (context === 'trace') return 'a keyword such as service, annotation, responsetime, http.status or fault';
  if (context === 'service' || context === 'edge') return `a keyword of a ${context} such as fault or responsetime`;
  return `a keyword of a ${context} (${keywords[context].join(', ')})`;
}
