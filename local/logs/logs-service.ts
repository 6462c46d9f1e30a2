import type { AwsService } from '../aws/aws-service.ts';
import { createLogGroup } from './create-log-group.ts';
import { createLogStream } from './create-log-stream.ts';
import { deleteQueryDefinition } from './delete-query-definition.ts';
import { describeLogGroups } from './describe-log-groups.ts';
import { describeLogStreams } from './describe-log-streams.ts';
import { describeQueryDefinitions } from './describe-query-definitions.ts';
import { filterLogEvents } from './filter-log-events.ts';
import { getLogEvents } from './get-log-events.ts';
import type { LogStore } from './log-store.ts';
import { putLogEvents } from './put-log-events.ts';
import { putQueryDefinition } from './put-query-definition.ts';
import { putRetentionPolicy } from './put-retention-policy.ts';
import type { QueryDefinitions } from './query-definitions.ts';

/** CloudWatch Logs over awsJson1_1. */
export function createLogsService(logs: LogStore, queries: QueryDefinitions): AwsService {
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
      DescribeQueryDefinitions: describeQueryDefinitions(queries),
      FilterLogEvents: filterLogEvents(logs),
      GetLogEvents: getLogEvents(logs),
      PutLogEvents: putLogEvents(logs),
      PutQueryDefinition: putQueryDefinition(queries),
      PutRetentionPolicy: putRetentionPolicy(logs),
    },
  };
}
