import { join } from 'node:path';
import { maintain } from './maintenance/maintenance-command.ts';
import { parseMaintenanceOptions, USAGE } from './maintenance/maintenance-options.ts';
import { onceReached } from './once-reached.ts';
import { runCommandLine } from './run-command-line.ts';

await runCommandLine(join(import.meta.dirname, '..'), parseMaintenanceOptions, USAGE, onceReached(maintain));
