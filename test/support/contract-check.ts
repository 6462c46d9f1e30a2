import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import type { RouteContract } from '../../functions/lib/contract.ts';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { HTTP_FUNCTION_IDS, type HttpFunctionId } from '../../monitoring/resources.ts';
import { CONTRACTS } from '../../openapi/contracts.ts';
import { openApiDocument } from '../../openapi/document.ts';
import { ProblemDocument } from '../../openapi/problem-schema.ts';

/** An answer as a test got it. */
export type CheckedAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
};

type Served = { readonly id: HttpFunctionId; readonly key: string; readonly pattern: RegExp };

const SERVED: readonly Served[] = HTTP_FUNCTION_IDS.flatMap((id) =>
  FUNCTIONS[id].routes.map(({ method, path }) => ({
    id,
    key: `${method} ${path}`,
    pattern: new RegExp(`^${method} ${path.replace(/\{\w+\}/g, '[^/]+')}$`),
  })),
);

let declared: ReadonlyMap<string, readonly string[]> | undefined;

/** The statuses that the OpenAPI document declares, by route. */
function statuses(): ReadonlyMap<string, readonly string[]> {
  declared ??= new Map(
    Object.entries(openApiDocument('test').paths).flatMap(([path, item]) =>
      (['get', 'post', 'put', 'delete'] as const).map((method) => [
        `${method.toUpperCase()} ${path}`,
        Object.keys(item[method]?.responses ?? {}),
      ]),
    ),
  );
  return declared;
}

function schemaViolations(schema: z.ZodMiniType, text: string): string[] {
  const value: unknown = JSON.parse(text);
  const parsed = z.safeParse(schema, value);
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
  return isDeepStrictEqual(parsed.data, value) ? [] : [`has members that the schema does not tell of: ${text}`];
}

function bodyViolations({ answers }: RouteContract, { status, headers, text }: CheckedAnswer): string[] {
  const type = headers['content-type'] ?? '';
  if (status >= 400) {
    if (!type.startsWith('application/problem+json')) return [`is of type ${type}, not a problem document`];
    return schemaViolations(ProblemDocument, text);
  }
  const told = Object.entries(answers).find(([known]) => Number(known) === status)?.[1];
  if (!told) return [];
  if ('empty' in told) return text === '' ? [] : ['has a body'];
  if ('json' in told)
    return type.startsWith('application/json') ? schemaViolations(told.json, text) : [`is of type ${type}`];
  return told.media.some((media) => type.startsWith(media)) ? [] : [`is of type ${type}`];
}

/** What of an answer the route's contract does not say; a path that nothing serves has none. */
export function contractViolations(method: string, path: string, answer: CheckedAnswer): string[] {
  const [pathname = ''] = path.split('?');
  const served = SERVED.find(({ pattern }) => pattern.test(`${method} ${pathname}`));
  if (!served) return [];
  const contracts: Readonly<Record<string, RouteContract>> = CONTRACTS[served.id];
  const contract = contracts[served.key];
  if (!contract) return [];
  const known = statuses().get(served.key) ?? [];
  const { status } = answer;
  if (!known.includes(String(status)) && !known.includes(`${String(status).charAt(0)}XX`)) {
    return [`its status ${status} is not declared: ${answer.text}`];
  }
  return bodyViolations(contract, answer);
}

/** Throws when an answer is another than the route's contract says. */
export function checkContract(method: string, path: string, answer: CheckedAnswer): void {
  const violations = contractViolations(method, path, answer);
  if (violations.length === 0) return;
  const [pathname = ''] = path.split('?');
  throw new Error(`The answer of ${method} ${pathname} is not as its contract.ts says:\n${violations.join('\n')}`);
}
