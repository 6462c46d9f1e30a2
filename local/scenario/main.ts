import { writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { createPaint } from './paint.ts';
import { runScenarios } from './run-scenarios.ts';
import { OptionsError, parseScenarioOptions } from './scenario-options.ts';
import { USAGE } from './usage.ts';

const SCENARIOS = join(import.meta.dirname, '..', '..', 'monitoring', 'scenarios');

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const printError = (text: string): void => void process.stderr.write(`${text}\n`);

/** npm runs scripts in the folder of package.json; paths start where the user is. */
function userFolder(): string {
  const { npm_lifecycle_event: script, INIT_CWD } = process.env;
  return script === 'scenario' && INIT_CWD !== undefined ? INIT_CWD : process.cwd();
}

async function main(): Promise<number> {
  const options = parseScenarioOptions(process.argv.slice(2));
  if (options === 'help') {
    print(USAGE);
    return 0;
  }
  const cwd = userFolder();
  return runScenarios(options, {
    cwd,
    defaultPath: relative(cwd, SCENARIOS) || '.',
    paint: createPaint(process.stdout.isTTY && process.stdout.hasColors()),
    paintError: createPaint(process.stderr.isTTY && process.stderr.hasColors()),
    print,
    printError,
    write: (file, text) => writeFileSync(resolve(cwd, file), text),
  });
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const known = error instanceof OptionsError || (error instanceof Error && 'syscall' in error);
    printError(
      `scenario: ${known ? error.message : `unexpected failure\n${error instanceof Error ? error.stack : error}`}`,
    );
    process.exitCode = 2;
  },
);
