import type { MetricDataResult } from '@aws-sdk/client-cloudwatch';

/** A result’s datapoints, oldest first. */
export function ascending(result: MetricDataResult | undefined): { timestamps: number[]; values: number[] } {
  const points = (result?.Timestamps ?? []).map((at, i) => [at.getTime(), result?.Values?.[i] ?? Number.NaN] as const);
  points.sort(([a], [b]) => a - b);
  return { timestamps: points.map(([at]) => at), values: points.map(([, value]) => value) };
}

/**
 * Joins the pages of one or more GetMetricData answers: datapoints of a line may arrive in several. A search gives several
 * lines of one id, which has the same label on every page.
 */
export function joinPages(pages: readonly MetricDataResult[]): MetricDataResult[] {
  const joined = new Map<string, MetricDataResult>();
  for (const page of pages) {
    const key = JSON.stringify([page.Id, page.Label]);
    const before = joined.get(key);
    joined.set(key, {
      ...page,
      Timestamps: [...(before?.Timestamps ?? []), ...(page.Timestamps ?? [])],
      Values: [...(before?.Values ?? []), ...(page.Values ?? [])],
      Messages: [...(before?.Messages ?? []), ...(page.Messages ?? [])],
    });
  }
  return [...joined.values()];
}

/** What CloudWatch said about results, each sentence once. */
export function messages(results: readonly MetricDataResult[]): string[] {
  const said = results.flatMap((result) => (result.Messages ?? []).map(({ Code, Value }) => `${Code}: ${Value}`));
  return [...new Set(said)];
}
