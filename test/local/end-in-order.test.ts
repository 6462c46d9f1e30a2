import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';

const moduleUrl = new URL('../../local/end-in-order.ts', import.meta.url).href;

/** Runs a program whose `system` is ended in order; it gets a signal once it prints `ready`. */
async function run(program: string, signals: readonly NodeJS.Signals[] = []) {
  const script = `const { endInOrder } = await import(${JSON.stringify(moduleUrl)});
    const print = (text) => console.log(text);
    let system;
    endInOrder(() => system, print, (error) => print('reported: ' + error.message));
    setInterval(() => {}, 1000);
    ${program}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
    if (String(chunk).includes('ready')) for (const signal of signals) child.kill(signal);
  });
  const [code] = await once(child, 'close');
  return { code, lines: output.trim().split('\n') };
}

const system = `system = { stop: async () => { await new Promise(setImmediate); print('stopping'); } };`;
const cases: Record<string, [program: string, signals: NodeJS.Signals[], code: number, lines: string[]]> = {
  'a signal stops the system in order': [
    `${system} print('ready');`,
    ['SIGTERM'],
    0,
    ['ready', 'stopping', 'Stopped.'],
  ],
  'a signal while it starts ends it at once': [`print('ready');`, ['SIGINT'], 130, ['ready']],
  'an exception that nobody caught stops it in order and fails': [
    `${system} setImmediate(() => { throw new Error('bug'); });`,
    [],
    1,
    ['reported: bug', 'stopping', 'Stopped.'],
  ],
  'a rejection that nobody handled stops it in order and fails': [
    `${system} void Promise.reject(new Error('bug'));`,
    [],
    1,
    ['reported: bug', 'stopping', 'Stopped.'],
  ],
  'a bug while it starts ends it at once': [
    `setImmediate(() => { throw new Error('bug'); });`,
    [],
    1,
    ['reported: bug'],
  ],
  'a bug while it stops is reported and fails': [
    `system = { stop: () => new Promise((resolve) => setImmediate(() => { setImmediate(resolve); throw new Error('bug'); })) };
     print('ready');`,
    ['SIGINT'],
    1,
    ['ready', 'reported: bug', 'Stopped.'],
  ],
  'a stop that fails is reported': [
    `system = { stop: async () => { throw new Error('disk full'); } }; print('ready');`,
    ['SIGINT'],
    1,
    ['ready', 'reported: disk full'],
  ],
};

describe('ending in order', () => {
  it.each(Object.entries(cases))('%s', async (_, [program, signals, code, lines]) => {
    expect(await run(program, signals)).toEqual({ code, lines });
  });
});
