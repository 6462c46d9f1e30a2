import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { CommandError, runCommand } from '../../run-command.ts';
import type { Work } from '../../target.ts';
import { knownFailure } from './sst-failures.ts';

export type SstPlace = {
  readonly stage: string;
  /** The program that stands for `sst` of a folder. */
  readonly program: (folder: string) => readonly [string, ...string[]];
  /** What the program of a stage is told beside this process's environment. */
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/**
 * SST's own entry, without npx: each program in between would pass Ctrl-C on once more, and a second one has Pulumi drop
 * what it is doing, where the first lets it end each resource that it has begun.
 */
export const installedSst: SstPlace['program'] = (folder) => [
  process.execPath,
  join(folder, 'node_modules', 'sst', 'bin', 'sst.mjs'),
];

/** A deployment tells nobody but its own stage; colours would only have to be taken out again. */
const QUIET = { SST_TELEMETRY_DISABLED: '1', NO_COLOR: '1' };
const LINES_KEPT = 60;

/**
 * Runs a command of SST in a folder; told to stop, it is waited for however long it takes, as what it began must be in its state.
 * @throws CommandError with a sentence that says what to do where the failure is a known one, the signal's reason when aborted
 */
export async function runSst(
  { stage, program, environment }: SstPlace,
  folder: string,
  args: readonly [string, ...string[]],
  { progress, signal }: Work,
): Promise<void> {
  const [file, ...first] = program(folder);
  const title = `sst ${args[0]}`;
  const lines: string[] = [];
  const told = (line: string): void => {
    const plain = stripVTControlCharacters(line);
    lines.push(plain);
    progress(plain);
  };
  try {
    const command = [file, ...first, ...args, '--stage', stage] as const;
    await runCommand(title, command, { folder, environment: { ...environment, ...QUIET }, progress: told, signal });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new CommandError(knownFailure(lines, stage) ?? error.message, lines.slice(-LINES_KEPT));
  }
}
