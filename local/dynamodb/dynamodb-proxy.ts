import {
  Agent,
  request as httpRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { jsonError } from '../aws/answer.ts';
import { AwsError } from '../aws/aws-error.ts';
import type { OperationTarget, ProxyHandler } from '../aws/aws-service.ts';
import { accessDenied, type Caller, type FindCaller } from '../aws/caller.ts';
import { accessKeyOf } from '../aws/credential-scope.ts';
import { type JsonObject, parseJsonObject } from '../aws/json.ts';
import { readBody } from '../aws/read-body.ts';
import type { RecordMetric } from '../aws/record-metric.ts';
import type { StockRunningOut } from '../faults/stock-running-out.ts';
import { isWrite, tableNames } from './request-facts.ts';
import { requestUses } from './request-uses.ts';
import { isSeller, shortStock } from './short-stock.ts';
import { faultDelay, internalServerError, refusedByFault, type TableFaults } from './table-faults.ts';
import { vendMetrics } from './vend-metrics.ts';

export type DynamodbProxyOptions = {
  /** The loopback port of the DynamoDB that answers, once it does. */
  readonly port: () => Promise<number>;
  /** Whose role decides, by access key id; nobody's unless given. */
  readonly findCaller?: FindCaller;
  readonly region: string;
  readonly accountId: string;
  readonly faults: TableFaults;
  /** A number in [0, 1), to decide which requests a fault hits. */
  readonly random: () => number;
  readonly record: RecordMetric;
  /** Virtual epoch milliseconds. */
  readonly now: () => number;
  /** Told after each request that changed items, or may have done so unheard, so that the stream's readers wake. */
  readonly onWrite: () => void;
  readonly requestId: () => string;
};

/** How long a request waits for a DynamoDB that is being started again. */
const restartPatienceMs = 5_000;
const dropped: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'expect',
]);

/** Passes DynamoDB and DynamoDB Streams requests on, injects faults, vends AWS/DynamoDB and announces writes. */
export function createDynamodbProxy(options: DynamodbProxyOptions): ProxyHandler {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });

  /** What a fault makes of a request, when its time has come. */
  const failure = async (target: OperationTarget, input: JsonObject): Promise<AwsError | undefined> => {
    const delay = faultDelay(options.faults, target, options.random);
    if (delay > 0) await sleep(delay, undefined, { ref: false });
    const resource = (): string => requestUses(target, input, options)[0]?.resource ?? '*';
    return refusedByFault(options.faults, { target, input, resource }, options.random);
  };

  const callerOf = (request: IncomingMessage): Caller | undefined =>
    options.findCaller?.(accessKeyOf(request.headers.authorization));

  /** What the caller's role does not allow, as the error that says so. */
  const denied = (request: IncomingMessage, target: OperationTarget, input: JsonObject): AwsError | undefined => {
    const caller = callerOf(request);
    const use = caller?.deny(requestUses(target, input, options));
    return caller && use && accessDenied({ protocol: 'awsJson1_0', name: 'dynamodb' }, caller, use);
  };

  const vend = (
    target: OperationTarget,
    tables: readonly string[],
    started: number,
    status: number,
    error?: string,
  ): void => {
    if (target.service.startsWith('DynamoDBStreams')) return;
    vendMetrics(options.record, {
      operation: target.operation,
      tables,
      status,
      latencyMs: performance.now() - started,
      at: options.now(),
      ...(error !== undefined && { error }),
    });
  };

  const refuse = (response: ServerResponse, error: AwsError): void => {
    if (response.headersSent) return void response.destroy();
    const { status, headers, body } = jsonError('awsJson1_0', error, options.requestId(), false);
    response.writeHead(status, { ...headers, connection: 'close' }).end(body);
  };

  const forward = async (
    request: IncomingMessage,
    response: ServerResponse,
    target: OperationTarget,
  ): Promise<void> => {
    const body = await readBody(request);
    const started = performance.now();
    const input = parseJsonObject(body.toString('utf8')) ?? {};
    const tables = tableNames(input);
    const denial = denied(request, target, input);
    if (denial) {
      vend(target, tables, started, denial.statusCode);
      return refuse(response, denial);
    }
    const failed = await failure(target, input);
    if (failed) {
      const document = JSON.stringify({ __type: failed.code, ...failed.members });
      vend(target, tables, started, failed.statusCode, document);
      return refuse(response, failed);
    }
    const answer = await withPatience(options.port())
      .then((port) => exchange(agent, port, request, body))
      .catch(() => undefined);
    const status = answer?.statusCode ?? 500;
    // Only a 4xx says that nothing was written: what broke off may have been done.
    if ((status === 200 || status >= 500) && isWrite(target.operation)) options.onWrite();
    if (!answer) {
      vend(target, tables, started, status);
      return refuse(response, internalServerError());
    }
    const shortage = options.faults['stock-running-out'].settings();
    if (shortage && status < 400 && isSeller(callerOf(request))) {
      await answerShort(response, answer, shortage);
      return vend(target, tables, started, status);
    }
    response.writeHead(status, answer.headers);
    if (status < 400) {
      answer.pipe(response);
      answer.once('error', () => response.destroy());
      vend(target, tables, started, status);
      return;
    }
    const error = Buffer.concat(await answer.toArray());
    response.end(error);
    vend(target, tables, started, status, error.toString('utf8'));
  };

  return (request, response, target) => {
    forward(request, response, target).catch((error: unknown) =>
      refuse(response, error instanceof AwsError ? error : internalServerError()),
    );
  };
}

function exchange(agent: Agent, port: number, request: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
  const headers: OutgoingHttpHeaders = { 'content-length': body.byteLength };
  for (const [name, value] of Object.entries(request.headers)) if (!dropped.has(name)) headers[name] = value;
  return new Promise((resolve, reject) => {
    const upstream = httpRequest({ agent, host: '127.0.0.1', port, method: 'POST', path: '/', headers }, resolve);
    upstream.once('error', reject);
    upstream.end(body);
  });
}

async function answerShort(response: ServerResponse, answer: IncomingMessage, fault: StockRunningOut): Promise<void> {
  const whole: JsonObject = JSON.parse(Buffer.concat(await answer.toArray()).toString('utf8'));
  const body = Buffer.from(JSON.stringify(shortStock(whole, fault)));
  const { 'x-amz-crc32': _, ...headers } = answer.headers;
  response.writeHead(200, { ...headers, 'content-length': body.byteLength }).end(body);
}

async function withPatience(port: Promise<number>): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(internalServerError()), restartPatienceMs);
  });
  try {
    return await Promise.race([port, patience]);
  } finally {
    clearTimeout(timer);
  }
}
