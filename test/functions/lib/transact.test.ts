import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { LONGEST_TRANSACTION, transact, UnknownOutcomeError } from '../../../functions/lib/transact.ts';

const codes = (...list: string[]) => ({ canceled: true, data: list.map((code) => ({ code })) });
const committed: ReturnType<typeof codes> = { canceled: false, data: [] };

/** What DynamoDB's client throws, as ElectroDB wraps it. */
const thrown = (name: string, $fault: 'client' | 'server', attempts = 1) => {
  const $metadata = { attempts };
  return new Error('wrapped', { cause: new DynamoDBServiceException({ name, $fault, $metadata, message: name }) });
};
const lost = thrown('InternalServerError', 'server', 3);

/** Runs a transaction that gets these results one after another, each after that many milliseconds; the last one stays. */
async function runSlowly(ms: number, ...results: (typeof committed | Error)[]) {
  const tokens: string[] = [];
  const pauses: number[] = [];
  let time = 0;
  const write = async (token: string) => {
    tokens.push(token);
    time += ms;
    const result = results[Math.min(tokens.length, results.length) - 1] ?? committed;
    if (result instanceof Error) throw result;
    return result;
  };
  const pacing = {
    pause: async (ms: number) => {
      pauses.push(ms);
      time += ms;
    },
    random: () => 0.5,
    now: () => time,
  };
  const outcome = await transact(write, pacing).catch((error: unknown) => error);
  return { outcome, tokens, pauses };
}
const run = (...results: (typeof committed | Error)[]) => runSlowly(1, ...results);

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

test('a transaction whose answer is lost is written again under the same token, until its fate is told', async () => {
  const { outcome, tokens, pauses } = await run(lost, lost, committed);
  expect(outcome).toEqual({ committed: true });
  expect(tokens).toHaveLength(3);
  expect(new Set(tokens).size).toBe(1);
  expect(pauses).toHaveLength(2);
});

test('one that is still running at DynamoDB is asked for again', async () => {
  const { outcome, tokens } = await run(
    thrown('TransactionInProgressException', 'client'),
    codes('None', 'ConditionalCheckFailed'),
  );
  expect(outcome).toEqual({ committed: false, failed: [1] });
  expect(new Set(tokens).size).toBe(1);
});

test('one whose answers are all lost is of unknown outcome', async () => {
  const { outcome, tokens } = await run(lost);
  expect(outcome).toBeInstanceOf(UnknownOutcomeError);
  expect(outcome).toMatchObject({ cause: lost });
  expect(new Set(tokens).size).toBe(1);
});

test('one whose first answer took long is not written again', async () => {
  const { outcome, tokens } = await runSlowly(LONGEST_TRANSACTION, lost, committed);
  expect(outcome).toBeInstanceOf(UnknownOutcomeError);
  expect(tokens).toHaveLength(1);
});

test('one that DynamoDB refuses at once has not been written: the refusal is thrown as it is', async () => {
  const refusal = thrown('ValidationException', 'client');
  const { outcome, tokens } = await run(refusal);
  expect(outcome).toBe(refusal);
  expect(tokens).toHaveLength(1);
});

test('one that is refused only after a lost answer is of unknown outcome', async () => {
  expect((await run(thrown('AccessDeniedException', 'client', 2))).outcome).toBeInstanceOf(UnknownOutcomeError);
  expect((await run(lost, thrown('AccessDeniedException', 'client'))).outcome).toBeInstanceOf(UnknownOutcomeError);
});
