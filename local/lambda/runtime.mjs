// Runs inside each worker thread, where Lambda's own runtime would be: loads the handler, then serves one invocation at a time.
// Plain JavaScript, because a thread that runs TypeScript loads Node's type stripper, which is more memory than most handlers need.
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { ownFigures } from './own-figures.mjs';

/** @import { FunctionError, InvokeMessage, LogLevel, RuntimeData, RuntimeMessage } from './protocol.ts' */
/** @typedef {(event: unknown, context: object) => unknown} Handler */

if (!parentPort) throw new Error('runtime.mjs runs in a worker thread only');
const port = parentPort;
/** @type {RuntimeData} */
const data = workerData;
/** Lambda's "Quotas": response payload of a synchronous invocation. */
const responseLimitBytes = 6 * 1024 * 1024 + 100;

/** @param {RuntimeMessage} message */
const send = (message) => port.postMessage(message);

const { memoryBytes, press, thaw } = ownFigures(data.memorySize);

/**
 * @param {FunctionError} error
 * @param {boolean} crashed
 */
const sendError = (error, crashed) => send({ type: 'error', error, memoryBytes: memoryBytes(), crashed });

/**
 * @param {unknown} thrown
 * @returns {FunctionError}
 */
const describe = (thrown) => {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? '').split('\n') };
};

/**
 * @param {string} title
 * @param {FunctionError} error
 */
const logError = (title, error) => {
  const { errorType, errorMessage, trace } = error;
  send({
    type: 'log',
    level: 'ERROR',
    text: `${title} \t${JSON.stringify({ errorType, errorMessage, stack: trace })}`,
  });
};

/** "Log and monitor Node.js Lambda functions": console methods write a line with time, request id and level. */
const captureConsole = () => {
  /** @type {Record<'log' | 'info' | 'debug' | 'trace' | 'warn' | 'error', LogLevel>} */
  const levels = { log: 'INFO', info: 'INFO', debug: 'DEBUG', trace: 'TRACE', warn: 'WARN', error: 'ERROR' };
  for (const [method, level] of Object.entries(levels)) {
    console[method] = (...values) => send({ type: 'log', level, text: format(...values) });
  }
};

/** @param {NodeJS.WriteStream} stream */
const captureStream = (stream) => {
  stream.write = (chunk, encoding, callback) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    send({ type: 'log', text });
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof done === 'function') process.nextTick(done);
    return true;
  };
};

/**
 * @param {'unhandledRejection' | 'uncaughtException'} event
 * @param {number} exitCode
 */
const crashOn = (event, exitCode) => {
  process.on(event, (thrown) => {
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

/** @param {InvokeMessage} message */
const contextOf = (message) => {
  const deadline = performance.now() + message.timeoutMs;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: data.functionName,
    functionVersion: data.functionVersion,
    invokedFunctionArn: message.invokedFunctionArn,
    memoryLimitInMB: String(data.memorySize),
    awsRequestId: message.requestId,
    logGroupName: data.logGroup,
    logStreamName: data.logStream,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - performance.now())),
  };
};

/** @param {string} payload */
const respond = (payload) => {
  if (Buffer.byteLength(payload) > responseLimitBytes) {
    const errorMessage = `Response payload size exceeded maximum allowed payload size (${responseLimitBytes} bytes).`;
    sendError({ errorType: 'Function.ResponseSizeTooLarge', errorMessage, trace: [] }, false);
  } else send({ type: 'result', payload, memoryBytes: memoryBytes() });
};

/**
 * @param {Handler} handler
 * @param {InvokeMessage} message
 */
const invoke = async (handler, message) => {
  process.env._X_AMZN_TRACE_ID = message.traceHeader;
  thaw(message.frozenMs ?? 0);
  press(message.pressure);
  try {
    respond(JSON.stringify(await handler(JSON.parse(message.event), contextOf(message))) ?? 'null');
  } catch (thrown) {
    const error = describe(thrown);
    logError('Invoke Error', error);
    sendError(error, false);
  }
};

/**
 * @param {Error & { code?: string, url?: string }} error
 * @returns {never}
 */
const rethrowMissing = (error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND' || error.url !== pathToFileURL(data.bundle).href) throw error;
  const missing = new Error("Error: Cannot find module 'index'", { cause: error });
  missing.name = 'Runtime.ImportModuleError';
  throw missing;
};

/** @returns {Promise<Handler>} */
const load = async () => {
  const module = await import(pathToFileURL(data.bundle).href).catch(rethrowMissing);
  const handler = module[data.exportName];
  if (typeof handler === 'function') return handler;
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
  port.on('message', (message) => void invoke(handler, message));
  send({ type: 'ready' });
} catch (thrown) {
  const error = describe(thrown);
  logError('Init Error', error);
  send({ type: 'initError', error });
}
