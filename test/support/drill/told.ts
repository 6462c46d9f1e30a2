import { parseJsonObject } from '../../../local/aws/json.ts';
import { physicalName } from '../../../monitoring/physical-name.ts';
import type { Notification } from '../control.ts';

/** Ways in which people are told, as the control API calls them. */
export const TOLD_BY = ['email', 'slack', 'pagerduty', 'webhook'] as const;
export type ToldBy = (typeof TOLD_BY)[number];

/** The first contact, the one who is told when the first does not acknowledge, and whoever else is told. */
export type ToldTo = 'first' | 'next' | 'somebody else';

/** What people are told of an incident. */
export type ToldKind = 'opened' | 'reopened' | 'raised' | 'escalated' | 'acknowledged' | 'resolved' | 'notice';

/** A message that reached somebody; the time in virtual epoch milliseconds. */
export type Told = {
  readonly kind: ToldKind;
  /** What the incident, or the notice, is called. */
  readonly title: string;
  readonly to: ToldTo;
  readonly by: ToldBy;
  readonly at: number;
};

/** How subjects of each kind begin; one that begins otherwise is a notice's. */
const BEGINNINGS: readonly (readonly [ToldKind, RegExp])[] = [
  ['escalated', /^Not acknowledged, (?:CRITICAL|WARNING|INFO): /],
  ['reopened', /^Again (?:CRITICAL|WARNING|INFO): /],
  ['raised', /^Now (?:CRITICAL|WARNING|INFO): /],
  ['acknowledged', /^Acknowledged: /],
  ['resolved', /^Resolved: /],
  ['opened', /^(?:CRITICAL|WARNING|INFO): /],
];
const STAGE = / \(local\)$/;
/** What CloudWatch mails by itself, of an alarm by its id. */
const MAILED = new RegExp(`^(ALARM|OK): "${physicalName('local', '')}([^"]+)"`);
/** PagerDuty knows by its key which incident it is about. */
const FOLLOWING = /^(acknowledge|resolve) (\S+)$/;

const MAIL_TOPICS: Readonly<Record<string, ToldTo>> = {
  [physicalName('local', 'mail')]: 'first',
  [physicalName('local', 'mail-next')]: 'next',
};

function recipient(by: ToldBy, { topic, contact }: Notification): ToldTo {
  const to = by === 'email' ? MAIL_TOPICS[topic] : contact;
  return to === 'first' || to === 'next' ? to : 'somebody else';
}

function readSubject(subject: string): Pick<Told, 'kind' | 'title'> {
  const [, state, alarm] = MAILED.exec(subject) ?? [];
  if (alarm !== undefined) return { kind: state === 'ALARM' ? 'opened' : 'resolved', title: alarm };
  const [kind, beginning] = BEGINNINGS.find(([, pattern]) => pattern.test(subject)) ?? ['notice', /^/];
  return { kind, title: subject.replace(beginning, '').replace(STAGE, '') };
}

const incidentOf = ({ body }: Notification): string => String(parseJsonObject(body)?.dedup_key ?? '');

/** What people were told, of all that topics and receivers delivered; what queues and functions got is left out. */
export function readTold(notifications: readonly Notification[]): readonly Told[] {
  const titles = new Map<string, string>();
  return notifications.flatMap((notification): Told[] => {
    const by = TOLD_BY.find((each) => each === notification.channel);
    if (by === undefined) return [];
    const to = recipient(by, notification);
    const at = Date.parse(notification.at);
    const [, verb, incident = ''] = FOLLOWING.exec(notification.subject) ?? [];
    if (by === 'pagerduty' && verb !== undefined) {
      const kind = verb === 'resolve' ? 'resolved' : 'acknowledged';
      return [{ kind, title: titles.get(incident) ?? incident, to, by, at }];
    }
    const read = readSubject(notification.subject);
    if (by === 'pagerduty') titles.set(incidentOf(notification), read.title);
    return [{ ...read, to, by, at }];
  });
}
