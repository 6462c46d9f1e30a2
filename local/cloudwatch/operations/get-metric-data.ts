import { AwsError } from '../../aws/aws-error.ts';
import type { Operation } from '../../aws/aws-service.ts';
import type { JsonObject } from '../../aws/json.ts';
import { invalidValue, validationError } from '../errors.ts';
import { readTimeZone } from '../labels/read-time-zone.ts';
import { type MetricDataQuery, readMetricDataQuery } from '../queries/metric-data-query.ts';
import { type PagedResult, type Paging, pageOfDatapoints } from '../queries/page-of-datapoints.ts';
import { queryMetricData } from '../queries/query-metric-data.ts';
import { planQueries, type QueryPlan } from '../queries/query-plan.ts';
import type { QuerySource } from '../queries/query-source.ts';
import { requestedRange } from '../queries/requested-range.ts';
import type { ResultMessage } from '../queries/result-messages.ts';
import { read, readEnum, wireTime } from '../read-input.ts';

const MAX_QUERIES = 500;
const VALIDATION = 'ValidationException';
/** The default, and the most that one answer holds. */
const MAX_DATAPOINTS = 100_800;

/** GetMetricData: metrics and metric math, newest datapoint first unless ScanBy says otherwise. */
export function getMetricData(source: QuerySource): Operation {
  return (input, { now, region, accountId }) => {
    const plan = planQueries(readQueries(input));
    const paging = readPaging(input);
    const range = requestedRange(input, plan.period, now, longestPeriod(plan));
    const offsetMinutes = readTimeZone(read(read(input).object('LabelOptions') ?? {}).string('Timezone'));
    const data = queryMetricData(plan, { range, offsetMinutes }, source, { now, region, accountId });
    const { results, nextToken } = pageOfDatapoints(data, paging);
    return {
      MetricDataResults: results.map(wireResult),
      Messages: wireMessages(data.messages()),
      ...(nextToken !== undefined && { NextToken: nextToken }),
    };
  };
}

/** What is invalid in several queries is told of all of them, a line for each. */
function readQueries(input: JsonObject): MetricDataQuery[] {
  const inputs = read(input).objects('MetricDataQueries') ?? [];
  if (inputs.length === 0) throw validationError('The collection MetricDataQueries must not have a size less than 1.');
  if (inputs.length > MAX_QUERIES) {
    throw validationError(`The collection MetricDataQueries must not have a size greater than ${MAX_QUERIES}.`);
  }
  const problems: string[] = [];
  const queries = inputs.flatMap((query, index) => {
    try {
      return [readMetricDataQuery(query, `MetricDataQueries.member.${index + 1}.`)];
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== VALIDATION) throw error;
      problems.push(error.message);
      return [];
    }
  });
  if (problems.length > 0) throw validationError(problems.join('\n'));
  return queries;
}

function readPaging(input: JsonObject): Paging {
  const members = read(input);
  const scanBy = readEnum(members.string('ScanBy'), ['TimestampDescending', 'TimestampAscending'], 'scanBy');
  const limit = members.integer('MaxDatapoints') ?? MAX_DATAPOINTS;
  if (limit < 1) throw invalidValue(`The value ${limit} for parameter MaxDatapoints must be greater than 0.`);
  return {
    limit: Math.min(limit, MAX_DATAPOINTS),
    ascending: scanBy === 'TimestampAscending',
    token: members.string('NextToken'),
  };
}

function longestPeriod({ queries, period }: QueryPlan): number {
  return Math.max(period, ...queries.map(({ source }) => source.period ?? period));
}

function wireResult({ id, label, timestamps, values, messages, complete }: PagedResult) {
  return {
    Id: id,
    Label: label,
    Timestamps: timestamps.map(wireTime),
    Values: values,
    StatusCode: complete ? 'Complete' : 'PartialData',
    ...(messages.length > 0 && { Messages: wireMessages(messages) }),
  };
}

function wireMessages(messages: readonly ResultMessage[]) {
  return messages.map(({ code, value }) => ({ Code: code, Value: value }));
}
