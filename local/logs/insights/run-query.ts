import type { LogColumnsPage, LogPage, LogScope, LogStore, ScannedEvent } from '../log-store.ts';
import type { Row } from './compile-expression.ts';
import { createFieldReader } from './line-fields.ts';
import type { Plan } from './plan-query.ts';
import { pointerTo } from './record-pointer.ts';
import { type ColumnType, ID_SLOT, MESSAGE_SLOT } from './scope.ts';
import type { Sink } from './stages.ts';
import { createTimeLimit, type TimeBudget } from './time-limit.ts';
import { displayed, displayedNumber, displayedTime, type Value } from './value.ts';

/** API reference "ResultField": a value that is missing has none. */
export type ResultField = { readonly field: string; readonly value: string };

/** How far a query is. */
export type Progress = {
  recordsMatched: number;
  recordsScanned: number;
  bytesScanned: number;
};

/** Works for so long, in real milliseconds, before it lets others go on. */
const SLICE_MS = 8;

const atOnce = (work: () => void): void => work();

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const SHOWN: Readonly<Record<ColumnType, (value: Value) => string | undefined>> = {
  plain: displayed,
  number: displayedNumber,
  time: displayedTime,
  pointer: (value) => (value === undefined ? undefined : pointerTo(Number(value))),
};

/** Shows a row: the columns that have a value in it. */
function resultOf(columns: Plan['columns'], row: Row): ResultField[] {
  return columns.flatMap(({ name, type, evaluate }) => {
    const value = SHOWN[type](evaluate(row));
    return value === undefined ? [] : [{ field: name, value }];
  });
}

/** What is asked: of which groups, with the @log of each, in a closed range of timestamps. */
export type RunScope = Pick<LogScope, 'start' | 'end'> & {
  readonly logs: ReadonlyMap<string, string>;
  /** How long regular expressions may take; the usual budget where it is not said. */
  readonly patternBudget: TimeBudget | undefined;
};

/** Pushes the lines of pages, as rows, into a sink. */
function createFeed(plan: Plan, { logs }: RunScope, progress: Progress, sink: Sink): (page: LogPage) => void {
  const { discovered, deciding, mayMatch } = plan;
  const readFields = createFieldReader(discovered);
  const scanned = (size: number): void => {
    progress.recordsScanned += 1;
    progress.bytesScanned += size;
  };
  const pushLine = ({ timestamp, message, ingestionTime, logStream, logGroup, id }: ScannedEvent): void => {
    scanned(message.length);
    if (mayMatch?.(message) === false) return;
    const row: Row = [timestamp, message, ingestionTime, logStream, logs.get(logGroup), id];
    readFields(message, row);
    sink.push(row);
  };
  const pushColumns = ({ first, places, lines, fields, groupName, streamName }: LogColumnsPage): void => {
    const { timestamps, ingestionTimes, streams, groups, sizes } = lines;
    for (const place of places) {
      const log = logs.get(groupName(groups[place] ?? 0));
      const stream = streamName(streams[place] ?? 0);
      const row: Row = [timestamps[place], undefined, ingestionTimes[place], stream, log, first + place];
      for (let index = 0; index < deciding.length; index += 1) row[deciding[index]?.slot ?? 0] = fields[index]?.[place];
      scanned(sizes[place] ?? 0);
      sink.push(row);
    }
  };
  return (page) => {
    if (page.kind === 'columns') pushColumns(page);
    else for (const event of page.events) pushLine(event);
  };
}

/** Puts what is only shown into rows that came from columns. */
function createCompletion({ discovered }: Plan, logs: Pick<LogStore, 'find'>): (row: Row) => void {
  const readFields = createFieldReader(discovered);
  return (row) => {
    if (row[MESSAGE_SLOT] !== undefined) return;
    const message = logs.find(Number(row[ID_SLOT]))?.message;
    if (message === undefined) return;
    row[MESSAGE_SLOT] = message;
    readFields(message, row);
  };
}

/**
 * Runs a plan in short slices, so that the process goes on with other things; `undefined` when it was stopped before
 * its end. `progress` is kept up to date.
 */
export async function runPlan(
  plan: Plan,
  logs: Pick<LogStore, 'scan' | 'find'>,
  scope: RunScope,
  progress: Progress,
  isStopped: () => boolean,
): Promise<readonly (readonly ResultField[])[] | undefined> {
  const rows: Row[] = [];
  const matched = (): void => {
    progress.recordsMatched += 1;
  };
  const sink = plan.start((row) => rows.push(row), matched);
  const feed = createFeed(plan, scope, progress, sink);
  const limited = plan.patterns === 'none' ? atOnce : createTimeLimit(scope.patternBudget);
  const fields = plan.needsLines ? {} : { fields: plan.deciding.map(({ name }) => name) };
  const pages = logs.scan({ ...scope, logGroups: [...scope.logs.keys()], ...fields });
  if (!(await inSlices(pages, (page) => limited(() => feed(page)), isStopped))) return undefined;
  if (plan.patterns === 'at the end') limited(sink.end);
  else sink.end();
  const complete = plan.showsMore ? createCompletion(plan, logs) : () => {};
  const results: ResultField[][] = [];
  const show = (row: Row): void => {
    complete(row);
    results.push(resultOf(plan.columns, row));
  };
  return (await inSlices(rows, show, isStopped)) ? results : undefined;
}

/** Works on items in short slices; whether it was not stopped. */
async function inSlices<T>(items: Iterable<T>, work: (item: T) => void, isStopped: () => boolean): Promise<boolean> {
  let sliceEnd = performance.now() + SLICE_MS;
  for (const item of items) {
    work(item);
    if (performance.now() < sliceEnd) continue;
    await nextTurn();
    if (isStopped()) return false;
    sliceEnd = performance.now() + SLICE_MS;
  }
  return !isStopped();
}
