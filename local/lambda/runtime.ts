// Runs inside each worker thread, where Lambda's own runtime would be: loads the handler, then serves one invocation at a time.
// It is started from its text (environment.ts), so it imports nothing but Node's modules and types.
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { getHeapStatistics } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import type { FunctionError, InvokeMessage, LogLevel, RuntimeData, RuntimeMessage } from './protocol.ts';

type Handler = (event: unknown, context: object) => unknown;

if (!parentPort) throw new Error('runtime.ts runs in a worker thread only');
const port = parentPort;
const data: RuntimeData = workerData;
/** Lambda's "Quotas": response payload of a synchronous invocation. */
const responseLimitBytes = 6 * 1024 * 1024 + 100;

const send = (message: RuntimeMessage): void => port.postMessage(message);

const memoryBytes = (): number => {
  const heap = getHeapStatistics();
  return heap.total_physical_size + heap.malloced_memory + heap.external_memory;
};

const sendError = (error: FunctionError, crashed: boolean): void =>
  send({ type: 'error', error, memoryBytes: memoryBytes(), crashed });

const describe = (thrown: unknown): FunctionError => {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? '').split('\n') };
};

const logError = (title: string, error: FunctionError): void => {
  const { errorType, errorMessage, trace } = error;
  send({
    type: 'log',
    level: 'ERROR',
    text: `${title} \t${JSON.stringify({ errorType, errorMessage, stack: trace })}`,
  });
};

/** "Log and monitor Node.js Lambda functions": console methods write a line with time, request id and level. */
const captureConsole = (): void => {
  const levels = { log: 'INFO', info: 'INFO', debug: 'DEBUG', trace: 'TRACE', warn: 'WARN', error: 'ERROR' } as const;
  for (const [method, level] of Object.entries(levels) as [keyof typeof levels, LogLevel][]) {
    console[method] = (...values: unknown[]): void => send({ type: 'log', level, text: format(...values) });
  }
};

const captureStream = (stream: NodeJS.WriteStream): void => {
  const write = (chunk: unknown, encoding?: unknown, callback?: unknown): boolean => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString('utf8');
    send({ type: 'log', text });
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof done === 'function') process.nextTick(done as () => void);
    return true;
  };
  stream.write = write;
};

const crashOn = (event: 'unhandledRejection' | 'uncaughtException', exitCode: number): void => {
  process.on(event, (thrown: unknown) => {
    const cause = describe(thrown);
    const rejected = event === 'unhandledRejection';
    const error = rejected ? { ...cause, errorType: 'Runtime.UnhandledPromiseRejection' } : cause;
    if (rejected)
      error.errorMessage = thrown instanceof Error ? `${cause.errorType}: ${cause.errorMessage}` : cause.errorMessage;
    logError(rejected ? 'Unhandled Promise Rejection' : 'Uncaught Exception', error);
    sendError(error, true);
    process.exit(exitCode);
  });
};

const contextOf = (message: InvokeMessage): object => {
  const deadline = performance.now() + message.timeoutMs;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: data.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: data.functionArn,
    memoryLimitInMB: String(data.memorySize),
    awsRequestId: message.requestId,
    logGroupName: data.logGroup,
    logStreamName: data.logStream,
    getRemainingTimeInMillis: (): number => Math.max(0, Math.floor(deadline - performance.now())),
  };
};

const respond = (payload: string): void => {
  if (Buffer.byteLength(payload) > responseLimitBytes) {
    const errorMessage = `Response payload size exceeded maximum allowed payload size (${responseLimitBytes} bytes).`;
    sendError({ errorType: 'Function.ResponseSizeTooLarge', errorMessage, trace: [] }, false);
  } else send({ type: 'result', payload, memoryBytes: memoryBytes() });
};

const invoke = async (handler: Handler, message: InvokeMessage): Promise<void> => {
  process.env._X_AMZN_TRACE_ID = message.traceHeader;
  try {
    respond(JSON.stringify(await handler(JSON.parse(message.event), contextOf(message))) ?? 'null');
  } catch (thrown) {
    const error = describe(thrown);
    logError('Invoke Error', error);
    sendError(error, false);
  }
};

const load = async (): Promise<Handler> => {
  const module: Record<string, unknown> = await import(pathToFileURL(data.bundle).href);
  const handler = module[data.exportName];
  if (typeof handler === 'function') return handler as Handler;
  const error = new Error(`index.${data.exportName} is undefined or not exported`);
  error.name = 'Runtime.HandlerNotFound';
  throw error;
};

captureConsole();
captureStream(process.stdout);
captureStream(process.stderr);
crashOn('unhandledRejection', 128);
crashOn('uncaughtException', 129);
try {
  const handler = await load();
  port.on('message', (message: InvokeMessage) => void invoke(handler, message));
  send({ type: 'ready' });
} catch (thrown) {
  const error = describe(thrown);
  logError('Init Error', error);
  send({ type: 'initError', error });
}
