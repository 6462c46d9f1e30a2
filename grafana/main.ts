import { join } from 'node:path';
import { runCommandLine } from '../operations/run-command-line.ts';
import { parseGrafanaOptions, USAGE } from './grafana-options.ts';
import { writeProvisioning } from './write-provisioning.ts';

await runCommandLine(join(import.meta.dirname, '..'), parseGrafanaOptions, USAGE, writeProvisioning);
