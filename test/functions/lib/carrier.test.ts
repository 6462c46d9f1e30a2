import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sandboxCarrier, TRANSIT_TIME } from '../../../functions/lib/carrier.ts';

const time = fc.integer({ min: 0, max: Date.UTC(2100, 0) });

test('a parcel is delivered a day after it was handed over, and not a moment earlier', async () => {
  await fc.assert(
    fc.asyncProperty(time, fc.string(), async (shipped, reference) => {
      const number = await sandboxCarrier.accept(reference, shipped);
      expect(await sandboxCarrier.track(number, shipped + TRANSIT_TIME - 1)).toBe('in-transit');
      expect(await sandboxCarrier.track(number, shipped + TRANSIT_TIME)).toBe('delivered');
      expect(await sandboxCarrier.accept(reference, shipped)).toBe(number);
    }),
  );
});

test('parcels handed over at the same time have numbers of their own', async () => {
  const numbers = await Promise.all(['ord_1', 'ord_2'].map((reference) => sandboxCarrier.accept(reference, 0)));
  expect(new Set(numbers).size).toBe(2);
});

test.each(['', 'SC-1', 'SC-000000000-0000000g', 'XX-000000000-00000000'])(
  'the carrier has no parcel %j',
  async (number) => {
    expect(await sandboxCarrier.track(number, 0)).toBeUndefined();
  },
);
