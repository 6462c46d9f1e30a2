import type { Operation } from '../aws/aws-service.ts';
import type { JsonObject } from '../aws/json.ts';
import { existingGroup, existingStream, invalidParameter, logMembers } from './log-errors.ts';
import type { LogEvent, LogStore } from './log-store.ts';

const mostEvents = 10_000;
/** UTF-8 bytes plus 26 for each event. */
const mostBytes = 1_048_576;
const eventOverheadBytes = 26;
const dayMs = 86_400_000;
const oldestMs = 14 * dayMs;
const newestMs = 2 * 3_600_000;

/** API reference "PutLogEvents": size, order and span of a batch, and the events too old or too new. */
export const putLogEvents =
  (logs: LogStore): Operation =>
  (input, { now }) => {
    const members = logMembers(input);
    const group = existingGroup(logs, members.requiredString('logGroupName'));
    const stream = existingStream(logs, group.name, members.requiredString('logStreamName'));
    members.requiredList('logEvents');
    const events = (members.objects('logEvents') ?? []).map(readEvent);
    checkBatch(events);
    const retentionMs = (group.retentionDays ?? Number.POSITIVE_INFINITY) * dayMs;
    const tooNew = events.findIndex(({ timestamp }) => timestamp > now + newestMs);
    const tooOld = events.findLastIndex(({ timestamp }) => timestamp < now - oldestMs);
    const expired = events.findLastIndex(({ timestamp }) => timestamp < now - retentionMs);
    const kept = events.slice(Math.max(tooOld, expired) + 1, tooNew === -1 ? undefined : tooNew);
    if (kept.length > 0) logs.put(group.name, stream.name, kept);
    const rejected = {
      ...(tooNew >= 0 && { tooNewLogEventStartIndex: tooNew }),
      ...(tooOld >= 0 && { tooOldLogEventEndIndex: tooOld + 1 }),
      ...(expired >= 0 && { expiredLogEventEndIndex: expired + 1 }),
    };
    return Object.keys(rejected).length > 0 ? { rejectedLogEventsInfo: rejected } : {};
  };

function readEvent(event: JsonObject): LogEvent {
  const members = logMembers(event);
  const timestamp = members.requiredNumber('timestamp');
  const message = members.requiredString('message');
  if (!Number.isSafeInteger(timestamp) || timestamp < 0)
    throw invalidParameter(
      `Value '${timestamp}' at 'timestamp' failed to satisfy constraint: Member must have value greater than or equal to 0`,
    );
  if (message === '')
    throw invalidParameter(
      `Value '' at 'message' failed to satisfy constraint: Member must have length greater than or equal to 1`,
    );
  return { timestamp, message };
}

function checkBatch(events: readonly LogEvent[]): void {
  if (events.length < 1 || events.length > mostEvents)
    throw invalidParameter(`The batch must hold 1 to ${mostEvents} log events.`);
  const bytes = events.reduce((sum, { message }) => sum + Buffer.byteLength(message) + eventOverheadBytes, 0);
  if (bytes > mostBytes) throw invalidParameter(`Upload too large: ${bytes} bytes exceeds limit of ${mostBytes}`);
  if (events.some(({ timestamp }, index) => timestamp < (events[index - 1]?.timestamp ?? 0))) {
    throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
  }
  if ((events.at(-1)?.timestamp ?? 0) - (events[0]?.timestamp ?? 0) > dayMs) {
    throw invalidParameter('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.');
  }
}
