import { type Clock, systemTime } from '../clock.ts';
import { functionArn } from './function-definition.ts';
import type { FunctionVersion } from './function-version.ts';
import { type InvokedVersion, invocationDimensions } from './invocation-dimensions.ts';
import { invocationSegments, type TracedInvocation, throttledSegment } from './lambda-segments.ts';
import type { FunctionError } from './protocol.ts';
import { newSegmentId, type TraceHeader } from './trace-header.ts';

/** A metric sample of AWS/Lambda. */
export type LambdaMetric = {
  namespace: 'AWS/Lambda';
  name: string;
  dimensions: Readonly<Record<string, string>>;
  unit: 'Count' | 'Milliseconds';
  timestamp: number;
  value: number;
};

/** A request for an invocation; `requestedAt` in real epoch milliseconds. */
export type InvocationRequest = {
  definition: FunctionVersion;
  /** The version or alias that was asked for. */
  qualifier: string | undefined;
  requestId: string;
  /** JSON. */
  event: string;
  trace: TraceHeader;
  requestedAt: number;
};

/** What became of a request that ran; real epoch milliseconds. */
export type InvocationRun = {
  functionSegmentId: string;
  startedAt: number;
  durationMs: number;
  initialization: TracedInvocation['initialization'];
  error: FunctionError | undefined;
};

export type TelemetryOptions = {
  clock: Clock;
  region: string;
  accountId: string;
  traceStore: { put(document: unknown): void };
  recordMetric: (sample: LambdaMetric) => void;
};

/** Invocations in flight when one is requested, itself included. */
export type ConcurrentExecutions = { readonly ofFunction: number; readonly ofAccount: number };

/** The metrics ("Types of metrics for Lambda functions") and segments that Lambda makes of invocations. */
export interface Telemetry {
  requested(request: InvocationRequest, concurrentExecutions: ConcurrentExecutions): void;
  ran(request: InvocationRequest, run: InvocationRun): void;
  throttled(request: InvocationRequest): void;
}

/** Makes the telemetry of the embedded Lambda. */
export function createTelemetry({ clock, region, accountId, traceStore, recordMetric }: TelemetryOptions): Telemetry {
  const record = (name: string, dimensions: LambdaMetric['dimensions'], value: number): void => {
    const unit = name === 'Duration' ? 'Milliseconds' : 'Count';
    recordMetric({ namespace: 'AWS/Lambda', name, dimensions, unit, timestamp: clock.now(), value });
  };

  /** Of the function, and without dimensions of all functions in the account and Region. */
  const vend = (name: string, invoked: InvokedVersion, value: number): void => {
    for (const dimensions of [...invocationDimensions(invoked), {}]) record(name, dimensions, value);
  };

  const traced = (request: InvocationRequest, run: Omit<InvocationRun, 'durationMs'>): TracedInvocation => ({
    ...run,
    trace: request.trace,
    serviceSegmentId: newSegmentId(),
    functionName: request.definition.name,
    functionArn: functionArn(region, accountId, request.definition.name, request.qualifier),
    accountId,
    requestId: request.requestId,
    requestedAt: request.requestedAt,
    endedAt: systemTime(),
  });

  return {
    requested: ({ definition }, { ofFunction, ofAccount }) => {
      record('ConcurrentExecutions', { FunctionName: definition.name }, ofFunction);
      record('ConcurrentExecutions', {}, ofAccount);
    },
    ran: (request, run) => {
      vend('Invocations', request, 1);
      vend('Errors', request, run.error ? 1 : 0);
      vend('Throttles', request, 0);
      vend('Duration', request, run.durationMs);
      if (!request.trace.sampled) return;
      for (const segment of invocationSegments(traced(request, run))) traceStore.put(segment);
    },
    throttled: (request) => {
      vend('Throttles', request, 1);
      if (!request.trace.sampled) return;
      const startedAt = systemTime();
      const run = { functionSegmentId: newSegmentId(), startedAt, initialization: undefined, error: undefined };
      traceStore.put(throttledSegment(traced(request, run)));
    },
  };
}
