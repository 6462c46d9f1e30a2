/** The functions that serve routes: each emits the metrics of every request under its own name. */
export const HTTP_FUNCTION_IDS = ['catalog', 'cart', 'checkout', 'account', 'admin', 'ops'] as const;
export type HttpFunctionId = (typeof HTTP_FUNCTION_IDS)[number];

/** The functions that run on a schedule for the shop's own sake; each keeps a record of its runs. */
export const JOB_IDS = ['sales-rollup', 'activity-rollup', 'order-progress', 'ledger-audit', 'sla-report'] as const;
export type JobId = (typeof JOB_IDS)[number];

/** The functions that are deployed; functions/manifest.ts says what each one is. */
export const FUNCTION_IDS = [
  ...HTTP_FUNCTION_IDS,
  ...JOB_IDS,
  'outbox',
  'fulfilment',
  'probe',
  'trace-check',
  'incidents',
  'dispatch',
  'setup',
] as const;
export type FunctionId = (typeof FUNCTION_IDS)[number];

/** Severities; each has its own SNS topic. */
export const SEVERITIES = ['critical', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Topics by which people are e-mailed: the contact who is told first, and the one who is told when nobody acknowledges. */
export const MAIL_TOPICS = ['mail', 'mail-next'] as const;
export type MailTopic = (typeof MAIL_TOPICS)[number];

/** An AWS resource whose name or id is known only where it is deployed: a dimension value that is resolved there. */
export type ResourceReference =
  | { readonly resource: 'api' }
  | { readonly resource: 'table' }
  | { readonly resource: 'orderQueue' }
  | { readonly resource: 'orderDeadLetterQueue' }
  /** Where in the table's stream the outbox gave up. */
  | { readonly resource: 'outboxFailuresQueue' }
  /** Where alarms and events wait for the function that makes incidents of them. */
  | { readonly resource: 'incidentQueue' }
  /** Alarms and events of which no incident could be made. */
  | { readonly resource: 'incidentDeadLetterQueue' }
  | { readonly resource: 'topic'; readonly id: MailTopic }
  /** What a function writes to. */
  | { readonly resource: 'logGroup'; readonly id: FunctionId }
  | { readonly resource: 'function'; readonly id: FunctionId };
