import { isUtf8 } from 'node:buffer';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { RouteMatch } from './routes.ts';

/** An HTTP request as the gateway received it: `target` is path and query, `headers` the raw name, value, name, value … list. */
export type GatewayRequest = {
  method: string;
  target: string;
  headers: readonly string[];
  body: Buffer;
  sourceIp: string;
  /** Port that the client spoke to. */
  port: number;
};

export type EventContext = { apiId: string; accountId: string; region: string; requestId: string; now: number };

/** Bodies of these types are passed as text when they are UTF-8, all others in base64, for the function gets JSON. */
const textTypes = /^(text\/|application\/(.+\+)?(json|xml|javascript|x-www-form-urlencoded)\b)/i;

/** Builds the event of payload format version 2.0 ("AWS Lambda proxy integrations for HTTP APIs"). */
export function buildProxyEvent(
  request: GatewayRequest,
  route: RouteMatch,
  context: EventContext,
): APIGatewayProxyEventV2 {
  const [rawPath, rawQueryString] = splitTarget(request.target);
  const { headers, cookies } = readHeaders([...request.headers, 'x-forwarded-for', request.sourceIp]);
  // What a client claims of its own connection is replaced; of its address, continued.
  Object.assign(headers, { 'x-forwarded-proto': 'http', 'x-forwarded-port': String(request.port) });
  const query = readQuery(rawQueryString);
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath: decodePath(rawPath),
    rawQueryString,
    ...(cookies.length > 0 ? { cookies } : {}),
    headers,
    ...(query ? { queryStringParameters: query } : {}),
    requestContext: requestContext(request, route, context, decodePath(rawPath), headers),
    ...(Object.keys(route.pathParameters).length > 0 ? { pathParameters: { ...route.pathParameters } } : {}),
    ...readBody(request.body, headers['content-type']),
  };
}

function requestContext(
  { method, sourceIp }: GatewayRequest,
  { routeKey }: RouteMatch,
  { apiId, accountId, region, requestId, now }: EventContext,
  path: string,
  headers: Readonly<Record<string, string>>,
): APIGatewayProxyEventV2['requestContext'] {
  const domainName = `${apiId}.execute-api.${region}.amazonaws.com`;
  const http = { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent: headers['user-agent'] ?? '' };
  const common = { accountId, apiId, domainName, domainPrefix: apiId, http, requestId, routeKey, stage: '$default' };
  return { ...common, time: logTime(now), timeEpoch: now };
}

/** Splits a request target at its first question mark. */
export function splitTarget(target: string): [rawPath: string, rawQueryString: string] {
  const mark = target.indexOf('?');
  return mark < 0 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)];
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function readHeaders(raw: readonly string[]): { headers: Record<string, string>; cookies: string[] } {
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    const value = raw[index + 1] ?? '';
    if (name === 'cookie')
      cookies.push(
        ...value
          .split(';')
          .map((cookie) => cookie.trim())
          .filter(Boolean),
      );
    else headers[name] = Object.hasOwn(headers, name) ? `${headers[name]},${value}` : value;
  }
  return { headers, cookies };
}

function readQuery(rawQueryString: string): Record<string, string> | undefined {
  if (rawQueryString === '') return undefined;
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    query[name] = Object.hasOwn(query, name) ? `${query[name]},${value}` : value;
  }
  return query;
}

function readBody(body: Buffer, contentType: string | undefined): { body?: string; isBase64Encoded: boolean } {
  if (body.length === 0) return { isBase64Encoded: false };
  if (textTypes.test(contentType ?? 'text/plain') && isUtf8(body)) {
    return { body: body.toString('utf8'), isBase64Encoded: false };
  }
  return { body: body.toString('base64'), isBase64Encoded: true };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Common log format: 12/Mar/2020:19:03:58 +0000. */
function logTime(now: number): string {
  const [date = '', time = ''] = new Date(now).toISOString().split(/[T.]/);
  const [year, month, day] = date.split('-');
  return `${day}/${months[Number(month) - 1]}/${year}:${time} +0000`;
}
