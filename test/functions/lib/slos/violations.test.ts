import { describe, expect, it } from 'vitest';
import type { SliEvents } from '../../../../functions/lib/slos/sli-events.ts';
import { violations } from '../../../../functions/lib/slos/violations.ts';

const PERIOD = 300_000;
const SLO = { objective: 0.999, floor: 10 };

/** Periods of five minutes with a thousand events each, of which so many failed; undefined where nothing happened. */
function events(...failed: readonly (number | undefined)[]): SliEvents[] {
  return failed.flatMap((each, index) =>
    each === undefined ? [] : [{ at: index * PERIOD, failed: each, total: 1_000 }],
  );
}

const found = (...failed: readonly (number | undefined)[]) =>
  violations(SLO, events(...failed), PERIOD).map(({ from, to, failed: lost }) => [from / PERIOD, to / PERIOD, lost]);

describe('violations of an objective', () => {
  it.each([
    ['there is none in a good time', [0, 1, 0, 1], []],
    ['one is as long as more failed than may', [0, 50, 60, 0], [[1, 3, 110]]],
    ['what is no more than a quarter of an hour apart is one', [50, 0, 1, 0, 50, 0], [[0, 5, 101]]],
    [
      'what is further apart is two',
      [50, 0, 0, 0, 0, 50],
      [
        [0, 1, 50],
        [5, 6, 50],
      ],
    ],
    [
      'a time without events is a time apart, too',
      [50, undefined, undefined, undefined, undefined, 50],
      [
        [0, 1, 50],
        [5, 6, 50],
      ],
    ],
    ['less than the floor is chance', [0, 2, 0], []],
    ['but of an objective that was not kept, each is a reason', [0, 9, 0], [[1, 2, 9]]],
    ['what fails all the time is one', [20, 20, 20], [[0, 3, 60]]],
  ])('%s', (_name, failed, expected) => {
    expect(found(...failed)).toEqual(expected);
  });

  it('are the twenty worst, in their order', () => {
    const failed = Array.from({ length: 30 }, (_, index) => [11 + index, 0, 0, 0, 0]).flat();
    const all = found(...failed);
    expect(all.map(([, , lost]) => lost)).toEqual(Array.from({ length: 20 }, (_, index) => 21 + index));
  });

  it('that are less than a hundredth of what may fail are not told', () => {
    const month = [40, ...Array.from({ length: 8_000 }, () => 0)];
    expect(found(...month)).toEqual([]);
  });
});
