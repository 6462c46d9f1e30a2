import { join } from 'node:path';
import type { EnvironmentKey } from '../../functions/function-definition.ts';
import { FUNCTIONS, PAYMENT_TIMEOUT_MS } from '../../functions/manifest.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId } from '../../monitoring/resources.ts';
import type { StageSettings } from '../../settings/stage-settings.ts';
import { accessKeyId } from '../iam/access-key-id.ts';
import type { FunctionDefinition } from '../lambda/function-definition.ts';
import type { Secrets } from '../secrets.ts';
import { idleTime } from './idle-time.ts';
import { ACCOUNT_ID, API_ID, ORDER_QUEUE, STAGE, TABLE_NAME, topicArn } from './place.ts';
import { settingsVariables } from './settings-variables.ts';

/** Addresses known once the ports are, the secrets of this data folder, where people are told (`CHANNELS`), and when. */
export type Addresses = {
  readonly siteUrl: string;
  readonly awsUrl: string;
  readonly secrets: Secrets;
  readonly channels: string;
  readonly settings: StageSettings;
};

function environmentValue(key: EnvironmentKey, addresses: Addresses): string {
  const { awsUrl, secrets } = addresses;
  switch (key) {
    case 'TABLE_NAME':
      return TABLE_NAME;
    case 'ORDER_QUEUE_URL':
      return `${awsUrl}/${ACCOUNT_ID}/${ORDER_QUEUE}`;
    case 'API_ID':
      return API_ID;
    case 'PAYMENT_TIMEOUT_MS':
      return String(PAYMENT_TIMEOUT_MS);
    case 'PSEUDONYM_KEY':
      return secrets.pseudonymKey;
    case 'METRICS_TOKEN':
      return secrets.metricsToken;
    case 'CHANNELS':
      return addresses.channels;
    case 'LINK_KEY':
      return secrets.linkKey;
    case 'MAIL_TOPIC_ARN':
      return topicArn('mail');
    case 'MAIL_NEXT_TOPIC_ARN':
      return topicArn('mail-next');
    case 'NOTIFICATION_ROUTES':
    case 'BILLED_SETTINGS':
      return settingsVariables(addresses.settings)[key];
    default:
      return key satisfies never;
  }
}

/** What stacks/functions.ts gives a function, the endpoint that makes the AWS SDK speak to this laptop, and a payment provider. */
function environment(id: FunctionId, version: string, addresses: Addresses): Readonly<Record<string, string>> {
  const own = FUNCTIONS[id].environment.map((key) => [key, environmentValue(key, addresses)] as const);
  return {
    STAGE,
    SITE_URL: addresses.siteUrl,
    VERSION: version,
    POWERTOOLS_SERVICE_NAME: id,
    POWERTOOLS_LOG_LEVEL: 'INFO',
    POWERTOOLS_LOGGER_SAMPLE_RATE: '0',
    AWS_ENDPOINT_URL: addresses.awsUrl,
    PAYMENT_URL: `${addresses.awsUrl}/_local/payments`,
    ...Object.fromEntries(own),
  };
}

/** Every function of the manifest, as the embedded Lambda deploys it from the bundles under `root`. */
export function functionDefinitions(
  root: string,
  version: string,
  addresses: Addresses,
): readonly FunctionDefinition[] {
  return FUNCTION_IDS.map((id) => ({
    id,
    name: physicalName(STAGE, id),
    bundle: join(root, 'dist', 'functions', id, 'index.mjs'),
    memorySize: FUNCTIONS[id].memorySize,
    timeout: FUNCTIONS[id].timeout,
    idleTime: idleTime(id),
    environment: environment(id, version, addresses),
    credentials: { accessKeyId: accessKeyId(physicalName(STAGE, id)), secretAccessKey: 'local' },
  }));
}
