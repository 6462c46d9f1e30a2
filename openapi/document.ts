import type { Route } from '../functions/function-definition.ts';
import type { RouteContract } from '../functions/lib/contract.ts';
import { FUNCTIONS } from '../functions/manifest.ts';
import { HTTP_FUNCTION_IDS, type HttpFunctionId } from '../monitoring/resources.ts';
import { COMMON_PROBLEMS, problemAnswer } from './answers.ts';
import { CONTRACTS } from './contracts.ts';
import { ANSWER_HEADERS, headerParameter } from './headers.ts';
import { OPENAPI_VERSION } from './openapi-version.ts';
import { operationOf } from './operation.ts';
import { ProblemDocument } from './problem-schema.ts';
import { createSchemas, type Schemas } from './schemas.ts';
import { SECURITY_SCHEMES } from './security.ts';
import { TAGS } from './tags.ts';
import type { OpenApiDocument, Operation, PathItem } from './types.ts';

const DESCRIPTION = `Everything that the shop’s pages do, they do through this API.

Amounts are whole cents. Instants are ISO 8601 in UTC. Every refusal is a problem document (RFC 9457), but for what the
gateway refuses before the shop sees it (an address or a method that does not exist, a body above 10 MB): that is JSON with
a \`message\`. A list that goes on has a \`nextCursor\`, to be sent as \`cursor\`. Writes of a browser must come from the shop’s own pages.`;

/** Ids that a caller may give its request, whichever it is. */
const IDS = ['X-Request-ID', 'X-Correlation-ID'] as const;
const idParameters = IDS.map((name) => ({ $ref: `#/components/parameters/${name}` }));

type Served = { readonly route: Route; readonly operation: Operation };

function contractOf(functionId: HttpFunctionId, { method, path }: Route): RouteContract {
  const contracts: Readonly<Record<string, RouteContract>> = CONTRACTS[functionId];
  const contract = contracts[`${method} ${path}`];
  if (!contract) throw new Error(`functions/${functionId}/contract.ts says nothing of ${method} ${path}.`);
  return contract;
}

function servedBy(functionId: HttpFunctionId, schemas: Schemas): Served[] {
  return FUNCTIONS[functionId].routes.map((route) => ({
    route,
    operation: operationOf(functionId, route, contractOf(functionId, route), schemas),
  }));
}

function pathsOf(served: readonly Served[]): Record<string, PathItem> {
  const paths: Record<string, PathItem> = {};
  for (const { route, operation } of served) {
    paths[route.path] = {
      parameters: idParameters,
      ...paths[route.path],
      [route.method.toLowerCase()]: operation,
    };
  }
  return paths;
}

/** The OpenAPI document of the whole API, from the contracts of the functions; `version` is the API's. */
export function openApiDocument(version: string): OpenApiDocument {
  const schemas = createSchemas();
  schemas.output(ProblemDocument);
  const served = HTTP_FUNCTION_IDS.flatMap((id) => servedBy(id, schemas));
  const responses = Object.entries(COMMON_PROBLEMS).map(([status, text]) => [status, problemAnswer(status, text)]);
  return {
    openapi: OPENAPI_VERSION,
    info: { title: 'SmallCart', version, description: DESCRIPTION },
    servers: [{ url: '/' }],
    tags: HTTP_FUNCTION_IDS.map((id) => TAGS[id]),
    paths: pathsOf(served),
    components: {
      schemas: schemas.named(),
      parameters: Object.fromEntries(IDS.map((name) => [name, headerParameter(name, false)])),
      headers: ANSWER_HEADERS,
      responses: Object.fromEntries(responses),
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}
