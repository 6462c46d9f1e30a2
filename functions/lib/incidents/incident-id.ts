import { createHash } from 'node:crypto';
import { encodeTime } from 'ulid';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Id of the incident that an alarm opened at a time (epoch milliseconds): always the same one, however often the alarm is
 * heard of, so that what is told before the table knows of it and what is told afterwards belong together.
 */
export function incidentId(group: string, alarm: string, at: number): string {
  const hash = createHash('sha256').update(`${group}\n${alarm}\n${at}`).digest();
  const rest = Array.from(hash.subarray(0, 16), (byte) => LETTERS[byte % LETTERS.length]).join('');
  return `inc_${encodeTime(at)}${rest}`;
}
