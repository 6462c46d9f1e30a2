import { randomBytes } from 'node:crypto';
import type { Outcome } from './environment.ts';
import type { FunctionVersion } from './function-version.ts';
import type { Failure } from './invocation-errors.ts';
import { consoleLine, endLine, initStartLine, reportLine, startLine, timeoutLine } from './log-lines.ts';
import type { LogLevel } from './protocol.ts';

/** The part of the log store that Lambda writes to. */
export type PutLogEvents = (
  logGroup: string,
  logStream: string,
  events: readonly { timestamp: number; message: string }[],
) => void;

/** One finished invocation, for its last log lines. */
export type FinishedInvocation = {
  requestId: string;
  durationMs: number;
  timeoutMs: number;
  memorySize: number;
  initDurationMs: number | undefined;
  outcome: Outcome;
  failure: Failure | undefined;
  trace: { root: string; segmentId: string; sampled: boolean };
};

/** The log stream of one execution environment: what it prints, framed by START, END and REPORT. */
export interface LogStream {
  readonly logGroup: string;
  readonly logStream: string;
  initStart(): void;
  output(text: string, level: LogLevel | undefined): void;
  start(requestId: string): void;
  /** Writes the last lines and hands all lines of the invocation to the store. */
  end(invocation: FinishedInvocation): void;
}

const streamName = (now: number, version: string): string => {
  const date = new Date(now).toISOString().slice(0, 10).replaceAll('-', '/');
  return `${date}/[${version}]${randomBytes(16).toString('hex')}`;
};

function memoryUsed(outcome: Outcome, memorySize: number): number {
  if (outcome.kind === 'outOfMemory') return memorySize * 1024 * 1024;
  return 'memoryBytes' in outcome ? outcome.memoryBytes : 0;
}

/** Opens a log stream named as Lambda names them; events are stamped with `now`, in virtual epoch milliseconds. */
export function createLogStream(
  { name, version }: Pick<FunctionVersion, 'name' | 'version'>,
  now: () => number,
  put: PutLogEvents,
): LogStream {
  const logGroup = `/aws/lambda/${name}`;
  const logStream = streamName(now(), version);
  let requestId: string | undefined;
  let pending: { timestamp: number; message: string }[] = [];

  const add = (message: string): void => void pending.push({ timestamp: now(), message });
  const flush = (): void => {
    const events = pending;
    pending = [];
    if (events.length > 0) put(logGroup, logStream, events);
  };

  return {
    logGroup,
    logStream,
    initStart: () => add(initStartLine()),
    output: (text, level) => {
      if (level) add(consoleLine(now(), requestId, level, text));
      else for (const line of text.split('\n')) if (line.trim() !== '') add(line);
    },
    start: (id) => {
      requestId = id;
      add(startLine(id, version));
    },
    end: ({ outcome, timeoutMs, ...invocation }) => {
      const memoryBytes = memoryUsed(outcome, invocation.memorySize);
      if (outcome.kind === 'timeout') add(timeoutLine(now(), invocation.requestId, timeoutMs));
      add(endLine(invocation.requestId));
      add(reportLine({ ...invocation, memoryBytes, kind: outcome.kind }));
      flush();
    },
  };
}
