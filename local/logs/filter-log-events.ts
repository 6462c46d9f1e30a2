import type { Operation } from '../aws/aws-service.ts';
import type { Members } from '../aws/members.ts';
import { parseFilterPattern } from './filter-pattern.ts';
import { existingGroup, invalidParameter, limitOf, logGroupName, logMembers } from './log-errors.ts';
import type { LogPosition, LogStore } from './log-store.ts';
import { matchLines } from './match-lines.ts';
import { parsePositionToken, positionToken } from './page-token.ts';

/** One call looks at so many events at most; like AWS's, its page may then be short or empty and yet have a next one. */
const mostScanned = 10_000;

/** API reference "FilterLogEvents". */
export const filterLogEvents =
  (logs: LogStore): Operation =>
  (input) => {
    const members = logMembers(input);
    const logGroup = existingGroup(logs, logGroupName(members)).name;
    const pattern = members.string('filterPattern') ?? '';
    const matches = parseFilterPattern(pattern);
    const inStream = streamFilter(members);
    const limit = limitOf(members, 10_000, 10_000);
    const token = members.string('nextToken');
    const start = members.integer('startTime') ?? 0;
    const end = members.integer('endTime') ?? Number.MAX_SAFE_INTEGER - 1;
    const beyond = token === undefined ? {} : { beyond: parsePositionToken(token) };
    const events = [];
    let scanned = 0;
    let last: LogPosition | undefined;
    const read = logs.read({ logGroup, start, end, direction: 'forward', ...beyond });
    for (const { event, matched } of matchLines(read, pattern, matches)) {
      if (events.length === limit || scanned === mostScanned) {
        return { events, searchedLogStreams: [], nextToken: last && positionToken(last) };
      }
      scanned += 1;
      last = event;
      if (!inStream(event.logStream) || !matched) continue;
      const { timestamp, message, ingestionTime, logStream } = event;
      events.push({
        logStreamName: logStream,
        timestamp,
        message,
        ingestionTime,
        eventId: String(event.id).padStart(56, '0'),
      });
    }
    return { events, searchedLogStreams: [] };
  };

function streamFilter(members: Members): (stream: string) => boolean {
  const names = members.strings('logStreamNames');
  const prefix = members.string('logStreamNamePrefix');
  if (names && prefix !== undefined)
    throw invalidParameter('logStreamNamePrefix and logStreamNames are mutually exclusive parameters.');
  if (names) return (stream) => names.includes(stream);
  return (stream) => stream.startsWith(prefix ?? '');
}
