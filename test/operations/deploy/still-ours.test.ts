import { expect, test } from 'vitest';
import { oursOnTheWayBack } from '../../../operations/deploy/still-ours.ts';
import { deployedStage } from '../../support/deployed-stage.ts';

/** A lease that nobody can be sure of, and that cannot be asked for the first times; then it is another's, or not. */
function unsure(unanswered: number, isOurs: boolean) {
  const { lock } = deployedStage().ports;
  const seen = { asked: 0, pauses: 0 };
  const keep = async (): Promise<boolean> => {
    seen.asked += 1;
    if (seen.asked <= unanswered) throw new Error('No network.');
    return isOurs;
  };
  const pause = async (): Promise<void> => {
    seen.pauses += 1;
  };
  const { fence } = oursOnTheWayBack({ lock: { ...lock, keep, isSure: () => false }, pause });
  return { seen, fence: () => Promise.allSettled(Array.from({ length: 19 }, fence)) };
}

test.each([
  ['fulfilled', true],
  ['rejected', false],
])('all functions that are moved at once wait for one answer: %s', async (status, isOurs) => {
  const { seen, fence } = unsure(9, isOurs);
  expect((await fence()).map((outcome) => outcome.status)).toEqual(Array.from({ length: 19 }, () => status));
  expect(seen).toEqual({ asked: 10, pauses: 9 });
});

test('where none comes in half a minute, they go back to what works all the same', async () => {
  const { seen, fence } = unsure(Infinity, false);
  expect((await fence()).every((outcome) => outcome.status === 'fulfilled')).toBe(true);
  expect(seen.pauses).toBe(15);
});
