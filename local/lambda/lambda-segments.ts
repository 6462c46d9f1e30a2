import type { FunctionError } from './protocol.ts';
import { newSegmentId, type TraceHeader } from './trace-header.ts';

/** One invocation as X-Ray sees it; times are real epoch milliseconds. */
export type TracedInvocation = {
  trace: TraceHeader;
  /** Id of the AWS::Lambda segment and of the AWS::Lambda::Function segment below it. */
  serviceSegmentId: string;
  functionSegmentId: string;
  functionName: string;
  functionArn: string;
  accountId: string;
  requestId: string;
  requestedAt: number;
  startedAt: number;
  endedAt: number;
  /** Set for a cold start. */
  initialization: { startedAt: number; endedAt: number } | undefined;
  error: FunctionError | undefined;
};

const seconds = (milliseconds: number): number => milliseconds / 1000;

const causeOf = ({ errorType, errorMessage }: FunctionError): object => ({
  exceptions: [{ id: newSegmentId(), type: errorType, message: errorMessage, remote: false }],
});

const faultOf = (error: FunctionError | undefined): object => (error ? { fault: true, cause: causeOf(error) } : {});

const initializationOf = (initialization: TracedInvocation['initialization']): object[] => {
  if (!initialization) return [];
  const { startedAt, endedAt } = initialization;
  return [{ id: newSegmentId(), name: 'Initialization', start_time: seconds(startedAt), end_time: seconds(endedAt) }];
};

const serviceSegment = (invocation: TracedInvocation): object => ({
  id: invocation.serviceSegmentId,
  trace_id: invocation.trace.root,
  ...(invocation.trace.parent ? { parent_id: invocation.trace.parent } : {}),
  name: invocation.functionName,
  origin: 'AWS::Lambda',
  resource_arn: invocation.functionArn,
  start_time: seconds(invocation.requestedAt),
  end_time: seconds(invocation.endedAt),
  http: { response: { status: 200 } },
  aws: { request_id: invocation.requestId },
  ...(invocation.error ? { fault: true } : {}),
});

const functionSegment = (invocation: TracedInvocation): object => ({
  id: invocation.functionSegmentId,
  trace_id: invocation.trace.root,
  parent_id: invocation.serviceSegmentId,
  name: invocation.functionName,
  origin: 'AWS::Lambda::Function',
  start_time: seconds(invocation.startedAt),
  end_time: seconds(invocation.endedAt),
  aws: { account_id: invocation.accountId, function_arn: invocation.functionArn, request_id: invocation.requestId },
  subsegments: initializationOf(invocation.initialization),
  ...faultOf(invocation.error),
});

/** The two segments that Lambda makes for an invocation ("Visualize Lambda function invocations using AWS X-Ray"). */
export const invocationSegments = (invocation: TracedInvocation): object[] => [
  serviceSegment(invocation),
  functionSegment(invocation),
];

/** The segment of a request that Lambda refused for want of concurrency. */
export const throttledSegment = (invocation: TracedInvocation): object => ({
  ...serviceSegment(invocation),
  http: { response: { status: 429 } },
  fault: undefined,
  error: true,
  throttle: true,
});
