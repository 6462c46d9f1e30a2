import type { Clock } from '../clock.ts';
import type { Queue } from './queue.ts';

/**
 * Waits until a message may be there (true), or the virtual deadline passed or the client hung up (false). A clock that
 * stands still must not hold a client for ever: the wait also ends after as much real time.
 */
export function messageOrTimeout(
  queue: Queue,
  clock: Pick<Clock, 'now' | 'at'>,
  deadline: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const remainingMs = deadline - clock.now();
  if (remainingMs <= 0 || signal?.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const finish = (available: boolean): void => {
      stopListening();
      cancel();
      clearTimeout(timer);
      signal?.removeEventListener('abort', hangUp);
      resolve(available);
    };
    const hangUp = (): void => finish(false);
    const stopListening = queue.onAvailable(() => finish(true));
    const cancel = clock.at(deadline, () => finish(false));
    const timer = setTimeout(finish, remainingMs, false);
    signal?.addEventListener('abort', hangUp);
  });
}
