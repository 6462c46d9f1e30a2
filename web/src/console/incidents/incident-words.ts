import type { IncidentAlarm, IncidentOverview, Telling } from '../../../../functions/ops/incident-responses.ts';
import type { Tone } from '../../ui/badge.tsx';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long something lasts or lasted, as people say it: "12 min", "3 h 5 min", "2 d 4 h". */
export function span(ms: number): string {
  if (ms < MINUTE) return 'less than a minute';
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h ${Math.floor((ms % HOUR) / MINUTE)} min`;
  return `${Math.floor(ms / DAY)} d ${Math.floor((ms % DAY) / HOUR)} h`;
}

/** How long an incident has lasted, as seen at `now` (ISO). */
export function lasted({ openedAt, resolvedAt }: Pick<IncidentOverview, 'openedAt' | 'resolvedAt'>, now: string) {
  return span(Math.max(0, Date.parse(resolvedAt ?? now) - Date.parse(openedAt)));
}

export const STATUS_WORDS: Readonly<Record<IncidentOverview['status'], { tone: Tone; label: string }>> = {
  open: { tone: 'bad', label: 'Open' },
  acknowledged: { tone: 'info', label: 'Acknowledged' },
  resolved: { tone: 'good', label: 'Resolved' },
};

/** What somebody was told. */
export const KIND_WORDS: Readonly<Record<Telling['kind'], string>> = {
  opened: 'It opened',
  reopened: 'It is there again',
  raised: 'It became worse',
  escalated: 'Nobody acknowledged it',
  called: 'Somebody asks for help',
  acknowledged: 'Somebody acknowledged it',
  resolved: 'It is over',
  notice: 'Notice',
};

export const CHANNEL_WORDS: Readonly<Record<Telling['channel'], string>> = {
  email: 'E-mail',
  slack: 'Slack',
  pagerDuty: 'PagerDuty',
  webhook: 'Webhook',
};

/** Whether it arrived. */
export const TELLING_WORDS: Readonly<Record<Telling['status'], { tone: Tone; label: string }>> = {
  sent: { tone: 'good', label: 'Arrived' },
  due: { tone: 'neutral', label: 'Waits for its time' },
  sending: { tone: 'info', label: 'Under way' },
  cancelled: { tone: 'neutral', label: 'Not needed' },
  failed: { tone: 'bad', label: 'Did not arrive' },
};

const rounded = (value: number): string => String(Math.round(value * 1000) / 1000);

type Measured = Pick<IncidentAlarm, 'state' | 'value' | 'threshold' | 'label'>;

/**
 * A value with what it is, beside its threshold: that of when the alarm was raised, as is said where it is over. Undefined where
 * the alarm has none, as a composite one.
 */
export function measured({ state, value, threshold, label }: Measured): string | undefined {
  if (value === undefined) return undefined;
  const was = state === 'ALARM' ? rounded(value) : `was ${rounded(value)} when raised`;
  const what = label === undefined ? was : `${label}: ${was}`;
  return threshold === undefined ? what : `${what}, threshold ${rounded(threshold)}`;
}

/** Why an alarm was raised, as is said where it is over; undefined of a composite one: a list of other alarms by ARN, which stand beside it. */
export function grounds({ state, reason }: Pick<IncidentAlarm, 'state' | 'reason'>): string | undefined {
  if (reason === '' || reason.startsWith('arn:')) return undefined;
  return state === 'ALARM' ? reason : `When raised: ${reason}`;
}
