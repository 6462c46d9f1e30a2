import { createHmac } from 'node:crypto';
import { env } from './env.ts';

/** The user's name in telemetry: 12 hex digits of a keyed hash, which lead back to the account only with the key. */
export function pseudonym(userId: string): string {
  return createHmac('sha256', env().pseudonymKey).update(userId).digest('hex').slice(0, 12);
}
