import { describe, expect, test } from 'vitest';
import { neighbour } from '../../../web/src/ui/neighbour.ts';

describe('keys among three tabs', () => {
  const cases: Record<string, [key: string, from: number, to: number | undefined]> = {
    'right goes on': ['ArrowRight', 0, 1],
    'right at the end goes round': ['ArrowRight', 2, 0],
    'left at the start goes round': ['ArrowLeft', 0, 2],
    'Home goes to the first': ['Home', 2, 0],
    'End goes to the last': ['End', 0, 2],
    'other keys are left alone': ['Enter', 1, undefined],
  };
  test.each(Object.entries(cases))('%s', (_, [key, from, to]) => {
    expect(neighbour(key, from, 3)).toBe(to);
  });
});
