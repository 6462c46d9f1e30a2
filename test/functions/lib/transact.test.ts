import { expect, test } from 'vitest';
import { transact } from '../../../functions/lib/transact.ts';

const codes = (...list: string[]) => ({ canceled: true, data: list.map((code) => ({ code })) });
const committed: ReturnType<typeof codes> = { canceled: false, data: [] };

/** Runs a transaction that gets these results one after another; the last one stays. */
async function run(...results: (typeof committed)[]) {
  const tokens: string[] = [];
  const pauses: number[] = [];
  const write = async (token: string) => {
    tokens.push(token);
    return results[Math.min(tokens.length, results.length) - 1] ?? committed;
  };
  const pacing = { pause: async (ms: number) => pauses.push(ms), random: () => 0.5 };
  const outcome = await transact(write, pacing).catch((error: unknown) => error);
  return { outcome, tokens, pauses };
}

test('a transaction that commits is written once', async () => {
  const { outcome, tokens } = await run(committed);
  expect(outcome).toEqual({ committed: true });
  expect(tokens).toHaveLength(1);
});

test('a transaction that collides is written again, each time as a new one and after a longer wait', async () => {
  const conflict = codes('None', 'TransactionConflict');
  const { outcome, tokens, pauses } = await run(conflict, conflict, conflict, committed);
  expect(outcome).toEqual({ committed: true });
  expect(new Set(tokens).size).toBe(4);
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  expect(new Set(pauses).size).toBe(3);
});

test('a condition that does not hold ends it, even among collisions', async () => {
  const { outcome, tokens } = await run(
    codes('ConditionalCheckFailed', 'TransactionConflict', 'ConditionalCheckFailed'),
  );
  expect(outcome).toEqual({ committed: false, failed: [0, 2] });
  expect(tokens).toHaveLength(1);
});

test('a transaction that always collides is given up with a 503', async () => {
  const { outcome, pauses } = await run(codes('TransactionConflict'));
  expect(outcome).toMatchObject({ status: 503 });
  expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(10_000);
});
