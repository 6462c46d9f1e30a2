import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

function variablesIn(file: string): Readonly<Record<string, string | undefined>> {
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}

/**
 * Takes into an environment what the .env files of a folder say of a stage, as SST does when it runs there: `.env` gives
 * what is not set yet, and `.env.<stage>` stands over all.
 */
export function loadEnvironment(folder: string, stage: string, environment: NodeJS.ProcessEnv = process.env): void {
  const common = variablesIn(join(folder, '.env'));
  const own = variablesIn(join(folder, `.env.${stage}`));
  Object.assign(environment, { ...common, ...environment, ...own });
}
