import type { Operation } from '../aws/aws-service.ts';
import { existingStream, invalidParameter, limitOf, logGroupName, logMembers } from './log-errors.ts';
import type { LogPosition, LogStore, StoredLogEvent } from './log-store.ts';
import { parsePositionToken, positionToken } from './page-token.ts';

type Reading = { readonly direction: 'forward' | 'backward'; readonly beyond?: LogPosition };

/** API reference "GetLogEvents": one stream, paged in both directions; a page at the end repeats its token. */
export const getLogEvents =
  (logs: LogStore): Operation =>
  (input) => {
    const members = logMembers(input);
    const logGroup = logGroupName(members);
    const stream = existingStream(logs, logGroup, members.requiredString('logStreamName'));
    const start = Math.max(members.integer('startTime') ?? 0, stream.firstEvent ?? 0);
    const end = Math.min((members.integer('endTime') ?? Number.MAX_SAFE_INTEGER) - 1, stream.lastEvent ?? 0);
    const reading = readingOf(members.string('nextToken'), members.boolean('startFromHead') ?? false);
    const limit = limitOf(members, 10_000, 10_000);
    const events: StoredLogEvent[] = [];
    for (const event of logs.read({ logGroup, start, end, ...reading })) {
      if (event.logStream === stream.name) events.push(event);
      if (events.length === limit) break;
    }
    if (reading.direction === 'backward') events.reverse();
    const here = reading.beyond ?? { timestamp: reading.direction === 'forward' ? start : end + 1, id: 0 };
    return {
      events: events.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
      nextForwardToken: `f/${positionToken(events.at(-1) ?? here)}`,
      nextBackwardToken: `b/${positionToken(events[0] ?? here)}`,
    };
  };

function readingOf(token: string | undefined, fromHead: boolean): Reading {
  if (token === undefined) return { direction: fromHead ? 'forward' : 'backward' };
  const beyond = parsePositionToken(token.slice(2));
  if (token.startsWith('f/')) return { direction: 'forward', beyond };
  if (token.startsWith('b/')) return { direction: 'backward', beyond };
  throw invalidParameter('The specified nextToken is invalid.');
}
