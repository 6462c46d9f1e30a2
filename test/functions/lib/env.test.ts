import { expect, test } from 'vitest';
import { EnvironmentError, parseEnv } from '../../../functions/lib/env.ts';

const GOOD = {
  STAGE: 'test',
  SITE_URL: 'https://shop.example',
  POWERTOOLS_SERVICE_NAME: 'cart',
  TABLE_NAME: 'shop',
  ORDER_QUEUE_URL: 'https://queue.example',
  PAYMENT_TIMEOUT_MS: '4000',
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
    paymentTimeout: 4000,
  });
});

test.each([
  ['STAGE', undefined],
  ['STAGE', ''],
  ['SITE_URL', undefined],
  ['SITE_URL', 'shop'],
  ['SITE_URL', 'ftp://secret.example'],
  ['POWERTOOLS_SERVICE_NAME', 'unknown'],
  ['TABLE_NAME', undefined],
  ['ORDER_QUEUE_URL', undefined],
  ['PAYMENT_TIMEOUT_MS', 'soon'],
  ['PAYMENT_TIMEOUT_MS', '-1'],
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
