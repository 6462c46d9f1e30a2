import { join } from 'node:path';
import { restore } from './restore/restore-command.ts';
import { parseRestoreOptions, USAGE } from './restore/restore-options.ts';
import { runCommandLine } from './run-command-line.ts';

await runCommandLine(join(import.meta.dirname, '..'), parseRestoreOptions, USAGE, restore);
