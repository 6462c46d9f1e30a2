import { LOG_LEVELS, type LogLevel } from '../../monitoring/log-fields.ts';
import type { FunctionId } from '../../monitoring/resources.ts';
import { FUNCTION_IDS } from '../../monitoring/resources.ts';

/** The function's environment; a key that a function does not need may be absent and throws only when it is read. */
export type Env = {
  readonly stage: string;
  readonly service: FunctionId;
  readonly siteUrl: URL;
  readonly version: string;
  /** Memory of the function in MB; absent where no Lambda runs it. */
  readonly memorySize: number | undefined;
  readonly tableName: string;
  readonly orderQueueUrl: string;
  /** Id that API Gateway has given the HTTP API. */
  readonly apiId: string;
  /** Secret, at least 32 characters. */
  readonly pseudonymKey: string;
  /** Secret, at least 32 characters. */
  readonly metricsToken: string;
  /** Secret: JSON (functions/lib/channels/contacts.ts). */
  readonly channels: string;
  /** Secret, at least 32 characters. */
  readonly linkKey: string;
  /** ARNs of the topics that mail people, empty where nobody is mailed. */
  readonly mailTopics: { readonly first: string; readonly next: string };
  /** JSON (functions/lib/incidents/notification-routes.ts). */
  readonly notificationRoutes: string;
  /** JSON (monitoring/stage-bill.ts). */
  readonly billedSettings: string;
  /** The AWS region; absent where another endpoint stands in for AWS. */
  readonly awsRegion: string | undefined;
  readonly logLevel: LogLevel;
  /** The share of invocations that write debug lines, from 0 to 1. */
  readonly debugSampleRate: number;
  /** In milliseconds. */
  readonly paymentTimeout: number;
  /** Where the payment provider is; absent where the sandbox in the function itself stands in for one. */
  readonly paymentUrl: URL | undefined;
};

/** Thrown when a variable is missing or malformed; says which, and what is expected. Never quotes the value. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

type Variables = Readonly<Record<string, string | undefined>>;

function required(variables: Variables, key: string, expected: string): string {
  const value = variables[key];
  if (!value) throw new EnvironmentError(`Environment variable ${key} is not set; expected ${expected}.`);
  return value;
}

function functionId(variables: Variables): FunctionId {
  const value = required(variables, 'POWERTOOLS_SERVICE_NAME', 'the function’s id');
  const id = FUNCTION_IDS.find((known) => known === value);
  if (!id) throw new EnvironmentError(`POWERTOOLS_SERVICE_NAME must be one of ${FUNCTION_IDS.join(', ')}.`);
  return id;
}

function address(key: string, value: string): URL {
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol)) throw new EnvironmentError(`${key} must be an http or https address.`);
  return url;
}

function siteUrl(variables: Variables): URL {
  return address('SITE_URL', required(variables, 'SITE_URL', 'the shop’s address, such as https://shop.example.com'));
}

function milliseconds(variables: Variables, key: string): number {
  const value = Number(required(variables, key, 'a number of milliseconds'));
  if (!Number.isInteger(value) || value <= 0) throw new EnvironmentError(`${key} must be a positive whole number.`);
  return value;
}

/** A share that is none is 0: nobody is turned away for want of debug lines. */
function share(value: string | undefined): number {
  const number = Number(value ?? 0);
  return number >= 0 && number <= 1 ? number : 0;
}

function secret(variables: Variables, key: string): string {
  const value = required(variables, key, 'a secret of at least 32 characters');
  if (value.length < 32) throw new EnvironmentError(`${key} must have at least 32 characters.`);
  return value;
}

/** Parses the environment; keys that only some functions have are checked when they are first read. */
export function parseEnv(variables: Variables): Env {
  return {
    stage: required(variables, 'STAGE', 'the stage’s name'),
    service: functionId(variables),
    siteUrl: siteUrl(variables),
    version: variables.VERSION ?? 'dev',
    memorySize: Number(variables.AWS_LAMBDA_FUNCTION_MEMORY_SIZE) || undefined,
    logLevel: LOG_LEVELS.find((level) => level === variables.POWERTOOLS_LOG_LEVEL) ?? 'INFO',
    debugSampleRate: share(variables.POWERTOOLS_LOGGER_SAMPLE_RATE),
    get tableName() {
      return required(variables, 'TABLE_NAME', 'the table’s name');
    },
    get orderQueueUrl() {
      return required(variables, 'ORDER_QUEUE_URL', 'the order queue’s URL');
    },
    get apiId() {
      return required(variables, 'API_ID', 'the HTTP API’s id');
    },
    get pseudonymKey() {
      return secret(variables, 'PSEUDONYM_KEY');
    },
    get metricsToken() {
      return secret(variables, 'METRICS_TOKEN');
    },
    get channels() {
      return required(variables, 'CHANNELS', 'JSON, such as {}');
    },
    get linkKey() {
      return secret(variables, 'LINK_KEY');
    },
    get mailTopics() {
      return { first: variables.MAIL_TOPIC_ARN ?? '', next: variables.MAIL_NEXT_TOPIC_ARN ?? '' };
    },
    get notificationRoutes() {
      return required(variables, 'NOTIFICATION_ROUTES', 'JSON');
    },
    get billedSettings() {
      return required(variables, 'BILLED_SETTINGS', 'JSON');
    },
    get awsRegion() {
      return variables.AWS_ENDPOINT_URL ? undefined : variables.AWS_REGION;
    },
    get paymentTimeout() {
      return milliseconds(variables, 'PAYMENT_TIMEOUT_MS');
    },
    get paymentUrl() {
      return variables.PAYMENT_URL ? address('PAYMENT_URL', variables.PAYMENT_URL) : undefined;
    },
  };
}

let parsed: Env | undefined;

/** The environment of this execution environment, parsed at the first call. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}
