import { join } from 'node:path';
import { parseAdminOptions, USAGE } from './admin-options.ts';
import { makeAdmin } from './make-admin.ts';
import { onceReached } from './once-reached.ts';
import { runCommandLine } from './run-command-line.ts';

await runCommandLine(join(import.meta.dirname, '..'), parseAdminOptions, USAGE, onceReached(makeAdmin));
