import { join } from 'node:path';
import { confirmStage } from './confirm.ts';
import { heedInterruptions } from './deploy/interruptions.ts';
import { CommandError } from './deploy/run-command.ts';
import { installedSst } from './deploy/targets/sst/run-sst.ts';
import { fail } from './fail.ts';
import { loadEnvironment } from './load-environment.ts';
import { InterruptedError, OperatorError } from './operator-error.ts';
import { parseRemoveOptions, USAGE } from './remove/remove-options.ts';
import { removeStage } from './remove/remove-stage.ts';

const folder = join(import.meta.dirname, '..');
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const interruption = new AbortController();
const stopHeeding = heedInterruptions({
  first: () =>
    interruption.abort(new InterruptedError('Interrupted. What SST had begun is ended; repeat the command.')),
  again: () => say('Still stopping, waiting for what SST has begun.'),
  clock: () => performance.now(),
});

try {
  const options = parseRemoveOptions(process.argv.slice(2));
  if (options === 'help') say(USAGE);
  else {
    loadEnvironment(folder, options.stage);
    const { stage, yes } = options;
    const confirm = async () => (yes ? undefined : confirmStage(stage, 'This cannot be undone.', '--yes'));
    const { signal } = interruption;
    const place = { sst: installedSst, access: {}, folder, environment: process.env };
    say(await removeStage(options, { ...place, confirm, say, signal }));
  }
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  if (error instanceof CommandError) for (const line of error.tail) process.stderr.write(`  | ${line}\n`);
  fail(error.message, error.exitCode);
} finally {
  stopHeeding();
}
