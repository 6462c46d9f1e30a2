import { type Evaluation, stateAt } from './course.ts';
import { formatValue } from './format-datapoint.ts';
import type { TestResult } from './run-test.ts';

const WIDEST_RANGE = 26;

/** Columns that show what an evaluation looked at: their names, and their cells. */
export type Looks = { readonly names: readonly string[]; readonly of: (evaluation: Evaluation) => readonly string[] };

/**
 * What an evaluation looks at: datapoints, with the anomaly detection band at the newest of them, or the states of the
 * alarms that a composite alarm's rule names.
 */
export function evaluationLooks({ bound: { plan }, course }: TestResult): Looks {
  if (plan.alarm.kind === 'composite') {
    const children = plan.alarms.filter(({ name }) => name !== plan.alarm.name);
    return {
      names: children.map(({ id }) => id),
      of: ({ at }) => children.map(({ name }) => stateAt(course.changes, name, at)?.state ?? 'INSUFFICIENT_DATA'),
    };
  }
  const hasBand = course.evaluations.some(({ range }) => range.some(({ band }) => band !== undefined));
  if (!hasBand) return { names: ['evaluated'], of: ({ range }) => [formatRange(range)] };
  return { names: ['evaluated', 'band'], of: ({ range }) => [formatRange(range), formatBand(range)] };
}

function formatBand(range: Evaluation['range']): string {
  const band = range.find(({ value }) => value !== undefined)?.band;
  return band === undefined ? '_' : `${formatValue(band.lower)} to ${formatValue(band.upper)}`;
}

function formatRange(range: Evaluation['range']): string {
  const values = range.map(({ value }) => formatValue(value));
  const kept = values.filter((_, index) => values.slice(0, index + 1).join(' ').length <= WIDEST_RANGE - 2);
  const text = kept.toReversed().join(' ');
  return kept.length < values.length ? `… ${text}` : text;
}
