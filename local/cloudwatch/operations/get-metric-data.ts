import type { Operation } from '../../aws/aws-service.ts';
import { invalidValue, validationError } from '../errors.ts';
import type { MathValue, TimeSeries } from '../math/value.ts';
import { makeToken, readToken } from '../page.ts';
import { evaluatePlan } from '../queries/evaluate-plan.ts';
import { type MetricDataQuery, readMetricDataQuery } from '../queries/metric-data-query.ts';
import { planQueries } from '../queries/query-plan.ts';
import type { QuerySource } from '../queries/query-source.ts';
import { requestedRange } from '../queries/requested-range.ts';
import { read, readEnum } from '../read-input.ts';

const MAX_QUERIES = 500;
const DEFAULT_DATAPOINTS = 100_800;

type Result = { readonly id: string; readonly label: string; readonly series: TimeSeries };

/** GetMetricData: metrics and metric math, newest datapoint first unless ScanBy says otherwise. */
export function getMetricData(source: QuerySource): Operation {
  return (input, { now }) => {
    const members = read(input);
    const inputs = members.objects('MetricDataQueries') ?? [];
    if (inputs.length === 0)
      throw validationError('The collection MetricDataQueries must not have a size less than 1.');
    if (inputs.length > MAX_QUERIES) {
      throw validationError(`The collection MetricDataQueries must not have a size greater than ${MAX_QUERIES}.`);
    }
    const queries = inputs.map((query, index) => readMetricDataQuery(query, `MetricDataQueries.member.${index + 1}.`));
    const plan = planQueries(queries);
    const scanBy = readEnum(members.string('ScanBy'), ['TimestampDescending', 'TimestampAscending'], 'scanBy');
    const limit = members.integer('MaxDatapoints') ?? DEFAULT_DATAPOINTS;
    if (limit < 1) throw invalidValue(`The value ${limit} for parameter MaxDatapoints must be greater than 0.`);
    const token = members.string('NextToken');
    const from = token === undefined ? 0 : readToken(token);
    const valueById = evaluatePlan(plan, source, requestedRange(input, plan.period, now));
    const results = queries
      .filter(({ returnData }) => returnData)
      .flatMap((query) => toResults(query, valueById(query.id)));
    return pageOfDatapoints(results, scanBy === 'TimestampAscending', from, limit);
  };
}

/** An array gives one result for each of its members, all with the query's id. */
function toResults({ id, label, source }: MetricDataQuery, value: MathValue): Result[] {
  const named = label ?? (source.kind === 'metric' ? source.name : id);
  if (value.type === 'series') return [{ id, label: named, series: value.series }];
  if (value.type !== 'array') return [];
  return value.members.map((series) => ({ id, label: label ?? series.label, series }));
}

/** The datapoints from `from` on, counted over all results in order, at most `limit` of them. */
function pageOfDatapoints(results: readonly Result[], ascending: boolean, from: number, limit: number) {
  const end = from + limit;
  let before = 0;
  const page = results.flatMap(({ id, label, series }) => {
    const first = Math.max(0, from - before);
    const last = Math.max(0, Math.min(series.values.length, end - before));
    const complete = before + series.values.length <= end;
    before += series.values.length;
    if (from > 0 && first >= last) return [];
    return [toWire(id, label, series, { first, last, ascending, complete })];
  });
  return { MetricDataResults: page, Messages: [], ...(end < before && { NextToken: makeToken(end) }) };
}

type Slice = { readonly first: number; readonly last: number; readonly ascending: boolean; readonly complete: boolean };

function toWire(id: string, label: string, series: TimeSeries, { first, last, ascending, complete }: Slice) {
  const cut = (values: readonly number[]): number[] =>
    ascending ? values.slice(first, last) : values.toReversed().slice(first, last);
  return {
    Id: id,
    Label: label,
    Timestamps: cut(series.timestamps).map((timestamp) => timestamp / 1000),
    Values: cut(series.values),
    StatusCode: complete ? 'Complete' : 'PartialData',
  };
}
