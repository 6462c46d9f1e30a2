import type { Operation } from '../aws/aws-service.ts';
import { existingGroup, invalidParameter, limitOf, logGroupName, logMembers } from './log-errors.ts';
import type { LogStore, LogStream } from './log-store.ts';
import { pageByName } from './page-token.ts';

/** API reference "DescribeLogStreams". */
export const describeLogStreams =
  (logs: LogStore): Operation =>
  (input, { region, accountId }) => {
    const members = logMembers(input);
    const group = existingGroup(logs, logGroupName(members));
    const prefix = members.string('logStreamNamePrefix');
    const orderBy = members.string('orderBy') ?? 'LogStreamName';
    if (orderBy !== 'LogStreamName' && orderBy !== 'LastEventTime') {
      throw invalidParameter(
        `Value '${orderBy}' at 'orderBy' failed to satisfy constraint: Member must satisfy enum value set: [LogStreamName, LastEventTime]`,
      );
    }
    if (prefix !== undefined && orderBy === 'LastEventTime') {
      throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
    }
    const matching = logs.streams(group.name).filter(({ name }) => name.startsWith(prefix ?? ''));
    const ordered = orderBy === 'LastEventTime' ? matching.toSorted(byLastEvent) : matching;
    const directed = members.boolean('descending') ? ordered.toReversed() : ordered;
    const { page, nextToken } = pageByName(directed, limitOf(members, 50, 50), members.string('nextToken'));
    const arn = `arn:aws:logs:${region}:${accountId}:log-group:${group.name}:log-stream:`;
    return { logStreams: page.map((stream) => describe(stream, arn)), nextToken };
  };

const byLastEvent = (a: LogStream, b: LogStream): number => (a.lastEvent ?? 0) - (b.lastEvent ?? 0);

const describe = (stream: LogStream, arn: string) => ({
  logStreamName: stream.name,
  creationTime: stream.created,
  firstEventTimestamp: stream.firstEvent,
  lastEventTimestamp: stream.lastEvent,
  lastIngestionTime: stream.lastIngestion,
  arn: `${arn}${stream.name}`,
  storedBytes: 0,
});
