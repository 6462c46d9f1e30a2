import { join } from 'node:path';
import { onceReached } from './once-reached.ts';
import { runCommandLine } from './run-command-line.ts';
import { parseSeedOptions, USAGE } from './seed-options.ts';
import { seedStage } from './seed-stage.ts';

await runCommandLine(join(import.meta.dirname, '..'), parseSeedOptions, USAGE, onceReached(seedStage));
