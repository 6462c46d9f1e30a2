import type { Operation } from '../aws/aws-service.ts';
import { lineFields } from './insights/line-fields.ts';
import { readPointer } from './insights/record-pointer.ts';
import { toText } from './insights/value.ts';
import { invalidParameter, logMembers } from './log-errors.ts';
import type { LogStore } from './log-store.ts';
import { recordNotFound } from './record-not-found.ts';

/** API reference "GetLogRecord": every field of the event that @ptr points to; times are epoch milliseconds. */
export const getLogRecord =
  (logs: LogStore): Operation =>
  (input, { accountId }) => {
    const id = readPointer(logMembers(input).requiredString('logRecordPointer'));
    if (id === undefined) throw invalidParameter('The specified logRecordPointer is invalid.');
    const event = logs.find(id);
    if (!event) throw recordNotFound();
    const discovered = [...lineFields(event.message)].flatMap(([name, value]) => {
      const text = toText(value);
      return text === undefined ? [] : [[name, text] as const];
    });
    return {
      logRecord: {
        ...Object.fromEntries(discovered),
        '@timestamp': String(event.timestamp),
        '@ingestionTime': String(event.ingestionTime),
        '@message': event.message,
        '@logStream': event.logStream,
        '@log': `${accountId}:${event.logGroup}`,
        '@ptr': logMembers(input).requiredString('logRecordPointer'),
      },
    };
  };
