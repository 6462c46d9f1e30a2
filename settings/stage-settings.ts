import type { TracedShare } from '../monitoring/sampling-rules.ts';

/** For how many days CloudWatch Logs can keep a log group's events (API reference "PutRetentionPolicy"). */
export const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;
type LogRetentionDays = (typeof LOG_RETENTION_DAYS)[number];

/** How a new release takes over the requests of a stage. */
export type ReleaseSettings = {
  /** Share of the requests that the new release gets first, in percent; 100 gives it all of them at once. */
  readonly canaryPercent: number;
  /** How long it keeps that share before it gets the rest, in minutes. */
  readonly canaryMinutes: number;
  /** How long alarms, error rate and latency are watched once it has all requests, in minutes. */
  readonly bakeMinutes: number;
};

/** When people work, in a time zone's own time; `to` is the first minute in which they do not. */
export type BusinessHours = {
  /** An IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
  readonly days: readonly ('Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun')[];
  /** Such as `09:00`; before `to`. */
  readonly from: string;
  readonly to: string;
};

/** When people are told of an incident; the critical ones are told at once. */
export type NotificationSettings = {
  /** Info is told in these hours; outside of them it waits for the next ones. Reports go by this time zone, too. */
  readonly businessHours: BusinessHours;
  /** A critical incident that nobody has acknowledged within so many minutes is told to the next contact. */
  readonly escalationMinutes: number;
  /** A warning is told after so many minutes if it is still open then. */
  readonly warningDelayMinutes: number;
};

/** Who may sign in to the stage's Grafana, and as what. */
export type GrafanaAccess = {
  /** How people sign in: by IAM Identity Center, which the account has to have, or by another identity provider. */
  readonly signIn: 'AWS_SSO' | 'SAML';
  /** Of SAML: where the identity provider describes itself, and the attribute of its answers that says what somebody is. */
  readonly samlMetadataUrl: string;
  readonly samlRoleAttribute: string;
  /**
   * Who may change everything, who dashboards, and who may look: `group:` or `user:` and an id of IAM Identity Center, or
   * a value of the attribute of SAML, which knows no viewers but all whom it lets in.
   */
  readonly admins: readonly string[];
  readonly editors: readonly string[];
  readonly viewers: readonly string[];
};

/** What is decided about a stage; the same for everybody who deploys it. */
export type StageSettings = {
  /** Whether the stage is production: protected against removal, its data retained. */
  readonly production: boolean;
  /** How long every log group keeps its events. */
  readonly logRetentionDays: LogRetentionDays;
  /** How many days back the table can be restored to any second, at most 35; 0 for none. */
  readonly pointInTimeRecoveryDays: number;
  /** Share of the requests that X-Ray records, 0 to 1. */
  readonly tracedShare: TracedShare;
  /** Whether there are alarms. */
  readonly alarms: boolean;
  /** Whether people are mailed of incidents; the console shows all of them, and other channels are told whatever this says. */
  readonly emailed: boolean;
  /** Who is mailed first: ALARM_EMAIL, and nothing in a file, as an address is personal. */
  readonly alarmEmail?: string;
  /** Who is mailed next, when nobody has acknowledged a critical incident: ESCALATION_EMAIL. */
  readonly escalationEmail?: string;
  readonly notifications: NotificationSettings;
  /** Whether there is an Amazon Managed Grafana workspace. */
  readonly grafana: boolean;
  readonly grafanaAccess: GrafanaAccess;
  /** Custom domain of the shop, overridden by SITE_DOMAIN; without one, CloudFront's own name is used. */
  readonly domain?: string;
  /** Whether AWS WAF stands in front of CloudFront. */
  readonly waf: boolean;
  /** US dollars a month past which ALARM_EMAIL is mailed; 0 for no budget. */
  readonly monthlyBudget: number;
  /**
   * Whose costs the budget adds up: the whole account's, or those tagged with the stage. The latter are nothing until the
   * tag `stage` has been activated as a cost allocation tag.
   */
  readonly budgetCovers: 'account' | 'stage';
  /** Requests that are expected in a month, for which the bill is estimated. */
  readonly monthlyRequests: number;
  readonly release: ReleaseSettings;
};

type Group = 'tracedShare' | 'notifications' | 'release' | 'grafanaAccess';
type Decided = Omit<StageSettings, 'alarmEmail' | 'escalationEmail' | Group>;

/** What a stage has otherwise than the defaults of its kind. */
export type StageOverrides = Partial<Decided> & {
  readonly tracedShare?: Partial<TracedShare>;
  readonly notifications?: Partial<NotificationSettings>;
  readonly release?: Partial<ReleaseSettings>;
  readonly grafanaAccess?: Partial<GrafanaAccess>;
};
