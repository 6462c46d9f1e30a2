import type { Operation } from '../../aws/aws-service.ts';
import type { Metric, MetricStore } from '../metric-store.ts';
import { page } from '../page.ts';
import { read, readEnum, wireDimensions } from '../read-input.ts';

const PAGE = 500;
const TWO_WEEKS = 14 * 86_400_000;
const THREE_HOURS = 3 * 3_600_000;

type DimensionFilter = { readonly name: string; readonly value: string | undefined };

/** ListMetrics: metrics with data in the last two weeks, or in the last three hours (RecentlyActive), that match all filters. */
export function listMetrics(metrics: MetricStore): Operation {
  return (input, { now }) => {
    const members = read(input);
    const namespace = members.string('Namespace');
    const name = members.string('MetricName');
    const recent = readEnum(members.string('RecentlyActive'), ['PT3H'], 'recentlyActive');
    const filters = (members.objects('Dimensions') ?? []).map((filter, index) => {
      const dimension = read(filter, `Dimensions.member.${index + 1}.`);
      return { name: dimension.requiredString('Name'), value: dimension.string('Value') };
    });
    const since = now - (recent === undefined ? TWO_WEEKS : THREE_HOURS);
    const found = [...metrics.metrics()].filter(
      (metric) =>
        (namespace === undefined || metric.namespace === namespace) &&
        (name === undefined || metric.name === name) &&
        filters.every((filter) => hasDimension(metric, filter)) &&
        metric.series.some((series) => series.newest >= since),
    );
    const { items, nextToken } = page(found, members.string('NextToken'), PAGE);
    return { Metrics: items.map(toWire), ...(nextToken !== undefined && { NextToken: nextToken }) };
  };
}

function hasDimension({ dimensions }: Metric, { name, value }: DimensionFilter): boolean {
  return Object.hasOwn(dimensions, name) && (value === undefined || dimensions[name] === value);
}

function toWire({ namespace, name, dimensions }: Metric) {
  return { Namespace: namespace, MetricName: name, Dimensions: wireDimensions(dimensions) };
}
