import type { TracedShare } from '../monitoring/sampling-rules.ts';
import {
  type GrafanaAccess,
  LOG_RETENTION_DAYS,
  type NotificationSettings,
  type ReleaseSettings,
  type StageSettings,
} from './stage-settings.ts';

type Rule = {
  readonly holds: (value: unknown) => boolean;
  /** What a value must be, to follow “it must be”. */
  readonly demand: string;
};

type SettingPath =
  | Exclude<
      keyof StageSettings,
      'alarmEmail' | 'escalationEmail' | 'tracedShare' | 'notifications' | 'release' | 'grafanaAccess'
    >
  | `tracedShare.${keyof TracedShare}`
  | `notifications.${keyof NotificationSettings}`
  | `release.${keyof ReleaseSettings}`
  | `grafanaAccess.${keyof GrafanaAccess}`;

const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/;

/** Whether the text is a domain name and nothing else. */
export function isDomain(value: unknown): boolean {
  return typeof value === 'string' && DOMAIN.test(value);
}

const yesOrNo: Rule = { holds: (value) => typeof value === 'boolean', demand: 'true or false' };
const share: Rule = {
  holds: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  demand: 'a number from 0 to 1, such as 0.05',
};

function oneOf(values: readonly (string | number)[]): Rule {
  return { holds: (value) => values.some((each) => each === value), demand: `one of ${values.join(', ')}` };
}

function wholeNumber(least: number, most: number): Rule {
  return {
    holds: (value) => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most,
    demand: `a whole number from ${least} to ${most}`,
  };
}

const texts: Rule = {
  holds: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string' && each !== ''),
  demand: "a list of texts such as ['group:0123-4567']",
};

const DAYS: readonly unknown[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

function isTimeZone(timeZone: unknown): boolean {
  if (typeof timeZone !== 'string') return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) !== undefined;
  } catch {
    return false;
  }
}

function areDays(days: unknown): boolean {
  return Array.isArray(days) && days.length > 0 && days.every((day) => DAYS.includes(day));
}

function areTimes(from: unknown, to: unknown): boolean {
  return typeof from === 'string' && typeof to === 'string' && TIME.test(from) && TIME.test(to) && from < to;
}

const BUSINESS_HOURS = ['timeZone', 'days', 'from', 'to'];
const businessHours: Rule = {
  holds: (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const hours = new Map<string, unknown>(Object.entries(value));
    const known = [...hours.keys()].every((name) => BUSINESS_HOURS.includes(name));
    return (
      known &&
      isTimeZone(hours.get('timeZone')) &&
      areDays(hours.get('days')) &&
      areTimes(hours.get('from'), hours.get('to'))
    );
  },
  demand: "whole, such as { timeZone: 'Europe/Berlin', days: ['Mon', 'Tue'], from: '09:00', to: '17:00' }",
};
const DAY_IN_MINUTES = 1_440;

/** An hour for each of the two: the credentials of the workflows last for both, and for the way there and back. */
const LONGEST_WATCH = 60;

const RULES = {
  production: yesOrNo,
  logRetentionDays: oneOf(LOG_RETENTION_DAYS),
  pointInTimeRecoveryDays: wholeNumber(0, 35),
  'tracedShare.admin': share,
  'tracedShare.checkout': share,
  'tracedShare.others': share,
  alarms: yesOrNo,
  emailed: yesOrNo,
  'notifications.businessHours': businessHours,
  'notifications.escalationMinutes': wholeNumber(0, DAY_IN_MINUTES),
  'notifications.warningDelayMinutes': wholeNumber(0, DAY_IN_MINUTES),
  grafana: yesOrNo,
  'grafanaAccess.signIn': oneOf(['AWS_SSO', 'SAML']),
  'grafanaAccess.samlMetadataUrl': {
    holds: (value) => value === '' || (typeof value === 'string' && /^https:\/\/[^\s]+$/.test(value)),
    demand: 'an address such as https://login.example.com/metadata',
  },
  'grafanaAccess.samlRoleAttribute': {
    holds: (value) => typeof value === 'string' && value !== '',
    demand: 'the name of an attribute such as role',
  },
  'grafanaAccess.admins': texts,
  'grafanaAccess.editors': texts,
  'grafanaAccess.viewers': texts,
  domain: { holds: isDomain, demand: 'a domain name such as shop.example.com, without https:// and path' },
  waf: yesOrNo,
  monthlyBudget: wholeNumber(0, 1_000_000),
  budgetCovers: oneOf(['account', 'stage']),
  monthlyRequests: wholeNumber(0, 1e12),
  'release.canaryPercent': wholeNumber(1, 100),
  'release.canaryMinutes': wholeNumber(0, LONGEST_WATCH),
  'release.bakeMinutes': wholeNumber(0, LONGEST_WATCH),
} satisfies Record<SettingPath, Rule>;

const ruleOf = new Map<string, Rule>(Object.entries(RULES));
const GROUPS = ['tracedShare', 'notifications', 'release', 'grafanaAccess'];

/** The settings of a group one by one: `release: { bakeMinutes: 5 }` is `release.bakeMinutes`. */
function leaves(name: string, value: unknown): readonly (readonly [path: string, value: unknown])[] {
  if (!GROUPS.includes(name) || typeof value !== 'object' || value === null) return [[name, value]];
  return Object.entries(value).map(([member, each]) => [`${name}.${member}`, each]);
}

/** What is wrong with what settings/stages.ts says of a stage, a sentence for each wrong value; a program may not have been type-checked. */
export function settingFaults(stage: string, overrides: object): readonly string[] {
  const told = Object.entries(overrides).flatMap(([name, value]) => leaves(name, value));
  return told.flatMap(([path, value]) => {
    const rule = ruleOf.get(path);
    if (rule === undefined)
      return [
        `settings/stages.ts: stage "${stage}" sets ${path}, which is no setting. There are ${[...ruleOf.keys()].join(', ')}.`,
      ];
    if (rule.holds(value)) return [];
    return [
      `settings/stages.ts: stage "${stage}" sets ${path} to ${JSON.stringify(value)}, but it must be ${rule.demand}.`,
    ];
  });
}
