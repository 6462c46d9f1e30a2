import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { CommandError } from '../../../../../operations/deploy/run-command.ts';
import { runSst } from '../../../../../operations/deploy/targets/sst/run-sst.ts';
import { type SstBehaviour, sstStandIn } from '../../../../support/sst-behaviour.ts';

/** Runs `sst deploy --stage dev` that behaves so; whatever it prints is told to `onLine`. */
function deploy(behaviour: SstBehaviour, signal = new AbortController().signal, onLine = (_line: string): void => {}) {
  const place = { stage: 'dev', program: () => sstStandIn({ deploy: behaviour }), environment: { VERSION: 'abc' } };
  return runSst(place, tmpdir(), ['deploy'], { progress: onLine, signal });
}

async function failureOf(behaviour: SstBehaviour): Promise<CommandError> {
  const outcome = await deploy({ code: 1, ...behaviour }).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof CommandError) return outcome;
  throw new Error(`It did not fail: ${outcome}`);
}

test('each line that it prints is told without colours, and it knows its environment', async () => {
  const lines: string[] = [];
  await deploy({ prints: ['\u001b[1m~\u001b[0m  Deploy', '|  Created     Shop {VERSION}'] }, undefined, (line) =>
    lines.push(line),
  );
  expect(lines).toEqual(['~  Deploy', '|  Created     Shop abc']);
});

test('a failure that is known is told in its sentence, with the output for the operator alone', async () => {
  const said = '✕  AWS credentials are not configured. Try configuring your profile';
  const { message, tail } = await failureOf({ errors: [said] });
  expect(message).toMatch(/AWS_PROFILE/);
  expect(tail).toEqual([said]);
});

test('a failure that nobody knows has its exit code, and its output for the operator', async () => {
  const { message, tail } = await failureOf({ prints: ['✕  Failed', 'ShopTable aws:dynamodb:Table'], code: 3 });
  expect(message).toBe('sst deploy ended with exit code 3.');
  expect(tail).toEqual(['✕  Failed', 'ShopTable aws:dynamodb:Table']);
});

test('told to stop, it is interrupted once and waited for', async () => {
  const stop = new AbortController();
  const lines: string[] = [];
  const deployed = deploy({ prints: ['ready'], waits: 'for an interruption' }, stop.signal, (line) => {
    lines.push(line);
    if (line === 'ready') stop.abort(new Error('enough'));
  });
  await expect(deployed).rejects.toThrow('enough');
  expect(lines).toEqual(['ready', 'Interrupted 1']);
});

test('one that goes on in spite of it is waited for: what it has begun must get into its state', async () => {
  const stop = new AbortController();
  const interrupted = Promise.withResolvers<void>();
  let pid = Number.NaN;
  const deployed = deploy({ prints: ['{pid}'], waits: 'for ever' }, stop.signal, (line) => {
    if (line === 'Interrupted 1') return interrupted.resolve();
    pid = Number(line);
    stop.abort(new Error('enough'));
  });
  const first = await Promise.race([interrupted.promise.then(() => 'interrupted'), deployed.catch(() => 'given up')]);
  expect(first).toBe('interrupted');
  process.kill(pid, 'SIGKILL');
  await expect(deployed).rejects.toThrow('enough');
});

test('a program that is not there is told', async () => {
  const place = { stage: 'dev', program: () => ['/nowhere/sst'] as const, environment: {} };
  const run = runSst(place, tmpdir(), ['deploy'], { progress: () => {}, signal: new AbortController().signal });
  await expect(run).rejects.toThrow(/cannot be started/);
});
