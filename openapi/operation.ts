import type { Route } from '../functions/function-definition.ts';
import type { RequestHeader, RouteContract } from '../functions/lib/contract.ts';
import { BODY_LIMIT } from '../functions/lib/validate.ts';
import type { HttpFunctionId } from '../monitoring/resources.ts';
import { contentOf, responsesOf } from './answers.ts';
import { headerParameter } from './headers.ts';
import { pathParameters } from './path-parameters.ts';
import { asSchema, type Schemas } from './schemas.ts';
import { callersOf, securityOf } from './security.ts';
import { TAGS } from './tags.ts';
import type { Operation, Parameter } from './types.ts';

const READ_HEADERS = ['Idempotency-Key', 'If-Match', 'If-None-Match'] as const satisfies readonly RequestHeader[];

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `GET /api/products/{id}` as `getProductsById`. */
export function operationId({ method, path }: Route): string {
  const words = path
    .replace(/^\/api\//, '/')
    .replace(/\{(\w+)\}/g, 'by-$1')
    .split(/[/-]/)
    .filter((word) => word !== '');
  return method.toLowerCase() + words.map(capitalised).join('');
}

function queryParameters(query: RouteContract['query'], schemas: Schemas): Parameter[] {
  if (!query) return [];
  const { properties, required } = schemas.input(query);
  return Object.entries(asSchema(properties)).map(([name, property]) => {
    const { description, ...schema } = asSchema(property);
    return {
      name,
      in: 'query',
      required: Array.isArray(required) && required.includes(name),
      ...(typeof description === 'string' ? { description } : {}),
      schema,
    };
  });
}

function headerParameters(headers: RouteContract['headers'] = {}): Parameter[] {
  return READ_HEADERS.flatMap((name) => (headers[name] ? [headerParameter(name, headers[name] === 'required')] : []));
}

function requestBody({ bodyLimit = BODY_LIMIT }: Route, { body }: RouteContract, schemas: Schemas) {
  if (!body) return {};
  const description = `At most ${bodyLimit} bytes.`;
  return { requestBody: { required: true as const, description, content: contentOf(body, schemas.input) } };
}

/** A route of a function as an operation of the document. */
export function operationOf(
  functionId: HttpFunctionId,
  route: Route,
  contract: RouteContract,
  schemas: Schemas,
): Operation {
  const description = [contract.description, callersOf(route.access)].filter(Boolean).join(' ');
  const parameters = [
    ...pathParameters(route.path),
    ...queryParameters(contract.query, schemas),
    ...headerParameters(contract.headers),
  ];
  return {
    operationId: operationId(route),
    tags: [TAGS[functionId].name],
    summary: contract.summary,
    ...(description === '' ? {} : { description }),
    security: securityOf(route.access, functionId),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...requestBody(route, contract, schemas),
    responses: responsesOf(route, contract, schemas),
  };
}
