import { CommandError } from '../../run-command.ts';
import { runSst, type SstPlace } from './run-sst.ts';

/**
 * What a command of SST prints that changes nothing. It is shown to nobody, as there may be secrets in it: not even when the
 * command fails.
 * @throws CommandError without output
 */
export async function askSst(
  sst: SstPlace,
  folder: string,
  args: readonly [string, ...string[]],
  signal: AbortSignal,
): Promise<{ readonly lines: readonly string[]; readonly failure?: CommandError }> {
  const lines: string[] = [];
  const progress = (line: string): void => void lines.push(line);
  try {
    await runSst(sst, folder, args, { progress, signal });
    return { lines };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { lines, failure: new CommandError(error.message, []) };
  }
}
