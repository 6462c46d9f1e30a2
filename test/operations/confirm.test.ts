import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { confirmStage } from '../../operations/confirm.ts';

/** Asks where that is typed, or where nobody can type. */
async function ask(typed: string | undefined): Promise<string> {
  const input = Object.assign(new PassThrough(), { isTTY: typed !== undefined });
  const output = Object.assign(new PassThrough(), { isTTY: true });
  const confirmed = confirmStage('dev', 'All of it goes.', '--yes', { input, output });
  if (typed !== undefined) input.write(typed);
  await confirmed;
  return String(output.read());
}

test('who types the stage’s name goes on, having been told what happens', async () => {
  expect(await ask('dev\r')).toMatch(/All of it goes\.\s+Type dev to go on: /);
});

test.each([
  ['another name', 'prod\r', /another name\. Nothing was touched/, 1],
  ['nothing', '\r', /another name\. Nothing was touched/, 1],
  ['the end of what is typed (Ctrl-D)', '\u0004', /Nothing was typed\. Nothing was touched/, 1],
  ['an interruption (Ctrl-C)', '\u0003', /^Interrupted\. Nothing was touched\.$/, 130],
  ['what nobody can type', undefined, /Nobody can be asked here\. Add --yes/, 1],
])('%s is no consent, and is told in a sentence', async (_, typed, sentence, exitCode) => {
  const asked = ask(typed);
  await expect(asked).rejects.toThrow(sentence);
  await expect(asked).rejects.toMatchObject({ name: 'OperatorError', exitCode });
});
