import type { SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { STATE_VALUES } from '../../monitoring/cloudwatch.ts';
import { CONFIGURATION_EVENT, NOTICE_EVENT, STATE_EVENT } from '../event-rules.ts';
import { hourOf } from '../lib/hour-of.ts';
import type { AlarmChange } from '../lib/incidents/alarm-group.ts';
import { Notice, type OwnNotice } from '../lib/incidents/notice.ts';
import { parseAlarmDescription } from '../ops/alarm-description.ts';
import { groundsOf } from './grounds.ts';
import { identityOf } from './identity.ts';
import { labelOf } from './label-of.ts';
import { membersOf, parseSnsMessage } from './sns-message.ts';

/** What a message is about: alarms that changed, and what people are to know of. */
export type Heard = {
  readonly changes: readonly AlarmChange[];
  /** What events say of alarms’ states, whether it makes an incident or not. */
  readonly states: readonly Pick<AlarmChange, 'name' | 'state'>[];
  readonly notices: readonly OwnNotice[];
};

/** Thrown when a message is neither an alarm’s nor a notice; says nothing of what is in it. */
export class StrangeMessageError extends Error {
  override readonly name = 'StrangeMessageError';
}

const State = z.enum(STATE_VALUES);

/** What CloudWatch publishes to a topic ("Notify users on alarm changes"). */
const AlarmMessage = z.object({
  AlarmName: z.string().check(z.minLength(1)),
  AlarmDescription: z.nullish(z.string()),
  NewStateValue: State,
  NewStateReason: z.string(),
  StateChangeTime: z.string(),
  Trigger: z.catch(z.object({ Metrics: z.optional(z.unknown()) }), {}),
});

const description = z.object({ description: z.optional(z.string()) });

/** "Alarm events and EventBridge". */
const StateEvent = z.object({
  'detail-type': z.literal(STATE_EVENT),
  detail: z.object({
    alarmName: z.string(),
    state: z.object({ value: State, reason: z.string(), timestamp: z.string() }),
    configuration: z.object({ description: z.optional(z.string()), metrics: z.optional(z.unknown()) }),
  }),
});

const ConfigurationEvent = z.object({
  'detail-type': z.literal(CONFIGURATION_EVENT),
  time: z.iso.datetime(),
  detail: z.object({
    alarmName: z.string(),
    operation: z.enum(['create', 'update', 'delete']),
    configuration: description,
    previousConfiguration: z.optional(description),
  }),
});

const NoticeEvent = z.object({ 'detail-type': z.literal(NOTICE_EVENT), detail: Notice });

/** CloudWatch writes `+0000` for UTC. */
function timeOf(text: string): number {
  return Date.parse(text.replace(/\+0000$/, 'Z'));
}

function fromTopic(message: z.output<typeof AlarmMessage>): Heard {
  const { AlarmName, AlarmDescription, NewStateValue: state, NewStateReason: reason, StateChangeTime } = message;
  const at = timeOf(StateChangeTime);
  const identity = identityOf(AlarmName, AlarmDescription ?? '');
  const grounds = { ...groundsOf(reason), ...labelOf(message.Trigger.Metrics) };
  const change = { ...identity, ...grounds, state, at, acted: true };
  // News is told as it comes; nobody is told when it is none any more.
  if (identity.severity !== 'info') return { changes: [change], states: [], notices: [] };
  const notice = {
    id: `${AlarmName}.${at}`,
    severity: identity.severity,
    title: identity.title,
    text: identity.notices,
    alarm: { ...change, since: at, raisedAt: at },
  };
  return { changes: [change], states: [], notices: state === 'ALARM' ? [notice] : [] };
}

/**
 * Whether it is no part of an incident: a budget goes on burning for half an hour after a failure that others tell of, and counts
 * from when it is told by its action alone.
 */
function isToldByOthers({ state }: AlarmChange, description: string): boolean {
  return state === 'ALARM' && parseAlarmDescription(description).category === 'SLO';
}

function fromState({ detail }: z.output<typeof StateEvent>): Heard {
  const { alarmName, state, configuration } = detail;
  const { value, reason, timestamp } = state;
  const { description = '' } = configuration;
  const grounds = { ...groundsOf(reason), ...labelOf(configuration.metrics) };
  const change = {
    ...identityOf(alarmName, description),
    ...grounds,
    state: value,
    at: timeOf(timestamp),
    acted: false,
  };
  return { changes: isToldByOthers(change, description) ? [] : [change], states: [change], notices: [] };
}

const VERBS = { create: 'made', update: 'changed', delete: 'deleted' } as const;

/** That alarms are not what they were is news: once an hour, as a deployment changes many. New ones come with every stage. */
function changed({ time, detail }: z.output<typeof ConfigurationEvent>): Heard['notices'] {
  const { alarmName, operation } = detail;
  if (operation === 'create') return [];
  const text = `${alarmName} was ${VERBS[operation]}; others may have been since. The deployments and CloudTrail say by whom.`;
  return [{ id: `alarms-changed.${hourOf(timeOf(time))}`, severity: 'info', title: 'Alarms were changed', text }];
}

/** An alarm that is deleted, or belongs to another group from now on, is over for its group. */
function fromConfiguration(event: z.output<typeof ConfigurationEvent>): Heard {
  const { time, detail } = event;
  const notices = changed(event);
  const { alarmName, operation, configuration, previousConfiguration } = detail;
  const now = identityOf(alarmName, configuration.description ?? '');
  const before = identityOf(alarmName, previousConfiguration?.description ?? configuration.description ?? '');
  if (operation !== 'delete' && before.group === now.group) return { changes: [], states: [], notices };
  // The event tells seconds: whatever the alarm did in this one was before.
  const at = timeOf(time) + 999;
  const reason = operation === 'delete' ? 'The alarm was deleted.' : 'The alarm was moved.';
  const change = { ...before, reason, state: 'OK', at, acted: false } as const;
  return { changes: [change], states: [change], notices };
}

/** Somebody else published it: it is told as it is. */
function fromText({
  MessageId,
  Subject,
  Message,
}: {
  MessageId: string;
  Subject: string | undefined;
  Message: string;
}): Heard {
  const notice = {
    id: MessageId,
    severity: 'warning',
    title: (Subject ?? 'A message').slice(0, 120),
    text: Message,
  } as const;
  return { changes: [], states: [], notices: [{ ...notice, text: Message.slice(0, 8_000) }] };
}

/** What a message of the queue says; StrangeMessageError when it is none that it could be. */
export function readMessage({ body }: Pick<SQSRecord, 'body'>): Heard {
  const published = parseSnsMessage(body);
  if (published !== undefined) {
    const alarm = z.safeParse(AlarmMessage, membersOf(published.Message));
    return alarm.success ? fromTopic(alarm.data) : fromText(published);
  }
  const event = membersOf(body);
  const state = z.safeParse(StateEvent, event);
  if (state.success) return fromState(state.data);
  const configuration = z.safeParse(ConfigurationEvent, event);
  if (configuration.success) return fromConfiguration(configuration.data);
  const notice = z.safeParse(NoticeEvent, event);
  if (notice.success) return { changes: [], states: [], notices: [notice.data.detail] };
  throw new StrangeMessageError('A message is neither an alarm’s nor a notice.');
}
