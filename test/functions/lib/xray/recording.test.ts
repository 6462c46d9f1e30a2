import { expect, test } from 'vitest';
import { newSegmentId } from '../../../../functions/lib/xray/recording.ts';

test('ids of segments are of 16 hexadecimal digits, no two alike and no two alike in half of them', () => {
  const ids = Array.from({ length: 1_000 }, newSegmentId);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{16}$/);
  const halves = ids.flatMap((id) => [id.slice(0, 8), id.slice(8)]);
  // Of 2,000 random numbers of 32 bits, two are alike once in 2,000 runs: several are not.
  expect(new Set(halves).size).toBeGreaterThan(1_990);
});
