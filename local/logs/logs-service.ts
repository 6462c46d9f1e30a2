import { randomUUID } from 'node:crypto';
import type { AwsService } from '../aws/aws-service.ts';
import { createLogGroup } from './create-log-group.ts';
import { createLogStream } from './create-log-stream.ts';
import { deleteQueryDefinition } from './delete-query-definition.ts';
import { describeLogGroups } from './describe-log-groups.ts';
import { describeLogStreams } from './describe-log-streams.ts';
import { describeQueries } from './describe-queries.ts';
import { describeQueryDefinitions } from './describe-query-definitions.ts';
import { filterLogEvents } from './filter-log-events.ts';
import { getLogEvents } from './get-log-events.ts';
import { getLogGroupFields } from './get-log-group-fields.ts';
import { getLogRecord } from './get-log-record.ts';
import { getQueryResults } from './get-query-results.ts';
import { createInsights } from './insights/insights.ts';
import type { LogStore } from './log-store.ts';
import { putLogEvents } from './put-log-events.ts';
import { putQueryDefinition } from './put-query-definition.ts';
import { putRetentionPolicy } from './put-retention-policy.ts';
import type { QueryDefinitions } from './query-definitions.ts';
import { startQuery } from './start-query.ts';
import { stopQuery } from './stop-query.ts';

/** CloudWatch Logs over awsJson1_1. */
export function createLogsService(logs: LogStore, queries: QueryDefinitions): AwsService {
  const insights = createInsights(logs, randomUUID);
  return {
    name: 'logs',
    protocol: 'awsJson1_1',
    target: 'Logs_20140328',
    operations: {
      CreateLogGroup: createLogGroup(logs),
      CreateLogStream: createLogStream(logs),
      DeleteQueryDefinition: deleteQueryDefinition(queries),
      DescribeLogGroups: describeLogGroups(logs),
      DescribeLogStreams: describeLogStreams(logs),
      DescribeQueries: describeQueries(insights),
      DescribeQueryDefinitions: describeQueryDefinitions(queries),
      FilterLogEvents: filterLogEvents(logs),
      GetLogEvents: getLogEvents(logs),
      GetLogGroupFields: getLogGroupFields(logs),
      GetLogRecord: getLogRecord(logs),
      GetQueryResults: getQueryResults(insights),
      PutLogEvents: putLogEvents(logs),
      PutQueryDefinition: putQueryDefinition(queries),
      PutRetentionPolicy: putRetentionPolicy(logs),
      StartQuery: startQuery(logs, insights),
      StopQuery: stopQuery(insights),
    },
  };
}
