import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import { describe, expect, it, vi } from 'vitest';

type Process = { readonly pid: number; readonly command: readonly string[] };

const PATIENCE = { timeout: 60_000 };

/** The processes that one has started and that are still there. */
function childrenOf({ pid }: ChildProcess): readonly Process[] {
  const pids = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').map(Number);
  return pids
    .filter((child) => child > 0)
    .map((child) => ({ pid: child, command: readFileSync(`/proc/${child}/cmdline`, 'utf8').split('\0') }));
}

/** Whether a process does something yet; one that has ended stays in the list until its parent takes note. */
function isAlive({ pid }: Process): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Whether a process has taken all signals of a kind that it was sent, and would take another one. */
function listensTo({ pid }: ChildProcess, signal: NodeJS.Signals): boolean {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const has = (set: string): boolean => {
    const [, bits = ''] = new RegExp(`^${set}:\\s+(\\w+)$`, 'm').exec(status) ?? [];
    return ((BigInt(`0x${bits}`) >> BigInt(constants.signals[signal] - 1)) & 1n) === 1n;
  };
  return has('SigCgt') && !has('ShdPnd');
}

/** Starts the drills, as `npm run drill` does; resolves once a system of theirs is about to start. */
async function startDrill() {
  const program = spawn(process.execPath, ['test/drill/main.ts', '--fault', 'traffic-surge'], { stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve) => program.once('exit', resolve));
  const [system, folder] = await vi.waitFor(() => {
    const [child] = childrenOf(program);
    const data = child?.command[child.command.indexOf('--data') + 1] ?? '';
    expect(existsSync(`${data}/shop.sqlite`)).toBe(true);
    return [child, data] as const;
  }, PATIENCE);
  return { program, ended, folder, isRunning: () => system !== undefined && isAlive(system) };
}

describe.runIf(process.platform === 'linux')('drills that are ended before they are over', () => {
  it('by Ctrl-C, which npm passes on once more, leave neither a system nor its folder', async () => {
    const { program, ended, folder, isRunning } = await startDrill();
    program.kill('SIGINT');
    await expect.poll(() => listensTo(program, 'SIGINT'), { ...PATIENCE, interval: 1 }).toBe(true);
    program.kill('SIGINT');
    expect(await ended).toBe(130);
    await expect.poll(isRunning, PATIENCE).toBe(false);
    expect(existsSync(folder)).toBe(false);
  });

  it('by a kill leave no system', async () => {
    const { program, ended, folder, isRunning } = await startDrill();
    program.kill('SIGKILL');
    await ended;
    await expect.poll(isRunning, PATIENCE).toBe(false);
    rmSync(folder, { recursive: true, force: true });
  });
});
