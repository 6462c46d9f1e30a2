import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

/** A request as a test writes it down. */
export type TestRequest = {
  readonly body?: unknown;
  readonly rawBody?: string;
  /** A body that is no text: it travels as base64. */
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  /** The event's time, epoch milliseconds. */
  readonly now?: number;
};

/** Time of a test's request unless it says otherwise: 2026-06-01T12:00:00Z. */
export const NOON = Date.UTC(2026, 5, 1, 12);

/** The event that API Gateway's HTTP API sends for a request (payload format 2.0). */
export function httpEvent(method: string, path: string, request: TestRequest = {}): APIGatewayProxyEventV2 {
  const [rawPath = '', rawQueryString = ''] = path.split('?');
  const text = request.rawBody ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
  const body = request.bytes ? Buffer.from(request.bytes).toString('base64') : text;
  const headers = { host: 'shop.example', ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  return {
    version: '2.0',
    routeKey: `${method} ${rawPath}`,
    rawPath,
    rawQueryString,
    headers: { ...headers, ...request.headers },
    ...(request.cookies ? { cookies: [...request.cookies] } : {}),
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'shop.example',
      domainPrefix: 'shop',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'gateway-request',
      routeKey: `${method} ${rawPath}`,
      stage: '$default',
      time: '01/Jun/2026:12:00:00 +0000',
      timeEpoch: request.now ?? NOON,
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: request.bytes !== undefined,
  };
}

/** Lambda's context for a test's invocation, which may take that many milliseconds more. */
export function lambdaContext(remaining = 10_000): Context {
  return {
    awsRequestId: '00000000-0000-4000-8000-000000000000',
    callbackWaitsForEmptyEventLoop: false,
    functionName: 'smallcart-test',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:smallcart-test',
    memoryLimitInMB: '512',
    logGroupName: '/aws/lambda/smallcart-test',
    logStreamName: 'stream',
    getRemainingTimeInMillis: () => remaining,
    done() {},
    fail() {},
    succeed() {},
  };
}
