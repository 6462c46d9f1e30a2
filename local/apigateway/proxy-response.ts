import { validateHeaderName, validateHeaderValue } from 'node:http';

/** What goes back to the client: `headers` as name and value pairs, so that Set-Cookie can repeat. */
export type GatewayResponse = { status: number; headers: readonly (readonly [string, string])[]; body: Buffer };

const json = [['content-type', 'application/json']] as const;

/** The gateway's own answers: `{"message": …}`. */
export const gatewayMessage = (status: number, message: string): GatewayResponse => ({
  status,
  headers: json,
  body: Buffer.from(JSON.stringify({ message })),
});

export const internalServerError = gatewayMessage(500, 'Internal Server Error');

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/**
 * Reads what a function returned ("Lambda function response for format 2.0"): with a statusCode it is the response,
 * otherwise it is the JSON body of a 200. A response the gateway cannot read is a 500.
 */
export function readProxyResponse(payload: unknown): GatewayResponse {
  if (!isRecord(payload) || !('statusCode' in payload)) return inferred(payload);
  const status = Number(payload.statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return internalServerError;
  const body = readBody(payload.body, payload.isBase64Encoded === true);
  const given = readHeaders(payload.headers);
  if (!body || !given) return internalServerError;
  const typed = given.some(([name]) => name === 'content-type') || body.length === 0;
  const headers = [...given, ...(typed ? [] : textPlain), ...readCookies(payload.cookies)];
  return headers.every(isSendable) ? { status, headers, body } : internalServerError;
}

const textPlain = [['content-type', 'text/plain;charset=UTF-8']] as const;

function inferred(payload: unknown): GatewayResponse {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload ?? null);
  return { status: 200, headers: json, body: Buffer.from(text) };
}

function readBody(body: unknown, base64: boolean): Buffer | undefined {
  if (body === undefined || body === null) return Buffer.alloc(0);
  return typeof body === 'string' ? Buffer.from(body, base64 ? 'base64' : 'utf8') : undefined;
}

function readHeaders(headers: unknown): [string, string][] | undefined {
  if (headers === undefined || headers === null) return [];
  if (!isRecord(headers)) return undefined;
  const entries = Object.entries(headers);
  if (!entries.every(([, value]) => isScalar(value))) return undefined;
  return entries.map(([name, value]) => [name.toLowerCase(), String(value)]);
}

function isSendable([name, value]: readonly [string, string]): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

function readCookies(cookies: unknown): [string, string][] {
  if (!Array.isArray(cookies)) return [];
  return cookies.filter((cookie) => typeof cookie === 'string').map((cookie) => ['set-cookie', cookie]);
}
