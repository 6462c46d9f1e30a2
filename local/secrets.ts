import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a deployment keeps in SST's secrets. */
export type Secrets = { readonly pseudonymKey: string; readonly metricsToken: string };

const SECRET = /^[A-Za-z0-9_-]{32,}$/;

function secret(folder: string, name: string): string {
  const path = join(folder, name);
  const kept = existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
  if (SECRET.test(kept)) return kept;
  const made = randomBytes(32).toString('base64url');
  writeFileSync(path, `${made}\n`, { mode: 0o600 });
  return made;
}

/** The secrets of a data folder, made at the first start: a file for each, which only its owner can read. */
export function readSecrets(folder: string): Secrets {
  return { pseudonymKey: secret(folder, 'pseudonym-key'), metricsToken: secret(folder, 'metrics-token') };
}
