import { setTimeout as wait } from 'node:timers/promises';
import { CONTACTS, type Contact } from '../../functions/lib/channels/channel.ts';
import { WEBHOOK_HEADERS, webhookSignature } from '../../functions/lib/channels/webhook.ts';
import { AwsError } from '../aws/aws-error.ts';
import type { HttpHandler, HttpRequest, HttpResponse } from '../aws/aws-service.ts';
import { parseJsonObject } from '../aws/json.ts';
import { type ChannelFailures, RECEIVERS, type ReceiverName } from '../faults/channel-failures.ts';
import type { FaultSwitch } from '../faults/fault-switch.ts';
import { hits } from '../faults/rate.ts';
import { readPagerDutyChange, readPagerDutyEvent } from './pager-duty-event.ts';
import type { ReceivedMessages } from './received-messages.ts';
import { ROUTING_KEYS } from './receiver-channels.ts';
import { readSlackMessage } from './slack-message.ts';

export type ReceiversOptions = {
  readonly messages: Pick<ReceivedMessages, 'add'>;
  readonly fault: Pick<FaultSwitch<ChannelFailures>, 'settings'>;
  readonly random: () => number;
  /** Virtual epoch milliseconds. */
  readonly now: () => number;
  readonly webhookSecret: string;
};

/** What a receiver makes of a message: its answer, and its subject when it took it. */
type Reading = { readonly answer: HttpResponse; readonly subject?: string };

/** How far the clocks of sender and receiver of a webhook may be apart, in seconds. */
const TOLERANCE = 300;
/** End of the path at which PagerDuty takes changes. */
const CHANGES = '/change';
/** Longer than anybody waits, in milliseconds. */
const SILENCE = 60_000;

const answer = (status: number, body: string | object): HttpResponse =>
  typeof body === 'string'
    ? { status, headers: { 'content-type': 'text/html' }, body }
    : { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };

/** Slack names an error and nothing more. */
function slack(body: string): Reading {
  const read = readSlackMessage(parseJsonObject(body));
  return 'error' in read ? { answer: answer(400, read.error) } : { answer: answer(200, 'ok'), subject: read.subject };
}

function invalidEvent(errors: readonly string[]): Reading {
  return { answer: answer(400, { status: 'invalid event', message: 'Event object is invalid', errors }) };
}

function pagerDuty(body: string, contact: Contact): Reading {
  const read = readPagerDutyEvent(parseJsonObject(body));
  if ('errors' in read) return invalidEvent(read.errors);
  const { event } = read;
  if (event.routing_key !== ROUTING_KEYS[contact]) return invalidEvent(['Invalid routing key']);
  const accepted = { status: 'success', message: 'Event processed', dedup_key: event.dedup_key };
  const subject = event.event_action === 'trigger' ? event.payload.summary : `${event.event_action} ${event.dedup_key}`;
  return { answer: answer(202, accepted), subject };
}

function pagerDutyChange(body: string, contact: Contact): Reading {
  const read = readPagerDutyChange(parseJsonObject(body));
  if ('errors' in read) return invalidEvent(read.errors);
  const { routing_key, payload } = read.event;
  if (routing_key !== ROUTING_KEYS[contact]) return invalidEvent(['Invalid routing key']);
  const accepted = { status: 'success', message: 'Change event processed' };
  return { answer: answer(202, accepted), subject: payload.summary };
}

/** A receiver as whoever writes one should: what is not signed, or was signed long ago, is refused. */
function webhook({ headers }: HttpRequest, body: string, { webhookSecret, now }: ReceiversOptions): Reading {
  const timestamp = Number(headers[WEBHOOK_HEADERS.timestamp.toLowerCase()]);
  const signature = headers[WEBHOOK_HEADERS.signature.toLowerCase()];
  if (!(Math.abs(now() / 1000 - timestamp) <= TOLERANCE)) return { answer: answer(401, { error: 'stale timestamp' }) };
  if (signature !== webhookSignature(timestamp, body, webhookSecret))
    return { answer: answer(401, { error: 'wrong signature' }) };
  return { answer: { status: 204 }, subject: String(parseJsonObject(body)?.subject ?? '') };
}

function read(channel: ReceiverName, contact: Contact, request: HttpRequest, options: ReceiversOptions): Reading {
  const body = request.body.toString('utf8');
  switch (channel) {
    case 'slack':
      return slack(body);
    case 'pagerduty':
      return request.path.endsWith(CHANGES) ? pagerDutyChange(body, contact) : pagerDuty(body, contact);
    case 'webhook':
      return webhook(request, body, options);
    default:
      return channel satisfies never;
  }
}

/** What the fault channel-failures does to a message, if it hits. */
async function failed(channel: ReceiverName, options: ReceiversOptions, signal?: AbortSignal) {
  const settings = options.fault.settings();
  if (!settings?.channels.includes(channel) || !hits(settings, options.random)) return undefined;
  if (settings.mode === 'errors') return answer(500, 'rollup_error');
  if (settings.mode === 'throttling') return { ...answer(429, 'rate_limited'), headers: { 'retry-after': '60' } };
  await wait(SILENCE, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  return answer(504, '');
}

/**
 * Stands in for Slack, PagerDuty and a webhook of one's own at `POST /_local/receivers/<channel>/<contact>`: it checks what it
 * is told as they would, and keeps what it takes, which `GET /_local/notifications` lists.
 */
export function createReceivers(options: ReceiversOptions): HttpHandler {
  return async (request, { signal }) => {
    const [, , , name, person, ...rest] = request.path.split('/');
    const channel = RECEIVERS.find((each) => each === name);
    const contact = CONTACTS.find((each) => each === person);
    const isWhole = rest.length === 0 || (name === 'pagerduty' && `/${rest.join('/')}` === CHANGES);
    if (request.method !== 'POST' || channel === undefined || contact === undefined || !isWhole)
      throw new AwsError('NotFound', `The receivers are: POST receivers/<${RECEIVERS.join('|')}>/<first|next>.`, 404);
    const failure = await failed(channel, options, signal);
    if (failure !== undefined) return failure;
    const reading = read(channel, contact, request, options);
    const { subject } = reading;
    if (subject !== undefined)
      options.messages.add({ at: options.now(), channel, contact, subject, body: request.body.toString('utf8') });
    return reading.answer;
  };
}
