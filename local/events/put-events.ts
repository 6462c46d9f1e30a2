import { AwsError } from '../aws/aws-error.ts';
import type { Operation, OperationContext } from '../aws/aws-service.ts';
import { isJsonObject, type JsonObject, type JsonValue, parseJsonObject } from '../aws/json.ts';
import type { Members } from '../aws/members.ts';
import { type Event, eventTime } from './event.ts';
import type { BusState } from './event-bus.ts';
import { checkEventBus, constraintError, eventsMembers, validationError } from './events-errors.ts';

const MAX_ENTRIES = 10;
/** 1 MB since January 2026, though some of AWS's pages still say 256 KB. */
const MAX_BYTES = 1_048_576;
/** "PutEvents will only process nested JSON up to 1100 levels deep." */
const MAX_DEPTH = 1100;
/** The last second of the year 9999, which ISO 8601 can write in its usual form. */
const LATEST = 253_402_300_799;

/** PutEvents: takes the entries one by one; one with something wrong fails alone. */
export const putEvents =
  ({ put, transaction, randomId }: Pick<BusState, 'put' | 'transaction' | 'randomId'>): Operation =>
  (input, context) => {
    const members = eventsMembers(input);
    members.requiredList('Entries');
    const entries = members.objects('Entries') ?? [];
    checkSizes(entries);
    const starts: (() => void)[] = [];
    const results = transaction(() =>
      entries.map((entry) => {
        const event = readOrRefuse(entry, context, randomId);
        if (event instanceof AwsError) return { ErrorCode: event.code, ErrorMessage: event.message };
        const start = put(event);
        if (start) starts.push(start);
        return { EventId: event.id };
      }),
    );
    for (const start of starts) start();
    return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
  };

function checkSizes(entries: readonly JsonObject[]): void {
  if (entries.length < 1) throw constraintError('[]', 'entries', 'have length greater than or equal to 1');
  if (entries.length > MAX_ENTRIES) {
    throw constraintError(`${entries.length} entries`, 'entries', `have length less than or equal to ${MAX_ENTRIES}`);
  }
  if (entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > MAX_BYTES) {
    throw validationError('Total size of the entries in the request is over the limit.');
  }
}

/** "Calculating Amazon EventBridge PutEvents event entry size". */
function sizeOf(entry: JsonObject): number {
  const { Time, Source, DetailType, Detail } = entry;
  const resources = eventsMembers(entry).strings('Resources') ?? [];
  const texts = [Source, DetailType, Detail, ...resources].filter((each) => typeof each === 'string');
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), Time === undefined ? 0 : 14);
}

function readOrRefuse(entry: JsonObject, context: OperationContext, randomId: () => string): Event | AwsError {
  try {
    return readEntry(eventsMembers(entry, 'entries.'), context, randomId());
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}

function readEntry(members: Members, { now, region, accountId }: OperationContext, id: string): Event {
  checkEventBus(members);
  const source = argument(members, 'Source');
  const detailType = argument(members, 'DetailType');
  if (source.startsWith('aws.')) {
    throw new AwsError('NotAuthorizedForSourceException', 'Not authorized for the source.');
  }
  const detail = parseJsonObject(argument(members, 'Detail'));
  if (detail === undefined || isDeeperThan(detail, MAX_DEPTH)) {
    throw new AwsError('MalformedDetail', 'Detail is malformed.');
  }
  return {
    version: '0',
    id,
    'detail-type': detailType,
    source,
    account: accountId,
    time: eventTime(readTime(members) ?? now),
    region,
    resources: members.strings('Resources') ?? [],
    detail,
  };
}

/** Level by level, for calls within calls would run out of stack. */
function isDeeperThan(value: JsonValue, levels: number): boolean {
  let level: (JsonValue | undefined)[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((each) => (Array.isArray(each) || isJsonObject(each) ? Object.values(each) : []));
  }
  return false;
}

function argument(members: Members, name: 'Source' | 'DetailType' | 'Detail'): string {
  const value = members.string(name);
  if (value) return value;
  throw new AwsError('InvalidArgument', `Parameter ${name} is not valid. Reason: ${name} is a required argument.`);
}

function readTime(members: Members): number | undefined {
  const seconds = members.number('Time');
  if (seconds === undefined || (seconds >= 0 && seconds <= LATEST)) return seconds && seconds * 1000;
  throw new AwsError('InvalidArgument', 'Parameter Time is not valid.');
}
