import { logger } from './logger.ts';
import { safeError, stringsIn } from './redact.ts';
import { isThrottled } from './service-outage.ts';
import { inTime } from './time-limit.ts';
import { endRecording, flagStatus, headerOf, startRecording } from './tracing.ts';
import { awsBlock, type CallInput, type CallMetadata, withCapacity } from './xray/aws-block.ts';
import { openRecording, type Recording } from './xray/recording.ts';

type Next = (args: object) => Promise<object>;
type CallContext = { readonly clientName?: string; readonly commandName?: string };
type Middleware = (next: Next, context: CallContext) => Next;

type Place = {
  readonly step: 'initialize' | 'build' | 'finalizeRequest' | 'deserialize';
  readonly name: string;
  readonly priority?: 'high' | 'low';
};

/** An AWS SDK client: each has middlewares of its own types, of which only what is looked at here is known. */
type Client = { readonly middlewareStack: { add(middleware: never, options: never): void } };

type Call = {
  readonly recording: Recording;
  readonly input: object;
  /** The last attempt, if it failed: it is told once another follows. */
  failed: Recording | undefined;
};

/** The calls in flight, by what the SDK keeps of each. */
const calls = new WeakMap<object, Call>();

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

function metadataOf(value: unknown): CallMetadata {
  return { ...Object(member(value, '$metadata')) };
}

/** An answer of 4xx is the caller's error; no answer at all is the service's fault. */
function blame(recording: Recording, error: unknown, input: object): void {
  const { httpStatusCode } = metadataOf(error);
  const typed = stringsIn(input).filter((value) => value !== member(input, 'TableName'));
  if (httpStatusCode === undefined || httpStatusCode >= 500) recording.fault = true;
  else flagStatus(recording, httpStatusCode);
  if (isThrottled(error)) recording.throttle = true;
  recording.failure = { error: safeError(error, typed), remote: httpStatusCode !== undefined };
}

function tell(recording: Recording, context: CallContext, input: CallInput, answer: unknown, meta: CallMetadata): void {
  const { httpStatusCode: status, attempts } = meta;
  const { commandName = '' } = context;
  recording.aws = awsBlock(commandName, input, answer, meta);
  if (status !== undefined) recording.http = { response: { status } };
  const durationMs = Math.round((performance.now() - recording.start) * 100) / 100;
  const operation = commandName.replace(/Command$/, '');
  logger().debug('An AWS service was called.', { client: recording.name, operation, status, attempts, durationMs });
}

/** A subsegment for each call, named after the service. */
const call: Middleware = (next, context) => async (args) => {
  const recording = startRecording((context.clientName ?? 'AWS').replace(/Client$/, ''));
  if (!recording) return next(args);
  recording.namespace = 'aws';
  const input = Object(member(args, 'input'));
  // What outlives the invocation's work is told of before it has an answer: X-Ray shows by this what is called.
  recording.aws = awsBlock(context.commandName ?? '', input, undefined, {});
  calls.set(context, { recording, input, failed: undefined });
  try {
    const asked = recording.trace.sampled ? { ...args, input: withCapacity(context.commandName ?? '', input) } : args;
    const answered = await next(asked);
    const output = member(answered, 'output');
    tell(recording, context, input, output, metadataOf(output));
    return answered;
  } catch (error) {
    tell(recording, context, input, undefined, metadataOf(error));
    blame(recording, error, input);
    throw error;
  } finally {
    endRecording(recording);
  }
};

/** The service that is called may continue the trace. */
const header: Middleware = (next, context) => (args) => {
  const recording = calls.get(context)?.recording;
  const headers = member(member(args, 'request'), 'headers');
  if (recording?.trace.sampled && typeof headers === 'object' && headers)
    Reflect.set(headers, 'X-Amzn-Trace-Id', headerOf(recording));
  return next(args);
};

/** An attempt that failed and was followed by another is a subsegment of the call, which tells of the last one itself. */
const attempt: Middleware = (next, context) => async (args) => {
  const call = calls.get(context);
  if (!call) return next(args);
  if (call.failed) call.recording.children.push(call.failed);
  const recording = openRecording('attempt', call.recording.trace);
  try {
    return await next(args);
  } catch (error) {
    recording.end = performance.now();
    blame(recording, error, call.input);
    call.failed = recording;
    throw error;
  }
};

/** No call outlasts the request that it is for, nor is an attempt of it repeated afterwards. */
const timeLimit: Middleware = (next) => (args) => inTime(() => next(args));

/** The client, whose calls are recorded from now on where there is a trace, and end with the request that they are for. */
export function tracedClient<C extends Client>(client: C): C {
  const { middlewareStack } = client;
  const add = (middleware: Middleware, place: Place) =>
    Reflect.apply(middlewareStack.add, middlewareStack, [middleware, place]);
  add(call, { step: 'initialize', name: 'traceCall' });
  add(timeLimit, { step: 'initialize', name: 'timeLimit' });
  add(timeLimit, { step: 'finalizeRequest', name: 'timeLimitOfAttempt', priority: 'low' });
  add(header, { step: 'build', name: 'traceHeader' });
  add(attempt, { step: 'deserialize', name: 'traceAttempt', priority: 'high' });
  return client;
}
