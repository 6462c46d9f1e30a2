import { parseStatistic } from '../cloudwatch/metrics/statistic.ts';
import type { Sample } from './datapoints.ts';
import type { Feed, Plan } from './plan.ts';

/** Why percentiles of a reported series are missing, a sentence for each such series (User Guide "Percentiles"). */
export function percentileNotes({ feeds }: Pick<Plan, 'feeds'>): string[] {
  return feeds.flatMap((feed) => {
    const stats = feed.metric.stats.filter((stat) => ![undefined, 'basic'].includes(parseStatistic(stat)?.kind));
    const why = stats.length === 0 ? undefined : unrankable(feed);
    if (why === undefined) return [];
    return [
      `CloudWatch has no ${stats.join(', ')} of ${feed.label} for a period with ${why}: it counts as missing data.`,
    ];
  });
}

function unrankable({ before, values }: Feed): string | undefined {
  const samples = [...before, ...values].flat();
  if (samples.some((sample) => least(sample) < 0)) return 'a negative sample';
  return samples.some(isMixed) ? 'a statistic set over several values' : undefined;
}

function least(sample: Sample): number {
  return sample.kind === 'value' ? sample.value : sample.statistics.minimum;
}

function isMixed(sample: Sample): boolean {
  return sample.kind === 'statistics' && sample.statistics.minimum < sample.statistics.maximum;
}
