import fc from 'fast-check';
import { expect, it } from 'vitest';
import { valueAt } from '../../../../local/cloudwatch/math/value.ts';

it('a value is found by its timestamp, in whatever order timestamps are asked for', () => {
  const timestamps = [1, 2, 4, 8];
  const values = [10, 20, 40, 80];
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (asked) => {
      const at = valueAt({ label: 'm', period: 1, timestamps, values });
      expect(asked.map(at)).toEqual(asked.map((timestamp) => values[timestamps.indexOf(timestamp)]));
    }),
  );
});
