import { join } from 'node:path';
import { deployCommand } from './deploy/deploy-command.ts';
import { fileFailure } from './deploy/file-failure.ts';
import { parseDeployOptions, USAGE } from './deploy/options.ts';
import { createTerminalProgress } from './deploy/terminal-progress.ts';
import { fail } from './fail.ts';
import { loadEnvironment } from './load-environment.ts';
import { OperatorError } from './operator-error.ts';

const folder = join(import.meta.dirname, '..');
// A terminal that is gone must not end what is begun.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

try {
  const options = parseDeployOptions(process.argv.slice(2));
  if (options === 'help') process.stdout.write(`${USAGE}\n`);
  else {
    if (options.place.kind === 'aws') loadEnvironment(folder, options.place.stage);
    const progress = createTerminalProgress({
      write: (text) => void process.stdout.write(text),
      columns: () => (process.stdout.isTTY ? process.stdout.columns : undefined),
      verbose: options.verbose,
      clock: () => performance.now(),
    });
    const { lines, exitCode } = await deployCommand(options, {
      folder,
      environment: process.env,
      progress,
      wallClock: Date.now,
    });
    process.exitCode = exitCode;
    (exitCode === 0 ? process.stdout : process.stderr).write(lines.map((line) => `${line}\n`).join(''));
  }
} catch (cause) {
  const error = fileFailure(cause);
  if (!(error instanceof OperatorError)) throw error;
  fail(error.message);
}
