import { join } from 'node:path';
import { backUp } from './backup/backup-command.ts';
import { parseBackupOptions, USAGE } from './backup/backup-options.ts';
import { onceReached } from './once-reached.ts';
import { runCommandLine } from './run-command-line.ts';

await runCommandLine(join(import.meta.dirname, '..'), parseBackupOptions, USAGE, onceReached(backUp));
