/** Work on many traces gives the event loop a turn this often, in real milliseconds. */
const breathMs = 40;

/**
 * The items one by one, with a turn of the event loop for everybody else after each stretch of work on them; no more of them
 * once nobody waits for the answer any longer.
 */
export async function* withBreaths<T>(items: Iterable<T>, signal?: AbortSignal): AsyncGenerator<T> {
  let breath = performance.now();
  for (const item of items) {
    yield item;
    if (performance.now() - breath < breathMs) continue;
    await new Promise((resolve) => setImmediate(resolve));
    if (signal?.aborted) return;
    breath = performance.now();
  }
}
