import type { Operation } from '../../aws/aws-service.ts';
import type { Members } from '../../aws/members.ts';
import { invalidCombination, invalidValue } from '../errors.ts';
import type { Metric, MetricStore } from '../metric-store.ts';
import { makeToken, readToken } from '../page.ts';
import { read, readEnum, text, wireDimensions } from '../read-input.ts';

const PAGE = 500;
const MAX_FILTERS = 30;
const TWO_WEEKS = 14 * 86_400_000;
const THREE_HOURS = 3 * 3_600_000;

type DimensionFilter = { readonly name: string; readonly value: string | undefined };
type Listed = { readonly metric: Metric; readonly order: number };

/** ListMetrics: metrics with data in the last two weeks, or in the last three hours (RecentlyActive), that match all filters. */
export function listMetrics(metrics: MetricStore): Operation {
  return (input, { now, accountId }) => {
    const members = read(input);
    const matches = readFilter(members, now);
    const owner = readOwner(members, accountId);
    const token = members.string('NextToken');
    const after = token === undefined ? -1 : readToken(token);
    const found = owner === 'other' ? [] : listed(metrics, matches).filter(({ order }) => order > after);
    const page = found.slice(0, PAGE);
    const last = page.at(-1);
    return {
      Metrics: page.map(({ metric }) => toWire(metric)),
      ...(owner === 'named' && { OwningAccounts: page.map(() => accountId) }),
      ...(last !== undefined && found.length > PAGE && { NextToken: makeToken(last.order) }),
    };
  };
}

/** In the order of their first publication, which no later one changes: pages stay together while metrics come and go. */
function listed(metrics: MetricStore, matches: (metric: Metric) => boolean): Listed[] {
  const found: Listed[] = [];
  for (const metric of metrics.metrics()) {
    if (matches(metric)) found.push({ metric, order: Math.min(...metric.series.map(({ id }) => id)) });
  }
  return found.sort((a, b) => a.order - b.order);
}

function readFilter(members: Members, now: number): (metric: Metric) => boolean {
  const namespace = optionalText(members, 'Namespace');
  const name = optionalText(members, 'MetricName');
  const recent = readEnum(members.string('RecentlyActive'), ['PT3H'], 'recentlyActive');
  const dimensions = readDimensionFilters(members);
  const since = now - (recent === undefined ? TWO_WEEKS : THREE_HOURS);
  return (metric) =>
    (namespace === undefined || metric.namespace === namespace) &&
    (name === undefined || metric.name === name) &&
    dimensions.every((filter) => hasDimension(metric, filter)) &&
    metric.series.some((series) => series.newest >= since);
}

function optionalText(members: Members, member: string): string | undefined {
  const value = members.string(member);
  return value === undefined ? undefined : text(value, member, 255);
}

function readDimensionFilters(members: Members): DimensionFilter[] {
  const filters = members.objects('Dimensions') ?? [];
  if (filters.length > MAX_FILTERS)
    throw invalidValue(`The collection Dimensions must not have a size greater than ${MAX_FILTERS}.`);
  return filters.map((filter, index) => {
    const place = `Dimensions.member.${index + 1}.`;
    const dimension = read(filter, place);
    const value = dimension.string('Value');
    return {
      name: text(dimension.requiredString('Name'), `${place}Name`, 255),
      value: value === undefined ? undefined : text(value, `${place}Value`, 1024),
    };
  });
}

/** Whose metrics are asked for: this account is the only one, and is named only where linked accounts are asked for too. */
function readOwner(members: Members, accountId: string): 'unnamed' | 'named' | 'other' {
  const linked = members.boolean('IncludeLinkedAccounts') ?? false;
  const owner = members.string('OwningAccount');
  if (owner !== undefined && !linked)
    throw invalidCombination('The parameter OwningAccount requires the parameter IncludeLinkedAccounts to be true.');
  if (owner !== undefined && owner !== accountId) return 'other';
  return linked ? 'named' : 'unnamed';
}

function hasDimension({ dimensions }: Metric, { name, value }: DimensionFilter): boolean {
  return Object.hasOwn(dimensions, name) && (value === undefined || dimensions[name] === value);
}

function toWire({ namespace, name, dimensions }: Metric) {
  return { Namespace: namespace, MetricName: name, Dimensions: wireDimensions(dimensions) };
}
