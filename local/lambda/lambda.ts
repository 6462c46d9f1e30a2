import { randomUUID } from 'node:crypto';
import { systemTime } from '../clock.ts';
import { routedVersions } from './alias.ts';
import { type DeployedEnvironment, deployEnvironment } from './deployed-environment.ts';
import type { Disturbance } from './disturbance.ts';
import type { Outcome } from './environment.ts';
import { functionArn } from './function-definition.ts';
import type { FunctionVersion } from './function-version.ts';
import type { DeployedFunction, Functions } from './functions.ts';
import { ACCOUNT_CONCURRENCY } from './get-account-settings.ts';
import { EXTRA_IDLE_MS, idleLimit } from './idle-limit.ts';
import { failureOf } from './invocation-errors.ts';
import type { PutLogEvents } from './log-stream.ts';
import { createPool, type Lease, type PoolLimits } from './pool.ts';
import type { FunctionError, Pressure } from './protocol.ts';
import {
  type ConcurrentExecutions,
  createTelemetry,
  type InvocationRequest,
  type TelemetryOptions,
} from './telemetry.ts';
import { formatTraceHeader, newSegmentId, newTraceId, parseTraceHeader } from './trace-header.ts';

/** How an invocation ended for its caller. `payload` is what the handler returned, through JSON. */
export type InvocationResult =
  | { status: 'ok'; payload: unknown; executedVersion?: string }
  | {
      status: 'error';
      functionError: 'Unhandled';
      errorType: string;
      errorMessage: string;
      trace?: readonly string[];
      executedVersion?: string;
      /** Milliseconds that it would have taken longer on a clock that does not stand still. */
      heldMs?: number;
    };

export type InvokeOptions = {
  readonly traceHeader?: string;
  /** A version or an alias; `$LATEST` unless given. */
  readonly qualifier?: string;
  /** Aborts when the caller gives up. */
  readonly signal?: AbortSignal;
};

/** The embedded Lambda. */
export interface Lambda {
  /**
   * Runs one synchronous invocation; when it resolves, its log events and segments have been stored. One that still waits for an
   * environment when its caller gives up is not run. Throws RangeError for an unknown id or qualifier.
   */
  invoke(functionId: string, event: unknown, options?: InvokeOptions): Promise<InvocationResult>;
  /** Kills the environments that are running an invocation of the function; gives their number. Throws RangeError for an unknown id. */
  kill(functionId: string): number;
  /** Environments by function id, of all versions together. */
  status(): { environments: Readonly<Record<string, number>>; concurrentExecutions: number };
  /** Ends every environment; invocations in flight fail. */
  stop(): Promise<void>;
}

export type LambdaOptions = TelemetryOptions & {
  functions: Functions;
  /** `host:port` of the X-Ray daemon's UDP port. */
  xrayDaemonAddress: string;
  logStore: { put: PutLogEvents };
  /** Decides, by the function's name, whether X-Ray records a request that nobody has decided on; all of them unless given. */
  sample?: (functionName: string) => boolean;
  /** What is to befall an invocation; nothing unless given. */
  disturb?: (functionId: string) => Disturbance | undefined;
  /** For how many milliseconds an environment finds that it lay frozen before an invocation; as long as it did unless given. */
  frozenMs?: (functionId: string) => number | undefined;
  /** Whether an environment is thrown away after its invocation; none is unless given. */
  recycles?: (functionId: string) => boolean;
  /** How many of the account's concurrent executions others take; none unless given. */
  occupied?: () => number;
  /** What weighs on an invocation's environment beside it; nothing unless given. */
  pressureOn?: (functionId: string) => Pressure | undefined;
  /** How long an initialisation may take before it counts as the first invocation's, in real milliseconds; as on AWS unless given. */
  initTimeoutMs?: number;
  limits?: Partial<PoolLimits<FunctionVersion>>;
  /** Execution environments of all functions together, and so many more while releases share the requests; six unless given. */
  environments?: number;
};

/** What keeps the whole process tree small on a laptop, yet lets load through. */
const defaultLimits: Omit<PoolLimits<FunctionVersion>, 'lastIdleMs' | 'total'> = {
  perFunction: 4,
  queue: 2000,
  scaleOutAfterMs: 100,
  yieldAfterMs: 250,
  extraIdleMs: EXTRA_IDLE_MS,
};
const totalEnvironments = 6;
/** While releases share the requests, each of which needs its own. */
const sharedEnvironments = 4;
const sweepIntervalMs = 2_000;
/** Where time is advanced, days pass at once: handlers are given room, so that less of their time goes into collecting garbage. */
const roomyYoungGenerationMb = 8;
const NO_CONCURRENCY = { kind: 'throttled' } as const;

/** Whether an alias sends invocations to two versions. */
const isShared = ({ aliases }: DeployedFunction): boolean =>
  [...aliases.values()].some((alias) => routedVersions(alias).length > 1);

const refusal = (error: Omit<FunctionError, 'trace'>): InvocationResult => ({
  status: 'error',
  functionError: 'Unhandled',
  ...error,
});
const tooManyRequests = refusal({ errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.' });
const stopping = refusal({ errorType: 'ServiceException', errorMessage: 'The embedded Lambda is stopping.' });

/** Whether Lambda turned an invocation away for want of concurrency, so that the function never heard of it. */
export const isThrottled = (result: InvocationResult): boolean =>
  result.status === 'error' && result.errorType === 'TooManyRequestsException';

/** Starts the embedded Lambda; no function is loaded before it is invoked. */
export function createLambda(options: LambdaOptions): Lambda {
  const { clock, region, accountId, xrayDaemonAddress, sample = () => true, occupied = () => 0 } = options;
  const { functions } = options;
  const telemetry = createTelemetry(options);
  /** What is in flight, by the id of its function. */
  const running = new Map<Promise<InvocationResult>, string>();
  const executing = new Map<DeployedEnvironment, string>();

  const versionFor = (functionId: string, qualifier: string | undefined): FunctionVersion => {
    const version = functions.choose(functionId, qualifier);
    if (version) return version;
    throw new RangeError(`The function "${functionId}" has neither a version nor an alias "${qualifier}".`);
  };

  const stands = clock.mode === 'simulated';
  const lastIdleMs = (version: FunctionVersion): number =>
    idleLimit(version, { routed: functions.isRouted(version), stands });
  const { environments = totalEnvironments } = options;
  const total = (): number => environments + Math.min(sharedEnvironments, functions.all().filter(isShared).length);

  const pool = createPool<DeployedEnvironment, FunctionVersion>({
    limits: { ...defaultLimits, lastIdleMs, total, ...options.limits },
    start: (version) => {
      const onEnd = (ended: DeployedEnvironment): void => pool.release(ended);
      const { initTimeoutMs, logStore } = options;
      const youngGenerationMb = stands ? roomyYoungGenerationMb : undefined;
      const own = { initTimeoutMs, youngGenerationMb, put: logStore.put, onEnd };
      const place = { region, xrayDaemonAddress, now: clock.now, ...own };
      const environment = deployEnvironment(version, place);
      return { environment, initialized: environment.initialized };
    },
    monotonicNow: () => performance.now(),
    later: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  const sweeper = setInterval(pool.sweep, sweepIntervalMs).unref();

  const initializationOf = async (environment: DeployedEnvironment) => {
    const { durationMs } = await environment.initialized;
    const startedAt = systemTime() - (performance.now() - environment.initStart);
    return { durationMs, startedAt, endedAt: startedAt + durationMs };
  };

  const killLater = (environment: DeployedEnvironment, disturbance: Disturbance | undefined): (() => void) => {
    if (disturbance === undefined || disturbance.kind === 'hangs') return () => {};
    const timer = setTimeout(() => environment.kill(disturbance.kind), disturbance.afterMs);
    return () => clearTimeout(timer);
  };

  const execute = async (environment: DeployedEnvironment, first: boolean, request: InvocationRequest) => {
    const { requestId, event, definition, trace } = request;
    const timeoutMs = definition.timeout * 1000;
    const initialization = first ? await initializationOf(environment) : undefined;
    const functionSegmentId = newSegmentId();
    const traceHeader = formatTraceHeader({ ...trace, parent: functionSegmentId });
    const startedAt = systemTime();
    const start = performance.now();
    environment.log.start(requestId);
    executing.set(environment, definition.id);
    const disturbance = options.disturb?.(definition.id);
    const cancelKill = killLater(environment, disturbance);
    const invokedFunctionArn = functionArn(region, accountId, definition.name, request.qualifier);
    const pressure = options.pressureOn?.(definition.id);
    const frozenMs = options.frozenMs?.(definition.id);
    // Where time stands still nobody waits for an answer that will not come.
    const heldMs = disturbance?.kind === 'hangs' && clock.mode === 'simulated' ? timeoutMs : 0;
    const outcome = await environment.run({
      ...{ requestId, event, timeoutMs: timeoutMs - heldMs, traceHeader, invokedFunctionArn },
      ...(pressure && { pressure }),
      ...(frozenMs !== undefined && { frozenMs }),
      ...(disturbance?.kind === 'hangs' && { hangs: true }),
    });
    cancelKill();
    executing.delete(environment);
    if (options.recycles?.(definition.id)) void environment.stop();
    const durationMs = performance.now() - start + heldMs;
    const failure = failureOf(outcome, requestId, timeoutMs);
    const { memorySize } = definition;
    environment.log.end({
      ...{ requestId, durationMs, timeoutMs, memorySize, initDurationMs: initialization?.durationMs, outcome, failure },
      trace: { root: trace.root, segmentId: functionSegmentId, sampled: trace.sampled },
    });
    telemetry.ran(request, { functionSegmentId, startedAt, durationMs, initialization, error: failure?.error });
    const held = heldMs > 0 ? { heldMs } : {};
    return { ...resultOf(outcome, failure?.error), ...held, executedVersion: definition.version };
  };

  const resultOf = (outcome: Outcome, error: FunctionError | undefined): InvocationResult => {
    if (error) return { status: 'error', functionError: 'Unhandled', ...error };
    return { status: 'ok', payload: outcome.kind === 'result' ? JSON.parse(outcome.payload) : null };
  };

  const concurrentExecutions = (functionId: string): ConcurrentExecutions => ({
    ofFunction: [...running.values()].filter((id) => id === functionId).length,
    ofAccount: Math.min(ACCOUNT_CONCURRENCY, running.size + occupied()),
  });

  const throttle = (request: InvocationRequest): InvocationResult => {
    telemetry.throttled(request);
    return tooManyRequests;
  };

  const serve = async (
    lease: Lease<DeployedEnvironment>,
    request: InvocationRequest,
    signal: AbortSignal | undefined,
  ): Promise<InvocationResult> => {
    switch (lease.kind) {
      case 'leased':
        // AWS lets nobody wait: work that piled up for callers who are gone would keep those from being served who are not.
        if (signal?.aborted && !lease.first) {
          pool.release(lease.environment);
          return throttle(request);
        }
        return execute(lease.environment, lease.first, request).finally(() => pool.release(lease.environment));
      case 'throttled':
        return throttle(request);
      case 'stopped':
        return stopping;
      default:
        return lease satisfies never;
    }
  };

  return {
    invoke: async (functionId, event, { traceHeader, signal, qualifier } = {}) => {
      const definition = versionFor(functionId, qualifier);
      const received = parseTraceHeader(traceHeader) ?? { root: newTraceId(clock.now()), sampled: undefined };
      const trace = { ...received, sampled: received.sampled ?? sample(definition.name) };
      const body = JSON.stringify(event) ?? 'null';
      const ids = { definition, qualifier, requestId: randomUUID() };
      const request = { ...ids, event: body, trace, requestedAt: systemTime() };
      const isFull = running.size + occupied() >= ACCOUNT_CONCURRENCY;
      const lease = isFull ? Promise.resolve(NO_CONCURRENCY) : pool.acquire(definition);
      const result = lease.then((granted) => serve(granted, request, signal));
      running.set(result, definition.id);
      telemetry.requested(request, concurrentExecutions(definition.id));
      return result.finally(() => running.delete(result));
    },
    kill: (functionId) => {
      const { id } = functions.byId(functionId);
      const victims = [...executing].filter(([, running]) => running === id);
      for (const [environment] of victims) environment.kill();
      return victims.length;
    },
    status: () => ({
      environments: Object.fromEntries(
        functions.all().map(({ id }) => [id, pool.size((version) => version.id === id)]),
      ),
      concurrentExecutions: running.size,
    }),
    stop: async () => {
      clearInterval(sweeper);
      await pool.stop();
      await Promise.allSettled(running.keys());
    },
  };
}
