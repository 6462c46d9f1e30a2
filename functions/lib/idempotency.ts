import { createHash, createHmac } from 'node:crypto';
import { idempotencyRecords } from './entities/idempotency.ts';
import { Problem } from './problem.ts';

/** How long a key is remembered, in seconds. */
const LIFETIME = 7 * 24 * 3600;

const KEY = /^[\x21-\x7e]{1,128}$/;

/** Whether a text may be an `Idempotency-Key`: 1 to 128 visible ASCII characters. */
export function isIdempotencyKey(text: string): boolean {
  return KEY.test(text);
}

/** A request with an `Idempotency-Key`, as its repetition is recognised. */
export type Attempt = { readonly userId: string; readonly keyHash: string; readonly fingerprint: string };

/**
 * Recognises a repeated request. The body is hashed under the key, of which only a hash is stored: the stored
 * fingerprint cannot be searched for the card number behind it.
 */
export function attemptOf(userId: string, key: string, body: object): Attempt {
  return {
    userId,
    keyHash: createHash('sha256').update(key).digest('hex'),
    fingerprint: createHmac('sha256', `${userId} ${key}`).update(JSON.stringify(body)).digest('hex'),
  };
}

/** The record to write with what the request makes, whose id is the result. */
export function recordOf(attempt: Attempt, resultId: string, now: number) {
  return { ...attempt, resultId, expiresAt: Math.floor(now / 1000) + LIFETIME };
}

/** Id of what this attempt has already made, if anything; 409 when the key was used for another body. */
export async function resultOf({ userId, keyHash, fingerprint }: Attempt): Promise<string | undefined> {
  const { data: record } = await idempotencyRecords().get({ userId, keyHash }).go({ consistent: true });
  if (!record || record.fingerprint === fingerprint) return record?.resultId;
  throw new Problem(409, 'This Idempotency-Key was used for another request.', { code: 'idempotency-key-reused' });
}
