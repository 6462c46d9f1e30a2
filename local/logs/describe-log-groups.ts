import type { Operation } from '../aws/aws-service.ts';
import { invalidParameter, limitOf, logMembers } from './log-errors.ts';
import type { LogStore } from './log-store.ts';
import { pageByName } from './page-token.ts';

/** API reference "DescribeLogGroups". */
export const describeLogGroups =
  (logs: LogStore): Operation =>
  (input, { region, accountId }) => {
    const members = logMembers(input);
    const prefix = members.string('logGroupNamePrefix') ?? '';
    const pattern = members.string('logGroupNamePattern')?.toLowerCase() ?? '';
    if (prefix && pattern)
      throw invalidParameter('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
    const matching = logs
      .groups()
      .filter(({ name }) => name.startsWith(prefix) && name.toLowerCase().includes(pattern));
    const { page, nextToken } = pageByName(matching, limitOf(members, 50, 50), members.string('nextToken'));
    const logGroups = page.map((group) => {
      const logGroupArn = `arn:aws:logs:${region}:${accountId}:log-group:${group.name}`;
      return {
        logGroupName: group.name,
        creationTime: group.created,
        retentionInDays: group.retentionDays,
        metricFilterCount: 0,
        arn: `${logGroupArn}:*`,
        logGroupArn,
        storedBytes: group.storedBytes,
        logGroupClass: 'STANDARD',
      };
    });
    return { logGroups, nextToken };
  };
