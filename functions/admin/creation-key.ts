import type { ApiContext } from '../lib/context.ts';
import { type Attempt, attemptOf, isIdempotencyKey } from '../lib/idempotency.ts';
import { Problem } from '../lib/problem.ts';

/**
 * How a repeated creation is recognised, when the request has an `Idempotency-Key`; it may have none. 400 for a key that is
 * none.
 */
export function creationAttempt(c: ApiContext, actor: string, body: object): Attempt | undefined {
  const key = c.req.header('idempotency-key');
  if (key === undefined) return undefined;
  if (isIdempotencyKey(key)) return attemptOf(actor, key, body);
  throw new Problem(400, 'The Idempotency-Key is not one.', {
    code: 'validation',
    errors: [{ path: 'Idempotency-Key', message: 'must be 1 to 128 visible ASCII characters' }],
  });
}
