import { join } from 'node:path';
import { onceReached } from './once-reached.ts';
import { restore } from './restore/restore-command.ts';
import { parseRestoreOptions, USAGE } from './restore/restore-options.ts';
import { runCommandLine } from './run-command-line.ts';

await runCommandLine(join(import.meta.dirname, '..'), parseRestoreOptions, USAGE, onceReached(restore));
