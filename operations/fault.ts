import { join } from 'node:path';
import { runFault } from './fault/fault-command.ts';
import { parseFaultOptions, USAGE } from './fault/fault-options.ts';
import { runCommandLine } from './run-command-line.ts';

await runCommandLine(join(import.meta.dirname, '..'), parseFaultOptions, USAGE, runFault);
