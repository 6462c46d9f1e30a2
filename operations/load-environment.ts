import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvFile } from 'node:process';

/** Takes into the environment what .env files of the folder say of a stage, as SST does; what is set already stays. */
export function loadEnvironment(folder: string, stage: string): void {
  for (const name of [`.env.${stage}`, '.env']) {
    const file = join(folder, name);
    if (existsSync(file)) loadEnvFile(file);
  }
}
