import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { database } from '../../functions/lib/database.ts';

/** Calls of the table that change it. */
const WRITES = /^(Put|Update|Delete|TransactWrite)/;

type Look = (command: string, input: object) => Promise<void> | void;

async function watching<Result>(before: Look, run: () => Promise<Result>): Promise<Result> {
  const { middlewareStack } = database().client;
  middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        await before(String(commandName), args.input);
        return next(args);
      },
    { step: 'initialize', name: 'watching' },
  );
  try {
    return await run();
  } finally {
    middlewareStack.remove('watching');
  }
}

/** Runs the work and `meanwhile` right before its first call of the table whose command matches, and whose input does. */
export async function interrupted<Result>(
  command: RegExp,
  input: RegExp,
  meanwhile: () => Promise<unknown>,
  run: () => Promise<Result>,
): Promise<Result> {
  let done = false;
  const result = await watching(async (name, given) => {
    if (done || !command.test(name) || !input.test(JSON.stringify(given))) return;
    done = true;
    await meanwhile();
  }, run);
  if (!done) throw new Error(`No ${command} of ${input} was called.`);
  return result;
}

/**
 * Runs the work as a process that dies after that many writes: whatever it asks of the table from then on does not happen. Tells
 * whether it came to that.
 */
export async function dyingAfter<Result>(
  writes: number,
  run: () => Promise<Result>,
): Promise<{ readonly died: boolean; readonly result: Result }> {
  let left = writes;
  let died = false;
  const result = await watching((name) => {
    if (died || (WRITES.test(name) && left === 0)) {
      died = true;
      const gone = { name: 'ProcessDied', $fault: 'client', $metadata: { attempts: 1 }, message: 'died' } as const;
      throw new DynamoDBServiceException(gone);
    }
    if (WRITES.test(name)) left -= 1;
  }, run);
  return { died, result };
}

/** The commands that the work sends to the table, in order. */
export async function tableCalls(run: () => Promise<unknown>): Promise<readonly string[]> {
  const calls: string[] = [];
  await watching((name) => void calls.push(name), run);
  return calls;
}
