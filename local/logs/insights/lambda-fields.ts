import type { Value } from './value.ts';

const TYPE = /^(START|END|REPORT) RequestId: ([\w-]+)/;
const CONSOLE = /^\S+\t([\da-f]{8}-[\da-f-]{27})\t/;
const FIGURE =
  /(?:^|\t)(?:(Init |Billed |Restore |Billed Restore )?Duration: ([\d.]+) ms|(Max Memory Used|Memory Size): (\d+) MB)/g;
const TRACE = /XRAY TraceId: (\S+)(?:\tSegmentId: (\S+))?/;

const NAMES: Readonly<Record<string, string>> = {
  'Init ': '@initDuration',
  'Billed ': '@billedDuration',
  'Restore ': '@restoreDuration',
  'Billed Restore ': '@billedRestoreDuration',
  'Max Memory Used': '@maxMemoryUsed',
  'Memory Size': '@memorySize',
};
/** Sizes are in bytes, of megabytes of 1,000,000: AWS's sample queries divide by 1000 twice. */
const MEGABYTE = 1_000_000;

const NONE: Readonly<Record<string, Value>> = {};

function figures(line: string): Record<string, Value> {
  const fields: Record<string, Value> = {};
  for (const [, kind = '', duration, memory = '', megabytes] of line.matchAll(FIGURE)) {
    if (duration !== undefined) fields[NAMES[kind] ?? '@duration'] = Number(duration);
    else fields[NAMES[memory] ?? memory] = Number(megabytes) * MEGABYTE;
  }
  const [, traceId, segmentId] = TRACE.exec(line) ?? [];
  return { ...fields, '@xrayTraceId': traceId, '@xraySegmentId': segmentId };
}

/** The fields that are discovered in what Lambda itself writes ("Supported logs and discovered fields"). */
export function lambdaFields(line: string): Readonly<Record<string, Value>> {
  const [, type, requestId] = TYPE.exec(line) ?? [];
  if (type === 'REPORT') return { '@type': type, '@requestId': requestId, ...figures(line) };
  if (type !== undefined) return { '@type': type, '@requestId': requestId };
  if (line.startsWith('INIT_START ')) return { '@type': 'INIT_START' };
  const [, invocation] = CONSOLE.exec(line) ?? [];
  return invocation === undefined ? NONE : { '@requestId': invocation };
}
