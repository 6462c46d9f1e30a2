import { createHmac } from 'node:crypto';
import { env } from './env.ts';

/** A name in telemetry: 12 hex digits of a keyed hash, which lead back to whom they stand for only with the key. */
export function keyedPseudonym(id: string, key: string): string {
  return createHmac('sha256', key).update(id).digest('hex').slice(0, 12);
}

/** The user's name in telemetry. */
export function pseudonym(userId: string): string {
  return keyedPseudonym(userId, env().pseudonymKey);
}
