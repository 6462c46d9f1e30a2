import { ApiError } from '../api/api-error.ts';
import type { ApiClient } from '../api/client.ts';

/** What deletes an account: the password, and the store credit that its owner gives up, in cents. */
export type Deletion = { password: string; forfeitBalanceCents?: number };

/** A large account takes several calls; more than this many point to something that does not get on. */
const MOST_CALLS = 60;

const goesOn = (error: unknown): error is ApiError =>
  error instanceof ApiError && (error.is('not-finished') || error.is('busy'));

/**
 * Deletes the signed-in account, calling again for as long as the server says that there is more to erase, after the pause (in
 * seconds) that it asks for.
 */
export async function deleteAccount(
  api: ApiClient,
  body: Deletion,
  pause: (seconds: number) => Promise<void>,
): Promise<void> {
  for (let call = 1; ; call++) {
    try {
      return await api('/api/account', { method: 'DELETE', body });
    } catch (error) {
      if (!goesOn(error) || call === MOST_CALLS) throw error;
      await pause(error.retryAfter ?? 1);
    }
  }
}
