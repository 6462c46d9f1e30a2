/** Work on many traces gives the event loop a turn this often, in real milliseconds. */
const breathMs = 40;
/** It ends after so many, for clients of the SDK wait but some seconds: what was done by then is worth more than no answer. */
const mostMs = 2_500;

type Patience = { readonly signal?: AbortSignal | undefined; readonly mostMs?: number };

/**
 * The items one by one, with a turn of the event loop for everybody else after each stretch of work on them; no more of them
 * once nobody waits for the answer any longer, or it has taken too long.
 */
export async function* withBreaths<T>(items: Iterable<T>, patience: Patience = {}): AsyncGenerator<T> {
  const end = performance.now() + (patience.mostMs ?? mostMs);
  let breath = performance.now();
  for (const item of items) {
    yield item;
    if (performance.now() - breath < breathMs) continue;
    await new Promise((resolve) => setImmediate(resolve));
    breath = performance.now();
    if (patience.signal?.aborted || breath > end) return;
  }
}
