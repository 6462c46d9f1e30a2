import { AsyncLocalStorage } from 'node:async_hooks';
import { database } from '../../functions/lib/database.ts';

/** When a process dies: at which of its calls of the table, counted from 0, and whether the table has still done that call. */
export type Crash = { readonly call: number; readonly done: boolean };

type Life = { readonly crash: Crash; calls: number; readonly died: PromiseWithResolvers<'crashed'> };

const lives = new AsyncLocalStorage<Life>();

/** Makes the table's client die with the work that it is used by; call the result to end that. */
export function startCrashing(): () => void {
  const { middlewareStack } = database().client;
  middlewareStack.add(
    (next) => async (args) => {
      const life = lives.getStore();
      if (!life || life.calls++ < life.crash.call) return next(args);
      // Whoever is dead calls nothing and hears nothing.
      if (life.calls === life.crash.call + 1 && life.crash.done) await next(args).catch(() => {});
      life.died.resolve('crashed');
      return new Promise(() => {});
    },
    { step: 'initialize', name: 'crash' },
  );
  return () => middlewareStack.remove('crash');
}

/** Runs the work as a process of its own that may die on the way; without a crash it just runs. */
export function crashing<T>(crash: Crash | undefined, run: () => Promise<T>): Promise<T | 'crashed'> {
  if (!crash) return run();
  const died = Promise.withResolvers<'crashed'>();
  return lives.run({ crash, calls: 0, died }, () => Promise.race([run(), died.promise]));
}
