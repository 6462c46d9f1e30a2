import { GetQueryResultsCommand, StopQueryCommand } from '@aws-sdk/client-cloudwatch-logs';
import { queryDollars } from '../../../monitoring/query-cost.ts';
import { notFound } from '../../lib/problem.ts';
import { logs } from '../aws-clients.ts';
import { awsCause, isAwsError, upstream } from '../upstream.ts';
import { queryAnswer } from './query-answer.ts';
import type { QueryResults } from './query-responses.ts';
import type { Cancellable } from './start-query.ts';

/** What CloudWatch Logs says of an id that it knows no query of. */
const UNKNOWN = ['ResourceNotFoundException', 'InvalidParameterException'] as const;

async function ofKnown<Result>(operation: string, call: () => Promise<Result>): Promise<Result> {
  try {
    return await upstream('CloudWatch Logs', operation, call);
  } catch (error) {
    throw awsCause(error, ...UNKNOWN) === undefined ? error : notFound('query');
  }
}

/** How far a query is, and what it has found so far; 404 when there is none of that id. */
export async function queryResults(id: string, call: Cancellable = {}): Promise<QueryResults> {
  const answer = await ofKnown('GetQueryResults', () => logs().send(new GetQueryResultsCommand({ queryId: id }), call));
  const found = queryAnswer(answer);
  return { status: answer.status ?? 'Unknown', ...found, dollars: queryDollars(found.statistics.bytesScanned) };
}

/** Stops a query; nothing changes for one that has ended. 404 when there is none of that id. */
export async function stopQuery(id: string): Promise<void> {
  await ofKnown('StopQuery', async () => {
    try {
      await logs().send(new StopQueryCommand({ queryId: id }));
    } catch (error) {
      // "StopQuery": what it answers for a query that is not running any more.
      if (!isAwsError(error, 'InvalidParameterException')) throw error;
    }
  });
}
