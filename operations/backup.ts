import { join } from 'node:path';
import { backUp } from './backup/backup-command.ts';
import { parseBackupOptions, USAGE } from './backup/backup-options.ts';
import { runCommandLine } from './run-command-line.ts';

await runCommandLine(join(import.meta.dirname, '..'), parseBackupOptions, USAGE, backUp);
