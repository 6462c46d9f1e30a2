import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { CONTACTS, type Contact } from '../lib/channels/channel.ts';
import type { Line } from '../lib/emit.ts';
import { queueEventTime } from '../lib/event-time.ts';
import { readTable } from '../lib/health.ts';
import { withHealth } from '../lib/health-event.ts';
import { announce } from '../lib/incidents/announce.ts';
import { applyChange } from '../lib/incidents/apply-change.ts';
import { changeGroup } from '../lib/incidents/change-group.ts';
import { deliverAll } from '../lib/incidents/deliver-all.ts';
import type { Page, Told } from '../lib/incidents/page.ts';
import { planning } from '../lib/incidents/planning.ts';
import { recorded } from '../lib/invocation.ts';
import { logger } from '../lib/logger.ts';
import { safeError } from '../lib/redact.ts';
import { stopwatch } from '../lib/stopwatch.ts';
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

/** Who was told of messages that could be neither kept nor handed on, as far as this environment knows. */
const toldAnyway = new Map<string, readonly Told[]>();

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
  const elapsed = stopwatch();
  // All at once: if the table does not answer, there must be time to tell people of each.
  const taken = await inSubsegment('take messages', () => Promise.all(records.map((record) => take(record, elapsed))));
  const failed = records.filter((_, index) => taken[index]?.outcome === 'failed');
  const pages = taken.flatMap((each) => each.pages);
  const now = Math.max(0, ...records.map(receivedAt));
  const due = pages.filter(({ status, turnAt }) => status === 'due' && turnAt <= now);
  await deliverAll(due, { now, elapsed }, () => context.getRemainingTimeInMillis() > TIME_TO_TELL);
  const failures = taken.filter(({ outcome }) => outcome !== 'kept').length;
  line.set({ records: records.length, failures, level: failures > 0 ? 'ERROR' : 'INFO' });
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

/** What became of a message, and whom it plans to tell; one that was handed on comes again as another message. */
type Taken = { readonly outcome: 'kept' | 'failed' | 'handed on'; readonly pages: readonly Page[] };

/** Keeps what a message says. */
async function take(record: SQSRecord, elapsed: () => number): Promise<Taken> {
  let heard: Heard | undefined;
  try {
    heard = readMessage(record);
    return { outcome: 'kept', pages: await keep(heard, record) };
  } catch (error) {
    const { messageId } = record;
    logger().error('A message was not kept; it will be delivered again.', { messageId, error: safeError(error) });
    const isHandedOn = heard !== undefined && (await tellOnce(heard, record, elapsed));
    return { outcome: isHandedOn ? 'handed on' : 'failed', pages: [] };
  }
}

/** Who was told of a message that could not be kept. */
function toldOf(record: SQSRecord): readonly Told[] {
  return toldAnyway.get(record.messageId) ?? toldBefore(record);
}

async function keep({ changes, states, notices }: Heard, record: SQSRecord): Promise<readonly Page[]> {
  const now = receivedAt(record);
  const pages: Page[] = [];
  for (const change of changes) {
    const told = toldOf(record);
    const kept = await changeGroup(change.group, (group) => applyChange(group, change), planning(now, told));
    if (kept === undefined && told.length > 0) await markTold(change, told);
    if (kept?.incident !== undefined) await closeOwnAlert(change, kept.incident.id, told, now);
    pages.push(...(kept?.pages ?? []));
    const { name: alarm, state } = change;
    if (kept !== undefined && kept.events.length > 0)
      logger().info('An incident has changed.', { alarm, state, outcome: kept.events.join('.') });
  }
  // The last line of an alarm says its state.
  for (const { name: alarm, state } of states) logger().info('An alarm has changed.', { alarm, state });
  for (const notice of notices) pages.push(...(await announce(notice, now)));
  toldAnyway.delete(record.messageId);
  return pages;
}

/** Whether a contact is to be told though the message cannot be kept: the next one when the first was told long enough ago. */
function isTurnOf(contact: Contact, told: readonly Told[], record: SQSRecord): boolean {
  if (contact === 'first') return Number(record.attributes.ApproximateReceiveCount) <= EMERGENCY_RECEIPTS;
  const now = receivedAt(record);
  const first = Math.min(...told.map(({ at }) => at));
  const since = now - (first + planning(now).routes.escalationMinutes * 60_000);
  return since >= 0 && since < EMERGENCY_RECEIPTS * visibilityTimeout(FUNCTIONS.incidents) * 1_000;
}

/**
 * People are told whatever is with the table, by each channel once: the message goes on with what it says of that. Whether it
 * has been handed on.
 */
async function tellOnce({ changes }: Heard, record: SQSRecord, elapsed: () => number): Promise<boolean> {
  const { messageId } = record;
  const before = toldOf(record);
  const acted = changes.filter((change) => change.acted);
  const now = await Promise.all(
    CONTACTS.filter((contact) => isTurnOf(contact, before, record)).flatMap((contact) =>
      acted.map((change) => tellAnyway(change, contact, before, { now: receivedAt(record), elapsed })),
    ),
  );
  if (now.flat().length === 0) return false;
  const told = [...before, ...now.flat()];
  if (await handOn(record, told)) return true;
  toldAnyway.set(messageId, told);
  return false;
}
