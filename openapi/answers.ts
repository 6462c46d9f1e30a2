import type { Route } from '../functions/function-definition.ts';
import type { AnswerContract, JsonBody, MediaBody, RouteContract } from '../functions/lib/contract.ts';
import { PROBLEM_TITLES } from '../functions/lib/problem.ts';
import type { ANSWER_HEADERS } from './headers.ts';
import { problemExample } from './problem-schema.ts';
import type { Schemas } from './schemas.ts';
import type { Content, Operation, Reference, ResponseObject } from './types.ts';

type HeaderName = keyof typeof ANSWER_HEADERS;

function headers(names: readonly HeaderName[]): Readonly<Record<string, Reference>> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

const EVERY_ANSWER = ['X-Request-ID', 'X-Correlation-ID', 'X-Version'] as const;
/** Statuses that say when to try again. */
const LATER: readonly string[] = ['429', '503', '5XX'];

/** A body's schema and example by media type; `convert` is the schemas' side that it stands on. */
export function contentOf(body: JsonBody | MediaBody, convert: Schemas['input']): Content {
  if ('json' in body) return { 'application/json': { schema: convert(body.json), example: body.example } };
  return Object.fromEntries(
    body.media.map((type) => [type, type.startsWith('text/') ? { schema: { type: 'string' } } : {}]),
  );
}

function answer(contract: AnswerContract, schemas: Schemas): ResponseObject {
  return {
    description: contract.description,
    headers: headers([...EVERY_ANSWER, ...(contract.headers ?? [])]),
    ...('empty' in contract ? {} : { content: contentOf(contract, schemas.output) }),
  };
}

const titles: Readonly<Record<string, string>> = PROBLEM_TITLES;

function exampleOf(status: string, detail: string): Record<string, unknown> {
  if (status === '400') return problemExample;
  const code = status === '5XX' ? '500' : status;
  const { requestId } = problemExample;
  return { type: 'about:blank', title: titles[code], status: Number(code), detail, requestId };
}

/** A refusal: a problem document. */
export function problemAnswer(status: string, description: string): ResponseObject {
  const later = LATER.includes(status) ? (['Retry-After'] as const) : [];
  const schema = { $ref: '#/components/schemas/Problem' };
  return {
    description,
    headers: headers([...EVERY_ANSWER, ...later]),
    content: { 'application/problem+json': { schema, example: exampleOf(status, description) } },
  };
}

/** Refusals that many routes have in common, by status; they are told once, under `#/components/responses`. */
export const COMMON_PROBLEMS: Readonly<Record<string, string>> = {
  '400': 'The request breaks a rule; `errors` names where and which.',
  '401': 'Nobody is signed in.',
  '403': 'Whoever is signed in may not do this, or a page of another site has asked for it.',
  '413': 'The body is too large.',
  '415': 'The body is not of a media type that is taken here.',
  '5XX':
    'Something went wrong on our side; it is recorded. Trying again in a moment may help: it does after a 503, which says when (`not-ready`: something that the shop needs does not answer in time).',
};

function commonOf({ access, method }: Route, { query, body, headers: read }: RouteContract): string[] {
  const checked = query || body || Object.values(read ?? {}).includes('required');
  const refused = method !== 'GET' || !['public', 'customer'].includes(access);
  return [
    ...(checked ? ['400'] : []),
    ...(access === 'public' ? [] : ['401']),
    ...(refused ? ['403'] : []),
    ...(method === 'GET' ? [] : ['413']),
    ...(body ? ['415'] : []),
    '5XX',
  ];
}

/** Every answer that a route can give. */
export function responsesOf(route: Route, contract: RouteContract, schemas: Schemas): Operation['responses'] {
  const good = Object.entries(contract.answers).map(([status, told]) => [status, answer(told, schemas)] as const);
  const common = commonOf(route, contract).map(
    (status) => [status, { $ref: `#/components/responses/${status}` }] as const,
  );
  const own = Object.entries(contract.problems ?? {}).map(
    ([status, description]) => [status, problemAnswer(status, description)] as const,
  );
  return Object.fromEntries([...good, ...common, ...own]);
}
