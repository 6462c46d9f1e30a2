import { createInterface } from 'node:readline/promises';
import { InterruptedError, OperatorError } from './operator-error.ts';

/** Where an operator is asked. */
export type Desk = {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
};

/**
 * Has the operator type a stage's name, lest what cannot be undone is done to another.
 * @param told what is going to happen, in a sentence
 * @param yes what to add to the command where nobody can type
 * @throws OperatorError when something else is typed, or nobody is there to type; InterruptedError at Ctrl-C
 */
export async function confirmStage(
  stage: string,
  told: string,
  yes: string,
  { input, output }: Desk = { input: process.stdin, output: process.stderr },
): Promise<void> {
  if (!input.isTTY) throw new OperatorError(`Nobody can be asked here. Add ${yes} if that is what you want.`);
  const terminal = createInterface({ input, output });
  const interruption = new AbortController();
  terminal.once('SIGINT', () => interruption.abort());
  const { signal } = interruption;
  try {
    const question = terminal.question(`${told}\nType ${stage} to go on: `, { signal });
    const answer = await question.catch((cause: unknown) => {
      if (signal.aborted) throw new InterruptedError('Interrupted. Nothing was touched.', { cause });
      output.write('\n');
      throw new OperatorError('Nothing was typed. Nothing was touched.', { cause });
    });
    if (answer.trim() !== stage) throw new OperatorError('That is another name. Nothing was touched.');
  } finally {
    terminal.close();
  }
}
