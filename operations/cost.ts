import { join } from 'node:path';
import { parseCostOptions, USAGE } from './bill/cost-options.ts';
import { stageCost } from './bill/stage-cost.ts';
import { runCommandLine } from './run-command-line.ts';

await runCommandLine(join(import.meta.dirname, '..'), parseCostOptions, USAGE, async (options) =>
  stageCost(options, process.env),
);
