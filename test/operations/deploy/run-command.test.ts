import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CommandError, runCommand } from '../../../operations/deploy/run-command.ts';
import { OperatorError } from '../../../operations/operator-error.ts';
import { processTree } from '../../support/process-tree.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'command-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program of Node's; `onLine` may interrupt it. */
async function run(
  program: string,
  {
    onLine = () => undefined,
    patienceMs,
  }: { readonly onLine?: (line: string, stop: () => void) => void; readonly patienceMs?: number } = {},
) {
  const interruption = new AbortController();
  const stop = (): void => interruption.abort(new OperatorError('Interrupted.'));
  const lines: string[] = [];
  const file = join(folder, 'program.mjs');
  writeFileSync(file, program);
  const failure = await runCommand('The program', [process.execPath, file], {
    folder,
    signal: interruption.signal,
    progress: (line) => {
      lines.push(line);
      onLine(line, stop);
    },
    ...(patienceMs === undefined ? {} : { patienceMs }),
  }).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { lines, failure };
}

/** Whether a process runs; one that has ended may stay listed for a while. */
const isRunning = (pid: number): boolean => processTree(pid).some(({ command }) => !command.includes('<defunct>'));

/** Prints the pid of a child that stays, then stays itself. */
const WITH_CHILD = `
  import { spawn } from 'node:child_process';
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
  child.once('spawn', () => console.log(child.pid));
`;

test('each line is told as a whole, whichever stream it came on, and the last without its end', async () => {
  const { lines, failure } = await run(
    `process.stdout.write('o'); setTimeout(() => { process.stdout.write('ne\\r\\ntwo\\n'); process.stderr.write('three'); }, 1);`,
  );
  expect(failure).toBeUndefined();
  expect(lines.toSorted()).toEqual(['one', 'three', 'two']);
});

test('a failure says how it ended, and keeps the last lines for the operator', async () => {
  const { failure } = await run(`for (let n = 1; n <= 100; n++) console.log('line ' + n); process.exitCode = 3;`);
  expect(failure).toBeInstanceOf(CommandError);
  expect(failure).toMatchObject({ message: 'The program ended with exit code 3.' });
  const tail = failure instanceof CommandError ? failure.tail : [];
  expect([tail.length, tail.at(-1)]).toEqual([60, 'line 100']);
});

test('a command that somebody ended says by which signal', async () => {
  const { failure } = await run(`process.kill(process.pid, 'SIGTERM'); setInterval(() => undefined, 1000);`);
  expect(failure).toMatchObject({ message: 'The program was ended by SIGTERM.' });
});

test('one that there is not says so', async () => {
  const signal = new AbortController().signal;
  const never = runCommand('It', [join(folder, 'nothing')], { folder, progress: () => undefined, signal });
  await expect(never).rejects.toThrow('nothing cannot be started. Is it installed and on the PATH?');
});

test('interrupted, it gets the signal and is waited for until it has put things in order', async () => {
  const { failure } = await run(
    `import { writeFileSync } from 'node:fs';
     process.on('SIGINT', () => setTimeout(() => { writeFileSync('order', 'in order'); process.exit(0); }, 20));
     setInterval(() => undefined, 1000);
     console.log('ready');`,
    { onLine: (_, stop) => stop() },
  );
  expect(failure).toMatchObject({ message: 'Interrupted.' });
  expect(readFileSync(join(folder, 'order'), 'utf8')).toBe('in order');
});

test('interrupted, all that it started is gone as well', async () => {
  const { lines } = await run(`${WITH_CHILD} process.on('SIGINT', () => process.exit(130));`, {
    onLine: (_, stop) => stop(),
  });
  expect(isRunning(Number(lines[0]))).toBe(false);
});

test('one that does not heed it is ended when it has had its time', async () => {
  const { lines, failure } = await run(
    `process.on('SIGINT', () => undefined); setInterval(() => undefined, 1000); console.log(process.pid);`,
    {
      onLine: (_, stop) => stop(),
      patienceMs: 10,
    },
  );
  expect(failure).toMatchObject({ message: 'Interrupted.' });
  expect(isRunning(Number(lines[0]))).toBe(false);
});

test('what it leaves running when it has ended by itself is ended, too', async () => {
  const { lines, failure } = await run(
    `${WITH_CHILD} child.once('spawn', () => setTimeout(() => process.exit(0), 20));`,
  );
  expect(failure).toBeUndefined();
  expect(isRunning(Number(lines[0]))).toBe(false);
});
