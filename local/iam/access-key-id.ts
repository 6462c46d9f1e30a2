import { createHash } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const LENGTH = 16;

/** The id of the temporary access key under which a function calls, made of its name: the same for all of its versions. */
export function accessKeyId(functionName: string): string {
  const digest = createHash('sha256').update(functionName).digest();
  const letters = Array.from(digest.subarray(0, LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]);
  return `ASIA${letters.join('')}`;
}
