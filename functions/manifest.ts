import type { FunctionId } from '../monitoring/resources.ts';
import { type FunctionDefinition, TELLING } from './function-definition.ts';
import { HTTP_FUNCTIONS } from './http-functions.ts';

/** Environment keys that every function gets. */
export const COMMON_ENVIRONMENT = [
  'STAGE',
  'SITE_URL',
  'VERSION',
  'POWERTOOLS_SERVICE_NAME',
  'POWERTOOLS_LOG_LEVEL',
  'POWERTOOLS_LOGGER_SAMPLE_RATE',
] as const;

/** How long SQS keeps a message, in seconds: the longest that it can, so that there is time to look into what went wrong. */
export const MESSAGE_RETENTION = 14 * 86_400;

/** How long a message that a function took stays hidden from others, in seconds: what "Using Lambda with Amazon SQS" asks for. */
export function visibilityTimeout({ timeout }: Pick<FunctionDefinition, 'timeout'>): number {
  return 6 * timeout;
}

/** How long checkout waits for the payment provider, in milliseconds, unless the deployment says otherwise. */
export const PAYMENT_TIMEOUT_MS = 4_000;

const outbox: FunctionDefinition = {
  handler: 'functions/outbox/handler.ts',
  memorySize: 256,
  timeout: 30,
  routes: [],
  source: {
    type: 'stream',
    batchSize: 25,
    maximumRetryAttempts: 100,
    filter: { eventName: ['INSERT'], dynamodb: { NewImage: { __edb_e__: { S: ['orderEvent', 'ledgerEntry'] } } } },
  },
  permissions: ['orderQueue:send', 'table:PutItem'],
  environment: ['TABLE_NAME', 'ORDER_QUEUE_URL'],
};

const fulfilment: FunctionDefinition = {
  handler: 'functions/fulfilment/handler.ts',
  memorySize: 512,
  // The longest shipment (functions/fulfilment/ship-order.ts), and a start.
  timeout: 45,
  routes: [],
  source: { type: 'queue', batchSize: 10, maxReceiveCount: 3 },
  permissions: ['table:GetItem', 'table:PutItem', 'table:UpdateItem'],
  environment: ['TABLE_NAME', 'PSEUDONYM_KEY'],
};

const salesRollup: FunctionDefinition = {
  handler: 'functions/sales-rollup/handler.ts',
  memorySize: 256,
  timeout: 120,
  routes: [],
  source: { type: 'schedule', rate: 'rate(15 minutes)' },
  permissions: [
    'gsi1:Query',
    'table:BatchGetItem',
    'table:PutItem',
    'table:UpdateItem',
    'metrics:read',
    'metrics:write',
  ],
  environment: ['TABLE_NAME'],
};

const activityRollup: FunctionDefinition = {
  handler: 'functions/activity-rollup/handler.ts',
  memorySize: 256,
  timeout: 120,
  routes: [],
  source: { type: 'schedule', rate: 'rate(1 hour)' },
  permissions: ['table:PutItem', 'table:UpdateItem', 'metrics:read'],
  environment: ['TABLE_NAME'],
};

const orderProgress: FunctionDefinition = {
  handler: 'functions/order-progress/handler.ts',
  memorySize: 256,
  timeout: 120,
  routes: [],
  source: { type: 'schedule', rate: 'rate(5 minutes)' },
  permissions: ['gsi2:Query', 'table:PutItem', 'table:UpdateItem'],
  environment: ['TABLE_NAME', 'PSEUDONYM_KEY'],
};

const ledgerAudit: FunctionDefinition = {
  handler: 'functions/ledger-audit/handler.ts',
  memorySize: 256,
  timeout: 120,
  routes: [],
  source: { type: 'schedule', rate: 'rate(1 hour)' },
  permissions: ['gsi1:Query', 'table:GetItem', 'table:Query', 'table:PutItem', 'table:UpdateItem'],
  environment: ['TABLE_NAME', 'PSEUDONYM_KEY'],
};

const slaReport: FunctionDefinition = {
  handler: 'functions/sla-report/handler.ts',
  memorySize: 256,
  timeout: 120,
  routes: [],
  // A week ends at another hour in each time zone: its report is written within the hour.
  source: { type: 'schedule', rate: 'rate(1 hour)' },
  permissions: ['gsi1:Query', 'table:GetItem', 'table:PutItem', 'table:UpdateItem', 'alarms:read', 'metrics:read'],
  environment: ['TABLE_NAME', ...TELLING],
};

const probe: FunctionDefinition = {
  handler: 'functions/probe/handler.ts',
  memorySize: 256,
  timeout: 50,
  routes: [],
  source: { type: 'schedule', rate: 'rate(1 minute)' },
  permissions: [],
  environment: [],
};

const traceCheck: FunctionDefinition = {
  handler: 'functions/trace-check/handler.ts',
  memorySize: 256,
  timeout: 50,
  routes: [],
  source: { type: 'schedule', rate: 'rate(5 minutes)' },
  permissions: ['traces:read'],
  environment: [],
};

const incidents: FunctionDefinition = {
  handler: 'functions/incidents/handler.ts',
  memorySize: 256,
  // A table that does not answer, and then telling people by channels that take their time; short, for what could not be kept
  // is tried again after six times as long.
  timeout: 30,
  routes: [],
  // The table that keeps incidents may be the very thing that fails. So each message is tried again once its visibility timeout
  // of three minutes is over, as often as SQS allows, for two days; people are told all the same. What is left then waits in
  // the dead-letter queue.
  source: {
    type: 'alarms',
    topics: ['critical', 'warning', 'info'],
    events: ['alarm-state', 'alarm-configuration', 'notice'],
    batchSize: 10,
    maxReceiveCount: 1_000,
  },
  permissions: [
    'table:GetItem',
    'table:Query',
    'table:PutItem',
    'table:UpdateItem',
    'mailTopics:publish',
    'incidentQueue:send',
  ],
  environment: ['TABLE_NAME', ...TELLING],
};

const dispatch: FunctionDefinition = {
  handler: 'functions/dispatch/handler.ts',
  memorySize: 256,
  timeout: 55,
  routes: [],
  source: { type: 'schedule', rate: 'rate(1 minute)' },
  permissions: ['table:GetItem', 'table:Query', 'gsi2:Query', 'table:UpdateItem', 'mailTopics:publish'],
  environment: ['TABLE_NAME', ...TELLING],
};

const setup: FunctionDefinition = {
  handler: 'functions/setup/handler.ts',
  memorySize: 1024,
  timeout: 60,
  routes: [],
  source: { type: 'direct' },
  permissions: ['table:GetItem', 'table:Query', 'table:PutItem', 'table:UpdateItem', 'table:DeleteItem'],
  environment: ['TABLE_NAME'],
};

/** Every function that is deployed, by id. */
export const FUNCTIONS: Readonly<Record<FunctionId, FunctionDefinition>> = {
  ...HTTP_FUNCTIONS,
  'sales-rollup': salesRollup,
  'activity-rollup': activityRollup,
  'order-progress': orderProgress,
  'ledger-audit': ledgerAudit,
  'sla-report': slaReport,
  outbox,
  fulfilment,
  probe,
  'trace-check': traceCheck,
  incidents,
  dispatch,
  setup,
};
