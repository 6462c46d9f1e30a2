import { describe, expect, test } from 'vitest';
import { createClock } from '../../../local/clock.ts';
import { createFaults } from '../../../local/faults/faults.ts';
import { FAULT_NAMES } from '../../../monitoring/fault-names.ts';
import { faultGroups, firstValues, type LocalFault, settingsOf } from '../../../web/src/console/faults/local-fault.ts';

const clock = createClock({ mode: 'simulated', speed: 1, start: Date.UTC(2026, 10, 21) });
const faults = createFaults(clock);
const faultOf = (name: string): LocalFault => {
  const found = faults.list().find((fault) => fault.name === name);
  if (found === undefined) throw new Error(`there is no fault ${name}`);
  return found;
};

describe('the form of a fault', () => {
  test.each(FAULT_NAMES)('%s, sent as it is, switches it on with its defaults', async (name) => {
    const { inputs, defaults, ...fault } = faultOf(name);
    const sent = settingsOf(inputs, firstValues({ inputs, defaults, ...fault }));
    expect((await faults.put(name, sent)).settings).toEqual(defaults);
    await faults.remove(name);
  });

  test('begins with what the fault is on with', async () => {
    await faults.put('dynamodb-latency', { delayMs: 50, operations: ['PutItem'] });
    expect(firstValues(faultOf('dynamodb-latency'))).toMatchObject({
      rate: '1',
      delayMs: '50',
      operations: ['PutItem'],
    });
    await faults.clear();
  });

  test.each<[string, string, Record<string, string | string[]>, object]>([
    ['a number as a number', 'dynamodb-latency', { delayMs: ' 250 ' }, { delayMs: 250 }],
    [
      'chosen ones as a list',
      'dynamodb-latency',
      { operations: ['GetItem', 'Query'] },
      { operations: ['GetItem', 'Query'] },
    ],
    ['none chosen as nothing said', 'dynamodb-latency', { operations: [] }, {}],
    [
      'texts with commas as a list',
      'api-gateway-down',
      { paths: '/api/cart, /api/products' },
      { paths: ['/api/cart', '/api/products'] },
    ],
    ['a duration as it is', 'dynamodb-latency', { duration: 'PT10M' }, { duration: 'PT10M' }],
    ['what was emptied as nothing said', 'dynamodb-latency', { rate: '' }, {}],
  ])('sends %s', (_, name, values, sent) => {
    expect(settingsOf(faultOf(name).inputs, values)).toEqual(sent);
  });
});

test('a fault stands by what it breaks, whether it is on or off, and is found by what it does and by the alarms that it raises', async () => {
  const found = (text: string): readonly string[] =>
    [...faultGroups(faults.list(), text).values()].flat().map(({ name }) => name);
  const off = faultGroups(faults.list(), '');
  expect(off.get('Payment provider')?.map(({ name }) => name)).toEqual([
    'payment-declines',
    'payment-outage',
    'payment-slow',
  ]);
  expect(found('').toSorted()).toEqual(FAULT_NAMES.toSorted());
  const before = found('');
  await faults.put('payment-slow', {});
  expect(found('')).toEqual(before);
  const [raised] = faultOf('payment-outage').raises;
  expect(found(raised?.title ?? '')).toContain('payment-outage');
  expect(found('sqs')).toEqual(['queue-unavailable', 'queue-delayed', 'poison-message']);
  expect(found('no fault is called so')).toEqual([]);
  await faults.clear();
});
