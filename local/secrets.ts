import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from './options.ts';

/** What a deployment keeps in SST's secrets. */
export type Secrets = {
  readonly pseudonymKey: string;
  readonly metricsToken: string;
  readonly linkKey: string;
  /** Signs what the embedded receiver of webhooks is told. */
  readonly webhookSecret: string;
};

/** Names of the files in the data folder. */
export const SECRET_FILES = ['pseudonym-key', 'metrics-token', 'link-key', 'webhook-secret'] as const;
type SecretFile = (typeof SECRET_FILES)[number];

/** At least what functions/lib/env.ts asks for, of characters that a header takes. */
const SECRET = /^[A-Za-z0-9_-]{32,256}$/;
const OWNER_ALONE = 0o600;

function attempt<T>(doing: string, path: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UserError(
      `Cannot ${doing} the secret in ${path} (${code}). Mend it, or choose another folder with --data.`,
    );
  }
}

/** Written whole or not at all: half a secret would be another one. */
function make(path: string): string {
  const made = randomBytes(32).toString('base64url');
  const draft = `${path}.tmp`;
  writeFileSync(draft, `${made}\n`, { mode: OWNER_ALONE });
  renameSync(draft, path);
  return made;
}

function keep(path: string): string {
  const kept = readFileSync(path, 'utf8').trim();
  if (!SECRET.test(kept)) {
    throw new UserError(
      `${path} does not hold a secret: 32 to 256 letters, digits, _ and -. Mend it, or delete it to have a new one made.`,
    );
  }
  chmodSync(path, OWNER_ALONE);
  return kept;
}

function secret(folder: string, name: SecretFile): string {
  const path = join(folder, name);
  if (!existsSync(path)) return attempt('write', path, () => make(path));
  return attempt('read', path, () => keep(path));
}

/**
 * The secrets of a data folder, made at the first start: a file for each, which only its owner can read.
 * @throws UserError when a file cannot be read or written, or holds something else; it says what to do, and not what is in it
 */
export function readSecrets(folder: string): Secrets {
  return {
    pseudonymKey: secret(folder, 'pseudonym-key'),
    metricsToken: secret(folder, 'metrics-token'),
    linkKey: secret(folder, 'link-key'),
    webhookSecret: secret(folder, 'webhook-secret'),
  };
}
