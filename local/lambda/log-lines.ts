import type { Outcome } from './environment.ts';
import type { Failure } from './invocation-errors.ts';
import type { LogLevel } from './protocol.ts';

/** What the REPORT line tells of one invocation. */
export type Report = {
  requestId: string;
  durationMs: number;
  memorySize: number;
  memoryBytes: number;
  /** Set for the first invocation of an environment. */
  initDurationMs: number | undefined;
  kind: Outcome['kind'];
  failure: Failure | undefined;
  trace: { root: string; segmentId: string; sampled: boolean };
};

const milliseconds = (value: number): string => `${value.toFixed(2)} ms`;

/** "INIT_START Runtime Version: …", written when an environment starts. */
export const initStartLine = (): string =>
  'INIT_START Runtime Version: nodejs:24.v1\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:local';

export const startLine = (requestId: string, version: string): string =>
  `START RequestId: ${requestId} Version: ${version}`;
export const endLine = (requestId: string): string => `END RequestId: ${requestId}`;
export const timeoutLine = (at: number, requestId: string, timeoutMs: number): string =>
  `${new Date(at).toISOString()} ${requestId} Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;

/** A line of a console method: time, request id and level before the text ("Log and monitor Node.js Lambda functions"). */
export const consoleLine = (at: number, requestId: string | undefined, level: LogLevel, text: string): string =>
  `${new Date(at).toISOString()}\t${requestId ?? 'undefined'}\t${level}\t${text}`;

const status = ({ kind, failure }: Report): string => {
  if (kind === 'timeout') return 'Status: timeout\t';
  return failure?.reportType ? `Status: error\tError Type: ${failure.reportType}\t` : '';
};

/** The REPORT line ("Example log output" in Lambda's guide): duration, billed duration, memory, cold start and trace. */
export function reportLine(report: Report): string {
  const { requestId, durationMs, memorySize, memoryBytes, initDurationMs, trace } = report;
  const used = Math.min(memorySize, Math.ceil(memoryBytes / 1024 / 1024));
  const init = initDurationMs === undefined ? '' : `Init Duration: ${milliseconds(initDurationMs)}\t`;
  const billed = Math.ceil(durationMs + (initDurationMs ?? 0));
  const parts = [
    `REPORT RequestId: ${requestId}\tDuration: ${milliseconds(durationMs)}\tBilled Duration: ${billed} ms\t`,
    `Memory Size: ${memorySize} MB\tMax Memory Used: ${used} MB\t${init}${status(report)}`,
    `\nXRAY TraceId: ${trace.root}\tSegmentId: ${trace.segmentId}\tSampled: ${trace.sampled}\t`,
  ];
  return parts.join('');
}
