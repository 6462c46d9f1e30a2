import { MalformedQueryException, StartQueryCommand } from '@aws-sdk/client-cloudwatch-logs';
import { logGroupName } from '../../../monitoring/physical-name.ts';
import type { FunctionId } from '../../../monitoring/resources.ts';
import { env } from '../../lib/env.ts';
import { Problem } from '../../lib/problem.ts';
import { logs } from '../aws-clients.ts';
import { isAwsError, upstream } from '../upstream.ts';

/** A query of Logs Insights over the lines of some functions, from `start` to `end` (epoch ms). */
export type InsightsQuery = {
  readonly query: string;
  readonly functions: readonly FunctionId[];
  readonly start: number;
  readonly end: number;
  /** The most rows, where the query itself does not say; 1,000 unless given. */
  readonly limit?: number | undefined;
};

/** What a call of AWS may be given up by. */
export type Cancellable = { readonly abortSignal?: AbortSignal };

const LIMIT = 1_000;

/** Where in the query what is wrong begins and ends, in characters, as far as Logs Insights says. */
function positionOf(error: unknown): Record<string, unknown> {
  const location = error instanceof MalformedQueryException ? error.queryCompileError?.location : undefined;
  const { startCharOffset: start, endCharOffset: end } = location ?? {};
  return start === undefined || end === undefined ? {} : { position: { start, end } };
}

function compileError(error: unknown): string {
  if (error instanceof MalformedQueryException && error.queryCompileError?.message !== undefined)
    return error.queryCompileError.message;
  return error instanceof Error ? error.message : 'is not valid';
}

function malformed(error: unknown): Problem {
  return new Problem(400, 'CloudWatch Logs does not understand the query.', {
    code: 'query',
    errors: [{ path: 'query', message: compileError(error) }],
    members: positionOf(error),
    cause: error,
  });
}

/** "CloudWatch Logs quotas": so many queries may run at the same time. */
function tooMany(error: unknown): Problem {
  return new Problem(429, 'CloudWatch Logs runs as many queries as it may. Try again in a moment.', {
    code: 'upstream-throttled',
    members: { service: 'CloudWatch Logs', operation: 'StartQuery' },
    headers: { 'Retry-After': '5' },
    cause: error,
  });
}

function refusal(error: unknown): unknown {
  if (isAwsError(error, 'MalformedQueryException', 'InvalidParameterException')) return malformed(error);
  return isAwsError(error, 'LimitExceededException') ? tooMany(error) : error;
}

/** Starts a query and gives its id; 400 for one that Logs Insights does not understand, 429 while too many run. */
export function startQuery(
  { query, functions, start, end, limit = LIMIT }: InsightsQuery,
  call: Cancellable = {},
): Promise<string> {
  const { stage } = env();
  const command = new StartQueryCommand({
    queryString: query,
    logGroupNames: functions.map((id) => logGroupName(stage, id)),
    // "StartQuery": seconds, both included.
    startTime: Math.floor(start / 1000),
    endTime: Math.ceil(end / 1000),
    limit,
  });
  return upstream('CloudWatch Logs', 'StartQuery', async () => {
    try {
      const { queryId = '' } = await logs().send(command, call);
      return queryId;
    } catch (error) {
      throw refusal(error);
    }
  });
}
