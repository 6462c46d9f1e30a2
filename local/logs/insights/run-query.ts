import type { LogScan, ScannedEvent } from '../log-store.ts';
import type { Row } from './compile-expression.ts';
import { createFieldReader } from './line-fields.ts';
import type { Plan } from './plan-query.ts';
import { pointerTo } from './record-pointer.ts';
import type { ColumnType } from './scope.ts';
import { displayed, displayedTime, type Value } from './value.ts';

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

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const SHOWN: Readonly<Record<ColumnType, (value: Value) => string | undefined>> = {
  plain: displayed,
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

/**
 * Runs a plan over a scan in short slices, so that the process goes on with other things; `undefined` when it was
 * stopped before its end. `logs` has the @log of each group; `progress` is kept up to date.
 */
export async function runPlan(
  { discovered, columns, start }: Plan,
  scan: LogScan,
  logs: ReadonlyMap<string, string>,
  progress: Progress,
  isStopped: () => boolean,
): Promise<readonly (readonly ResultField[])[] | undefined> {
  const results: ResultField[][] = [];
  const readFields = createFieldReader(discovered);
  const sink = start(
    (row) => results.push(resultOf(columns, row)),
    () => {
      progress.recordsMatched += 1;
    },
  );
  const push = (event: ScannedEvent): void => {
    const { timestamp, message, ingestionTime, logStream, logGroup, id } = event;
    const row: Row = [timestamp, message, ingestionTime, logStream, logs.get(logGroup), id];
    readFields(message, row);
    progress.recordsScanned += 1;
    progress.bytesScanned += message.length;
    sink.push(row);
  };
  let sliceEnd = performance.now() + SLICE_MS;
  for (const page of scan) {
    for (const event of page) push(event);
    if (performance.now() < sliceEnd) continue;
    await nextTurn();
    if (isStopped()) return undefined;
    sliceEnd = performance.now() + SLICE_MS;
  }
  sink.end();
  return results;
}
