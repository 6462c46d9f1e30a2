import { stateAt } from './course.ts';
import { evaluationLooks, type Looks } from './evaluation-looks.ts';
import { formatDatapoint } from './format-datapoint.ts';
import type { Finding } from './judge.ts';
import type { Paint } from './paint.ts';
import type { Feed } from './plan.ts';
import type { TestResult } from './run-test.ts';
import { formatOffset } from './time-offset.ts';
import { wrapText } from './wrap-text.ts';

/** How many evaluations are shown before and after one that went wrong. */
const BEFORE = 3;
const AFTER = 2;
const MOST_ROWS = 24;
const MOST_FEEDS = 3;
const NARROWEST = 6;
const GAP = '  ';

/** What explains a row stands under it, so far in. */
const REASON = ' '.repeat(8);

type Row = {
  /** Its place among all evaluations. */
  readonly place: number;
  readonly cells: readonly string[];
  readonly mark: string | undefined;
  readonly reason: string | undefined;
};

/**
 * The evaluations around what went wrong: what was reported by then, the evaluation range that CloudWatch looked at
 * (oldest first, `_` missing), or the states a composite alarm looked at, and the state with its reason when it is new.
 */
export function evaluationTable(result: TestResult, paint: Paint, width: number): string[] {
  const { plan } = result.bound;
  const feeds = plan.alarm.kind === 'metric' ? plan.feeds.slice(0, MOST_FEEDS) : [];
  const looks = evaluationLooks(result);
  const rows = around(result).map((place) => toRow(place, feeds, looks.of, result));
  if (rows.length === 0) return [];
  const header = ['time', ...feeds.map(({ label }) => label), ...looks.names, 'state'];
  const widths = fitted(
    header.map((name, column) => Math.max(name.length, ...rows.map(({ cells }) => cells[column]?.length ?? 0))),
    width,
  );
  const names = header.map((name, column) => cutFront(name, widths[column] ?? 0));
  return [
    paint.faint(rowLine(names, widths)),
    ...rows.flatMap((row, index) => rowLines(row, rows[index - 1], widths, paint, width)),
  ];
}

/** Takes from the widest columns between the first and the last until all fit. */
function fitted(widths: readonly number[], width: number): readonly number[] {
  const inner = widths.slice(1, -1);
  const widest = Math.max(...inner);
  const total = widths.reduce((sum, each) => sum + each + GAP.length, -GAP.length);
  if (total <= width || widest <= NARROWEST) return widths;
  return fitted(widths.with(inner.indexOf(widest) + 1, widest - 1), width);
}

function rowLine(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, column) => pad(cell, widths[column] ?? 0))
    .join(GAP)
    .trimEnd();
}

/** A row, told apart from one that is not its neighbour, and what explains it on lines of its own. */
function rowLines(
  row: Row,
  previous: Row | undefined,
  widths: readonly number[],
  paint: Paint,
  width: number,
): string[] {
  const gap = previous !== undefined && row.place > previous.place + 1 ? [paint.faint('…')] : [];
  const mark =
    row.mark === undefined ? [] : wrapText(row.mark, width - REASON.length).map((text) => paint.fail(REASON + text));
  const reason = row.reason === undefined ? [] : wrapText(row.reason, width - REASON.length);
  return [...gap, rowLine(row.cells, widths), ...mark, ...reason.map((text) => paint.faint(REASON + text))];
}

/** The places of the evaluations near each time at which something went wrong. */
function around({ course: { evaluations }, findings }: TestResult): number[] {
  const wrong = findings
    .filter(({ passed }) => !passed)
    .flatMap(({ at, gotAt = at }) => [at, gotAt])
    .map((at) => evaluations.findIndex((each) => each.at >= at));
  return [...evaluations.keys()]
    .filter((index) => wrong.some((place) => place >= 0 && index >= place - BEFORE && index <= place + AFTER))
    .slice(0, MOST_ROWS);
}

function toRow(place: number, feeds: readonly Feed[], look: Looks['of'], result: TestResult): Row {
  const { course, bound, findings } = result;
  const evaluation = course.evaluations[place] ?? { at: 0, range: [] };
  const { at } = evaluation;
  const then = stateAt(course.changes, bound.plan.alarm.name, at);
  const reported = feeds.map((each) => arrivedAt(each, at));
  return {
    place,
    cells: [formatOffset(at), ...reported, ...look(evaluation), then?.state ?? 'INSUFFICIENT_DATA'],
    mark: markAt(findings, at),
    reason: then?.at === at ? then.reason : undefined,
  };
}

/** What went wrong at a time: something expected that did not come, or something that came and was not expected then. */
function markAt(findings: readonly Finding[], at: number): string | undefined {
  const wrong = findings.filter(({ passed }) => !passed);
  const missed = wrong.find((finding) => finding.at === at && finding.expected !== undefined);
  if (missed !== undefined) return `✗ expected ${missed.expected}`;
  const surprise = wrong.find((finding) => (finding.gotAt ?? finding.at) === at);
  return surprise === undefined ? undefined : `✗ not expected: ${surprise.got}`;
}

/** What a series reports at a time; nothing between its intervals. */
function arrivedAt({ values, interval, delay }: Feed, at: number): string {
  const point = values[(at - delay) / interval - 1];
  return point === undefined ? '' : formatDatapoint(point);
}

function pad(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);
}

/** Names differ in how they end. */
function cutFront(text: string, width: number): string {
  return text.length > width ? `…${text.slice(text.length - width + 1)}` : text;
}
