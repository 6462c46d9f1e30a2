import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countTry } from '../../../functions/checkout/velocity.ts';
import { newId } from '../../../functions/lib/ids.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { NOON } from '../../support/http-event.ts';

const MINUTE = 60_000;

let table: EmbeddedTable;
beforeAll(async () => {
  table = await startEmbeddedTable();
  Object.assign(process.env, table.environment);
});
afterAll(() => table.stop());

/** Another customer's tries: `what` stands for key and body of a checkout, `minute` is after noon. */
function newCustomer(): (what: string, minute: number) => ReturnType<typeof countTry> {
  const userId = newId('usr', NOON);
  return (what, minute) =>
    countTry({ userId, keyHash: 'any', fingerprint: what.padEnd(64, '0') }, NOON + minute * MINUTE);
}

describe('within an hour', () => {
  test('another checkout counts, the same one sent again does not', async () => {
    const tries = newCustomer();
    expect(await tries('a', 0)).toEqual({ tried: 1, repeated: false });
    expect(await tries('b', 1)).toEqual({ tried: 2, repeated: false });
    expect(await tries('a', 2)).toEqual({ tried: 2, repeated: true });
  });

  test('many at once are counted one after the other', async () => {
    const tries = newCustomer();
    const counted = await Promise.all(Array.from({ length: 10 }, (_, n) => tries(`try-${n}`, 0)));
    expect(counted.map(({ tried }) => tried).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('those of others do not count', async () => {
    await newCustomer()('a', 0);
    expect(await newCustomer()('a', 0)).toEqual({ tried: 1, repeated: false });
  });
});

test('at any time, as many count as were tried in the hour that ends then', async () => {
  const history = fc.array(fc.record({ what: fc.constantFrom('a', 'b', 'c', 'd', 'e'), after: fc.nat(50) }), {
    minLength: 1,
    maxLength: 10,
  });
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const tries = newCustomer();
      const earlier: { what: string; minute: number }[] = [];
      let minute = 0;
      for (const { what, after } of steps) {
        minute += after;
        const now = minute;
        const recent = earlier.filter((each) => each.minute > now - 60).map((each) => each.what);
        const expected = { tried: new Set([...recent, what]).size, repeated: recent.includes(what) };
        expect(await tries(what, minute)).toEqual(expected);
        earlier.push({ what, minute });
      }
    }),
    { numRuns: 15 },
  );
});
