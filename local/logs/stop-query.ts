import type { Operation } from '../aws/aws-service.ts';
import type { Insights } from './insights/insights.ts';
import { invalidParameter, logMembers } from './log-errors.ts';
import { unknownQuery } from './unknown-query.ts';

/** API reference "StopQuery": of a query that has ended, an error. */
export const stopQuery =
  (insights: Insights): Operation =>
  (input) => {
    const id = logMembers(input).requiredString('queryId');
    if (!insights.find(id)) throw unknownQuery();
    if (!insights.stop(id)) throw invalidParameter('The specified query is not running.');
    return { success: true };
  };
