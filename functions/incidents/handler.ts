import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Channel } from '../lib/channels/channel.ts';
import type { Line } from '../lib/emit.ts';
import { queueEventTime } from '../lib/event-time.ts';
import { readTable } from '../lib/health.ts';
import { withHealth } from '../lib/health-event.ts';
import { announce } from '../lib/incidents/announce.ts';
import { applyChange } from '../lib/incidents/apply-change.ts';
import { changeGroup } from '../lib/incidents/change-group.ts';
import { deliverAll } from '../lib/incidents/deliver-all.ts';
import type { Page } from '../lib/incidents/page.ts';
import { planning } from '../lib/incidents/planning.ts';
import { recorded } from '../lib/invocation.ts';
import { logger } from '../lib/logger.ts';
import { safeError } from '../lib/redact.ts';
import { inSubsegment } from '../lib/tracing.ts';
import { FUNCTIONS, visibilityTimeout } from '../manifest.ts';
import { closeOwnAlert } from './close-own-alert.ts';
import { handOn, toldBefore } from './hand-on.ts';
import { markTold } from './mark-told.ts';
import { type Heard, readMessage } from './read-message.ts';
import { tellAnyway } from './tell-anyway.ts';

type Invocation = Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>;

/** In milliseconds: a channel may take its time, and what came of it has to be written. */
const TIME_TO_TELL = 8_000;
/** How often a message that cannot be kept is told anyway, lest one whose sender died is told to nobody. */
const EMERGENCY_RECEIPTS = 3;

/** By which channels people were told of messages that could be neither kept nor handed on, as far as this environment knows. */
const toldAnyway = new Map<string, readonly Channel[]>();

/** Lambda's entry: makes incidents of what alarms do, and tells at once who is to be told at once. */
export const handler = withHealth(
  'incidents',
  readTable,
  (event: SQSEvent, context: Invocation): Promise<SQSBatchResponse> =>
    recorded('incidents', context, queueEventTime(event), (line) => takeAll(event.Records, line, context)),
);

/** When a message came this time, about: each time that it could not be dealt with, it was hidden for so long. */
function receivedAt({ attributes }: SQSRecord): number {
  const again = Number(attributes.ApproximateReceiveCount) - 1;
  return Number(attributes.ApproximateFirstReceiveTimestamp) + again * visibilityTimeout(FUNCTIONS.incidents) * 1_000;
}

async function takeAll(records: readonly SQSRecord[], line: Line, context: Invocation): Promise<SQSBatchResponse> {
  // All at once: if the table does not answer, there must be time to tell people of each.
  const taken = await inSubsegment('take messages', () => Promise.all(records.map(take)));
  const failed = records.filter((_, index) => taken[index]?.outcome === 'failed');
  const pages = taken.flatMap((each) => each.pages);
  const now = Math.max(0, ...records.map(receivedAt));
  const due = pages.filter(({ status, turnAt }) => status === 'due' && turnAt <= now);
  await deliverAll(due, now, () => context.getRemainingTimeInMillis() > TIME_TO_TELL);
  const failures = taken.filter(({ outcome }) => outcome !== 'kept').length;
  line.set({ records: records.length, failures, level: failures > 0 ? 'ERROR' : 'INFO' });
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

/** What became of a message, and whom it plans to tell; one that was handed on comes again as another message. */
type Taken = { readonly outcome: 'kept' | 'failed' | 'handed on'; readonly pages: readonly Page[] };

/** Keeps what a message says. */
async function take(record: SQSRecord): Promise<Taken> {
  let heard: Heard | undefined;
  try {
    heard = readMessage(record);
    return { outcome: 'kept', pages: await keep(heard, record) };
  } catch (error) {
    const { messageId } = record;
    logger().error('A message was not kept; it will be delivered again.', { messageId, error: safeError(error) });
    const isHandedOn = heard !== undefined && (await tellOnce(heard, record));
    return { outcome: isHandedOn ? 'handed on' : 'failed', pages: [] };
  }
}

/** By which channels people were told of a message that could not be kept. */
function toldOf(record: SQSRecord): readonly Channel[] {
  return toldAnyway.get(record.messageId) ?? toldBefore(record);
}

async function keep({ changes, notices }: Heard, record: SQSRecord): Promise<readonly Page[]> {
  const now = receivedAt(record);
  const pages: Page[] = [];
  for (const change of changes) {
    const told = toldOf(record);
    const kept = await changeGroup(change.group, (group) => applyChange(group, change), planning(now, told));
    if (kept === undefined && told.length > 0) await markTold(change, told, now);
    if (kept?.incident !== undefined) await closeOwnAlert(change, kept.incident.id, told, now);
    pages.push(...(kept?.pages ?? []));
    const { name: alarm, state } = change;
    if (kept !== undefined && kept.events.length > 0)
      logger().info('An incident has changed.', { alarm, state, outcome: kept.events.join('.') });
  }
  for (const notice of notices) pages.push(...(await announce(notice, now)));
  toldAnyway.delete(record.messageId);
  return pages;
}

/**
 * People are told whatever is with the table, by each channel once: the message goes on with what it says of that. Whether it
 * has been handed on.
 */
async function tellOnce({ changes }: Heard, record: SQSRecord): Promise<boolean> {
  const { messageId, attributes } = record;
  if (Number(attributes.ApproximateReceiveCount) > EMERGENCY_RECEIPTS) return false;
  const before = toldOf(record);
  const acted = changes.filter((change) => change.acted);
  const now = await Promise.all(acted.map((change) => tellAnyway(change, before, receivedAt(record))));
  if (now.flat().length === 0) return false;
  const told = [...before, ...now.flat()];
  if (await handOn(record, told)) return true;
  toldAnyway.set(messageId, told);
  return false;
}
