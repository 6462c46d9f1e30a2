import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Line, openLine } from '../../../functions/lib/emit.ts';
import { METRICS } from '../../../monitoring/metrics.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { NOON } from '../../support/http-event.ts';

let output: CapturedOutput;
beforeAll(() => {
  Object.assign(process.env, { STAGE: 'test', SITE_URL: 'https://shop.example', POWERTOOLS_SERVICE_NAME: 'checkout' });
  output = captureOutput();
});
beforeEach(() => output.clear());
afterAll(() => output.stop());

function written(say: (line: Line) => void) {
  const line = openLine('checkout', NOON);
  line.set({ level: 'INFO', requestId: 'one', durationMs: 1, coldStart: false });
  say(line);
  line.write();
  return output.canonical();
}

/** What no type lets through, as a mistake or an attack would bring it. */
const smuggle = (line: Line, ...given: readonly unknown[]) => Reflect.apply(line.emit, line, given);

test('one line says what happened and what CloudWatch counts', () => {
  const lines = written((line) => {
    line.emit('serverErrors', 0, { Service: 'checkout' });
    line.emit('payments', 1, { PaymentMethod: 'card', Result: 'declined' });
  });
  expect(lines).toEqual([
    {
      service: 'checkout',
      level: 'INFO',
      requestId: 'one',
      durationMs: 1,
      coldStart: false,
      Service: 'checkout',
      PaymentMethod: 'card',
      Result: 'declined',
      ServerErrors: 0,
      Payments: 1,
      _aws: {
        Timestamp: NOON,
        CloudWatchMetrics: [
          {
            Namespace: 'SmallCart/test',
            Dimensions: [['Service']],
            Metrics: [{ Name: 'ServerErrors', Unit: 'Count' }],
          },
          {
            Namespace: 'SmallCart/test',
            Dimensions: [['PaymentMethod', 'Result']],
            Metrics: [{ Name: 'Payments', Unit: 'Count' }],
          },
        ],
      },
    },
  ]);
});

test('values of another time, or of other dimension values, go to documents that lead back to the line', () => {
  const lines = written((line) => {
    line.emit('orders', 1, { Status: 'created' });
    line.emit('orders', 1, { Status: 'paid' });
    line.emit('revenueCents', 2500, {}, NOON - 3_600_000);
  });
  expect(lines).toHaveLength(3);
  expect(lines.slice(1)).toMatchObject([
    { service: 'checkout', requestId: 'one', Status: 'paid', Orders: 1, _aws: { Timestamp: NOON } },
    { service: 'checkout', requestId: 'one', RevenueCents: 2500, _aws: { Timestamp: NOON - 3_600_000 } },
  ]);
  expect(lines.filter((line) => 'durationMs' in line)).toHaveLength(1);
});

test('a line without metrics is a plain log line', () => {
  expect(written(() => {})).toEqual([
    { service: 'checkout', level: 'INFO', requestId: 'one', durationMs: 1, coldStart: false },
  ]);
});

describe('dropped, counted and logged, but never thrown or quoted, is', () => {
  test.each<[string, readonly unknown[]]>([
    ['a value that the catalogue does not declare', ['orders', 1, { Status: 'ida@mail.example' }]],
    ['a dimension that it does not declare', ['orders', 1, { Status: 'paid', UserId: 'ida@mail.example' }]],
    ['a dimension where it declares none', ['revenueCents', 1, { Path: 'ida@mail.example' }]],
    ['a missing dimension', ['orders', 1, {}]],
    ['a dimension that every object has', ['revenueCents', 1, { constructor: 'ida@mail.example' }]],
    ['a metric that does not exist', ['ida@mail.example', 1, {}]],
    ['a metric that AWS vends', ['functionErrors', 1, { FunctionName: 'ida@mail.example' }]],
    ['a metric named as what every object has', ['toString', 1, {}]],
    ['a value that is no number', ['revenueCents', Number.NaN, {}]],
    ['a value of more than two weeks ago', ['revenueCents', 1, {}, NOON - 15 * 86_400_000]],
    ['a value of more than two hours ahead', ['revenueCents', 1, {}, NOON + 3 * 3_600_000]],
    ['a value of no time', ['revenueCents', 1, {}, Number.NaN]],
  ])('%s', (_, given) => {
    const lines = written((line) => smuggle(line, ...given));
    expect(lines).toMatchObject([{ MetricsRejected: 1, requestId: 'one' }]);
    expect(output.logged()).toMatchObject([{ level: 'ERROR', message: expect.stringContaining('dropped') }]);
    expect(lines[0]).not.toHaveProperty(METRICS.orders.name);
    expect(lines[0]).not.toHaveProperty(METRICS.revenueCents.name);
  });

  test.each([
    ['two weeks old', NOON - 14 * 86_400_000],
    ['two hours ahead', NOON + 2 * 3_600_000],
  ])('nothing that is just %s', (_, at) => {
    const [, other] = written((line) => line.emit('revenueCents', 1, {}, at));
    expect(other).toMatchObject({ RevenueCents: 1, _aws: { Timestamp: at } });
    expect(output.logged()).toEqual([]);
  });

  test('each of many, in one number', () => {
    const lines = written((line) => {
      for (let i = 0; i < 250; i++) smuggle(line, 'orders', 1, { Status: `ord_${i}` });
      line.emit('orders', 1, { Status: 'paid' });
    });
    expect(lines).toMatchObject([{ MetricsRejected: 250, Orders: 1, Status: 'paid' }]);
    expect(output.logged()).toHaveLength(1);
    expect(output.text()).not.toContain('ord_');
  });
});

test('of an event without a time the line is still written', () => {
  const line = openLine('outbox', Number.NaN);
  line.emit('revenueCents', 1, {});
  line.set({ coldStart: false });
  line.write();
  expect(output.canonical()).toEqual([{ service: 'outbox', coldStart: false }]);
});

/** Never called: the compiler must refuse every line that is expected to be refused. */
function doesNotCompile(line: Line, orderId: string, path: string, email: `${string}@${string}`): void {
  line.emit('orders', 1, { Status: 'paid' });
  line.emit('revenueCents', 1, {});
  // @ts-expect-error an id is no dimension value
  line.emit('orders', 1, { Status: orderId });
  // @ts-expect-error nor is a path
  line.emit('serverErrors', 1, { Service: path });
  // @ts-expect-error nor is an e-mail address
  line.emit('logins', 1, { Result: email });
  // @ts-expect-error nor is there a dimension for one
  line.emit('logins', 1, { Result: 'failed', Email: email });
  // @ts-expect-error not where a metric has no dimensions, either
  line.emit('revenueCents', 1, { OrderId: orderId });
  // @ts-expect-error a metric that AWS vends is not ours to emit
  line.emit('functionErrors', 1, { FunctionName: 'a' });
  // @ts-expect-error a set is given whole
  line.emit('payments', 1, { PaymentMethod: 'card' });
  // @ts-expect-error and as it is declared: nobody waits for a wallet
  line.emit('payments', 1, { PaymentMethod: 'wallet', Result: 'failed' });
  // @ts-expect-error a field that is not on the list
  line.set({ email });
}

test('what does not compile is not called', () => {
  expect(doesNotCompile).toBeTypeOf('function');
});
