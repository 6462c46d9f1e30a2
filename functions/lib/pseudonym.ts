import { createHash } from 'node:crypto';

/** The user's name in telemetry: 12 hex digits that do not lead back to the account without the table. */
export function pseudonym(userId: string): string {
  return createHash('sha256').update(userId).digest('hex').slice(0, 12);
}
