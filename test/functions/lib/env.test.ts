import { expect, test } from 'vitest';
import { EnvironmentError, parseEnv } from '../../../functions/lib/env.ts';

const GOOD = {
  STAGE: 'test',
  SITE_URL: 'https://shop.example',
  POWERTOOLS_SERVICE_NAME: 'cart',
  PSEUDONYM_KEY: 'k'.repeat(32),
  METRICS_TOKEN: 't'.repeat(32),
  TABLE_NAME: 'shop',
  ORDER_QUEUE_URL: 'https://queue.example',
  API_ID: 'abc123',
  PAYMENT_TIMEOUT_MS: '4000',
  CHANNELS: '{}',
  LINK_KEY: 'l'.repeat(32),
  MAIL_TOPIC_ARN: 'arn:aws:sns:us-east-1:000000000000:smallcart-test-mail',
  NOTIFICATION_ROUTES: '{"escalationMinutes":15}',
  BILLED_SETTINGS: '{"monthlyRequests":1000}',
  AWS_REGION: 'eu-central-1',
};
const read = (variables: Record<string, string | undefined>) => ({ ...parseEnv({ ...GOOD, ...variables }) });

test('the environment is read once, typed', () => {
  expect(read({ VERSION: 'abc' })).toEqual({
    stage: 'test',
    service: 'cart',
    siteUrl: new URL('https://shop.example'),
    version: 'abc',
    tableName: 'shop',
    orderQueueUrl: 'https://queue.example',
    apiId: 'abc123',
    pseudonymKey: GOOD.PSEUDONYM_KEY,
    metricsToken: GOOD.METRICS_TOKEN,
    memorySize: undefined,
    paymentTimeout: 4000,
    paymentUrl: undefined,
    channels: '{}',
    linkKey: GOOD.LINK_KEY,
    mailTopics: { first: GOOD.MAIL_TOPIC_ARN, next: '' },
    notificationRoutes: GOOD.NOTIFICATION_ROUTES,
    billedSettings: GOOD.BILLED_SETTINGS,
    awsRegion: 'eu-central-1',
    logLevel: 'INFO',
    debugSampleRate: 0,
  });
});

test('the memory that Lambda gives a function is known where Lambda runs it', () => {
  expect(read({ AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512' })).toMatchObject({ memorySize: 512 });
});

test('where another endpoint stands in for AWS, there is no region whose console could be shown', () => {
  expect(read({ AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }).awsRegion).toBeUndefined();
});

test.each([
  ['DEBUG', '0.25', 'DEBUG', 0.25],
  ['ERROR', '1', 'ERROR', 1],
  ['loud', '2', 'INFO', 0],
  ['', 'many', 'INFO', 0],
])(
  'log level "%s" and sample rate "%s" mean %s and %s: what is wrong never keeps a function from working',
  (level, rate, logLevel, debugSampleRate) => {
    expect(read({ POWERTOOLS_LOG_LEVEL: level, POWERTOOLS_LOGGER_SAMPLE_RATE: rate })).toMatchObject({
      logLevel,
      debugSampleRate,
    });
  },
);

test.each([
  ['STAGE', undefined],
  ['STAGE', ''],
  ['SITE_URL', undefined],
  ['SITE_URL', 'shop'],
  ['SITE_URL', 'ftp://secret.example'],
  ['POWERTOOLS_SERVICE_NAME', 'unknown'],
  ['TABLE_NAME', undefined],
  ['ORDER_QUEUE_URL', undefined],
  ['PSEUDONYM_KEY', undefined],
  ['LINK_KEY', undefined],
  ['LINK_KEY', 'too short'],
  ['CHANNELS', undefined],
  ['NOTIFICATION_ROUTES', undefined],
  ['BILLED_SETTINGS', undefined],
  ['METRICS_TOKEN', 'too short'],
  ['PAYMENT_TIMEOUT_MS', 'soon'],
  ['PAYMENT_TIMEOUT_MS', '-1'],
  ['PAYMENT_URL', 'payments.example'],
])('%s = %s is an error that names the variable and does not quote it', (key, value) => {
  expect(() => read({ [key]: value })).toThrow(EnvironmentError);
  expect(() => read({ [key]: value })).toThrow(key);
  if (value)
    expect(() => read({ [key]: value })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(value) }),
    );
});

test('a function that has no table is not asked for one', () => {
  expect(parseEnv({ ...GOOD, TABLE_NAME: undefined }).stage).toBe('test');
});
