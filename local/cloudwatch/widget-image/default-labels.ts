import type { MetricRow } from '../dashboards/expand-metric-rows.ts';

/**
 * What rows without a label are called: the metric's name, then whatever tells the row from the others (namespace,
 * dimension values, statistic, period); expressions are left to be called by what they compute. CloudWatch's rule is not
 * documented.
 */
export function defaultLabels(rows: readonly MetricRow[]): (string | undefined)[] {
  const parts = rows.filter(({ texts }) => texts.length > 0).map(partsOf);
  const differing = [...new Set(parts.flatMap((part) => Object.keys(part)))].filter(
    (key) => new Set(parts.map((part) => part[key])).size > 1,
  );
  return rows.map((row) => {
    if (row.texts.length === 0) return undefined;
    const part = partsOf(row);
    const name = row.texts[1] ?? '';
    const rest = differing.filter((key) => key !== 'name').flatMap((key) => part[key] ?? []);
    return [name, ...rest].join(' ').trim();
  });
}

function partsOf({ texts: [namespace = '', name = '', ...dimensions], options }: MetricRow): Record<string, string> {
  const values = dimensions.flatMap((text, index) =>
    index % 2 === 0 ? [[`dimension ${text}`, dimensions[index + 1] ?? ''] as const] : [],
  );
  return {
    namespace,
    name,
    ...Object.fromEntries(values),
    stat: String(options.stat),
    period: `${String(options.period)} s`,
  };
}
