import { webhookSignature } from '../../functions/lib/channels/webhook.ts';
import { parseJsonObject } from '../../local/aws/json.ts';
import { readPagerDutyChange, readPagerDutyEvent } from '../../local/receivers/pager-duty-event.ts';
import { readSlackMessage } from '../../local/receivers/slack-message.ts';
import { type Received, type Receivers, startReceivers, WEBHOOK_SECRET } from '../functions/incidents/receivers.ts';
import { type Notification, notifications } from './control.ts';
import { readTold } from './drill/told.ts';

/** Whoever is told of incidents by a running system: by mail, and by Slack, PagerDuty and a webhook that a test answers for. */
export type PeopleOnCall = {
  /** The environment of a system that tells them. */
  readonly environment: Readonly<Record<string, string>>;
  /** What each is answered, and what each has taken. */
  readonly receivers: Receivers;
  /** All that they were told since this was asked last. */
  heard(awsUrl: string): Promise<readonly Notification[]>;
  /** The same in words, `opened Trial first/slack`, in the order of the alphabet. */
  told(awsUrl: string): Promise<readonly string[]>;
  stop(): Promise<void>;
};

/** Subject of a message that Slack, PagerDuty or a webhook’s receiver would take; an error of what they would not. */
function subjectOf(channel: string, { path, headers, body }: Received): string {
  const value = parseJsonObject(body);
  if (channel === 'slack') {
    const read = readSlackMessage(value);
    if ('error' in read) throw new Error(`Slack: ${read.error}`);
    return read.subject;
  }
  if (path.endsWith('/change')) {
    const read = readPagerDutyChange(value);
    if ('errors' in read) throw new Error(`PagerDuty: ${read.errors.join(', ')}`);
    return read.event.payload.summary;
  }
  if (channel === 'pagerDuty') {
    const read = readPagerDutyEvent(value);
    if ('errors' in read) throw new Error(`PagerDuty: ${read.errors.join(', ')}`);
    const { event } = read;
    return event.event_action === 'trigger' ? event.payload.summary : `${event.event_action} ${event.dedup_key}`;
  }
  const timestamp = Number(headers['smallcart-timestamp']);
  if (headers['smallcart-signature'] !== webhookSignature(timestamp, body, WEBHOOK_SECRET))
    throw new Error('The webhook is not signed.');
  return String(value?.subject);
}

/** A message as the control API lists those of the receivers of this machine. */
function notificationOf(received: Received, index: number): Notification {
  const [, channel = '', contact = ''] = received.path.split('/');
  const subject = subjectOf(channel, received);
  return {
    id: `heard/${index}`,
    channel: channel.toLowerCase(),
    contact,
    topic: '',
    subject,
    body: received.body,
    at: '',
  };
}

/** Starts those that are told over HTTP, on a free port. */
export async function startPeopleOnCall(): Promise<PeopleOnCall> {
  const receivers = await startReceivers();
  let mailsHeard = 0;
  const all: Notification[] = [];
  const people: PeopleOnCall = {
    environment: { CHANNELS: receivers.channels },
    receivers,
    heard: async (awsUrl) => {
      const mails = (await notifications(awsUrl)).filter(({ channel }) => channel === 'email');
      const heard = [...mails.slice(mailsHeard), ...receivers.received.splice(0).map(notificationOf)];
      mailsHeard = mails.length;
      all.push(...heard);
      return heard;
    },
    told: async (awsUrl) => {
      const before = readTold(all).length;
      await people.heard(awsUrl);
      // All of it is read: PagerDuty is told by a mere key what has ended, of which it was told before.
      const told = readTold(all).slice(before);
      return told.map(({ kind, title, to, by }) => `${kind} ${title} ${to}/${by}`).sort();
    },
    stop: receivers.stop,
  };
  return people;
}

/** The words for one thing that contacts are told by each of their channels. */
export function byAll(kind: string, title: string, ...contacts: readonly string[]): readonly string[] {
  const channels = ['email', 'pagerduty', 'slack', 'webhook'];
  return contacts.flatMap((contact) => channels.map((channel) => `${kind} ${title} ${contact}/${channel}`)).sort();
}
