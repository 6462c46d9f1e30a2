/**
 * What the work emits, as it does. The work is waited for to its end, also when nobody wants to hear the rest, so that it can
 * clear up; what it throws is thrown after what it has emitted.
 */
export async function* emitted<Item>(work: (emit: (item: Item) => void) => Promise<void>): AsyncGenerator<Item> {
  const waiting: Item[] = [];
  let wake = Promise.withResolvers<void>();
  let over = false;
  const done = work((item) => {
    waiting.push(item);
    wake.resolve();
  }).finally(() => {
    over = true;
    wake.resolve();
  });
  // It is awaited below; until then a failure is nobody's unhandled one.
  done.catch(() => undefined);
  try {
    for (;;) {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) yield item;
      if (over && waiting.length === 0) break;
      await wake.promise;
      wake = Promise.withResolvers<void>();
    }
  } finally {
    await done;
  }
}
