import { isJsonObject, type JsonObject, type JsonValue } from '../../aws/json.ts';
import { type BodyFault, bodyError, isJsonList } from './body-check.ts';

/** A row of a widget's `metrics` written in full: namespace, metric name, dimensions; none for an expression. */
export type MetricRow = { readonly texts: readonly string[]; readonly options: JsonObject };

/**
 * Writes rows in full that are shortened: `.` stands for the text in its place in the row above, a leading `...` for all
 * texts of the row above but as many last ones as follow it. A row of an expression is not the row above.
 */
export function expandMetricRows(rows: readonly JsonValue[]): MetricRow[] {
  let above: readonly string[] = [];
  return rows.map((row) => {
    const { texts, options } = split(row);
    if (texts.length === 0) return { texts, options };
    above = expand(texts, above);
    return { texts: above, options };
  });
}

/** Finds shortened rows that no row above completes to names of a metric and its dimensions. */
export function checkExpansion(rows: readonly JsonValue[], path: string): BodyFault[] {
  return expandMetricRows(rows).flatMap(({ texts }, index) =>
    texts.length % 2 === 1 || texts.includes('') || (texts.length === 0 && isShortened(rows[index]))
      ? [bodyError(`${path}/${index}`, "Should have a row above that '.' and '...' can stand for")]
      : [],
  );
}

function isShortened(row: JsonValue | undefined): boolean {
  return isJsonList(row) && row[0] === '...';
}

function split(row: JsonValue): { texts: readonly string[]; options: JsonObject } {
  const elements = isJsonList(row) ? row : [];
  return {
    texts: elements.filter((element) => typeof element === 'string'),
    options: elements.find(isJsonObject) ?? {},
  };
}

function expand(texts: readonly string[], above: readonly string[]): readonly string[] {
  const given = texts[0] === '...' ? texts.slice(1) : texts;
  const kept = texts[0] === '...' ? above.slice(0, Math.max(0, above.length - given.length)) : [];
  return [...kept, ...given].map((text, index) => (text === '.' ? (above[index] ?? '') : text));
}
