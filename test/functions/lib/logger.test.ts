import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LogContext, type Logger, logContext, logger } from '../../../functions/lib/logger.ts';
import { safeError } from '../../../functions/lib/redact.ts';
import { LOG_FIELDS, type LogField } from '../../../monitoring/log-fields.ts';
import { METRICS } from '../../../monitoring/metrics.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { FUNCTION_ENVIRONMENT } from '../../support/embedded-table.ts';

let output: CapturedOutput;
beforeAll(() => {
  Object.assign(process.env, FUNCTION_ENVIRONMENT, { POWERTOOLS_LOGGER_SAMPLE_RATE: '0.25' });
  output = captureOutput();
});
beforeEach(() => logContext(ids('f')));
afterEach(() => output.clear());
afterAll(() => output.stop());

/** Ids whose trace is drawn by its last digits. */
const ids = (digit: string): LogContext => ({
  requestId: 'one',
  correlationId: 'page.7',
  traceId: `1-66000000-${digit.repeat(24)}`,
});
const smuggle = (fields: object) => Reflect.apply(logger().info, undefined, ['Smuggled.', fields]);

test('a line says how bad it is, what happened, where, and what it belongs to', () => {
  logger().warn('Metrics were put right.', { metrics: 2, hour: '2026-06-01T12', outcome: undefined });
  expect(output.logged()).toEqual([
    {
      level: 'WARN',
      message: 'Metrics were put right.',
      service: 'catalog',
      ...ids('f'),
      metrics: 2,
      hour: '2026-06-01T12',
    },
  ]);
});

test('an error is told with its stack and its causes', () => {
  const error = safeError(new Error('outer', { cause: new TypeError('inner ida@mail.example') }));
  logger().error('It failed.', { error });
  expect(output.logged()).toMatchObject([
    {
      level: 'ERROR',
      error: { name: 'Error', stack: expect.stringContaining('logger.test.ts'), cause: { name: 'TypeError' } },
    },
  ]);
  expect(output.text()).not.toContain('ida@');
});

describe('is left out', () => {
  test.each<[string, object]>([
    ['a field that is not on the list', { email: 'ida@mail.example' }],
    ['an id that is an address', { orderId: 'ida@mail.example' }],
    ['an id that is a card’s number', { orderId: '4242424242424242' }],
    ['an id that is a card’s number, dashed', { messageId: '4242-4242-4242-4242' }],
    ['an id of several words', { outcome: 'Ida Example' }],
    ['a number that is a text', { metrics: 'ida@mail.example' }],
    ['a number that is an object', { attempts: { email: 'ida@mail.example' } }],
    ['a name that every object has', { constructor: 'ida@mail.example' }],
  ])('%s', (_, fields) => {
    smuggle(fields);
    expect(output.logged()).toEqual([{ level: 'INFO', message: 'Smuggled.', service: 'catalog', ...ids('f') }]);
  });

  test('from a message whatever is personal', () => {
    logger().info('ida@mail.example paid 4242 4242 4242 4242 at https://shop.example/a?email=ida%40mail.example');
    expect(output.logged()).toMatchObject([
      { message: '[redacted] paid [redacted] at https://shop.example/a?[redacted]' },
    ]);
  });
});

describe('debug lines', () => {
  test('are written for the share of traces that is drawn, and say how large it is', () => {
    logContext(ids('0'));
    logger().debug('Seen.');
    logContext(ids('f'));
    logger().debug('Not seen.');
    expect(output.logged()).toMatchObject([{ level: 'DEBUG', message: 'Seen.', sampling_rate: 0.25 }]);
  });

  test('are drawn alike by every function that works on the trace, and about as often as they should be', () => {
    const drawn = Array.from({ length: 400 }, (_, index) => {
      const traceId = `1-66000000-${((index * 2654435761) % 2 ** 32).toString(16).padStart(24, '0')}`;
      return [1, 2].map(() => {
        output.clear();
        logContext({ ...ids('0'), traceId });
        logger().debug('Seen?');
        return output.logged().length;
      });
    });
    for (const [first, second] of drawn) expect(first).toBe(second);
    const share = drawn.filter(([seen]) => seen === 1).length / drawn.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.3);
  });

  test('are not written where there is no trace to draw by', () => {
    logContext({ requestId: 'one' });
    logger().debug('Not seen.');
    expect(output.text()).toBe('');
  });
});

describe('the fields', () => {
  test.each(LOG_FIELDS.map((field): [string, LogField] => [field.name, field]))('%s are documented', (_, field) => {
    expect(field.meaning).toMatch(/^[^\s].+\.$/);
    expect(field.example).not.toBe('');
  });

  test('are named as no metric and none of its dimensions is, so that a line can have all of them', () => {
    const taken = Object.values(METRICS).flatMap(({ name, dimensionSets }) => [
      name,
      ...dimensionSets.flatMap(Object.keys),
    ]);
    expect(LOG_FIELDS.map(({ name }) => name).filter((name) => taken.includes(name) || name === '_aws')).toEqual([]);
  });
});

/** Never called: the compiler must refuse every call that is expected to be refused. */
function doesNotCompile(log: Logger, email: string, error: Error): void {
  log.info('Fine.', { orderId: 'ord_1' });
  // @ts-expect-error a field that is not on the list
  log.info('No.', { email });
  // @ts-expect-error an error that has not been made safe
  log.error('No.', { error });
  // @ts-expect-error a number that is a text
  log.info('No.', { metrics: email });
}

test('what does not compile is not called', () => {
  expect(doesNotCompile).toBeTypeOf('function');
});
