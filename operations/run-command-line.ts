import { fail } from './fail.ts';
import { loadEnvironment } from './load-environment.ts';
import { OperatorError } from './operator-error.ts';
import type { Place } from './place.ts';

/**
 * Does what a command on a stage is asked for and prints what it says; what the operator can mend is one line, and an exit code other than 0.
 * @param folder where SST's .env files are, of which a stage on AWS has what they say
 */
export async function runCommandLine<Options extends { readonly place: Place }>(
  folder: string,
  parse: (args: readonly string[]) => Options | 'help',
  usage: string,
  perform: (options: Options) => Promise<string>,
): Promise<void> {
  // What a command must take away, it takes away at the exit.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
  try {
    const options = parse(process.argv.slice(2));
    if (options === 'help') return void process.stdout.write(`${usage}\n`);
    if (options.place.kind === 'aws') loadEnvironment(folder, options.place.stage);
    process.stdout.write(`${await perform(options)}\n`);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    fail(error.message, error.exitCode);
  }
}
