import type { Drill, DrillRecord } from './drill.ts';
import { type DrillShop, live, openShop, type PreparedShop, prepareShop } from './drill-shop.ts';
import { isBurnWindow } from './is-burn-window.ts';
import { pauseBetween } from './pause-between.ts';
import { runDrill } from './run-drill.ts';

/** Drills that are under way: what each of them saw, or why it could not be run. */
export type RunningDrills = {
  readonly records: ReadonlyMap<Drill, Promise<DrillRecord>>;
  /** Resolves when all are over and nothing of them is left. */
  readonly over: Promise<void>;
};

type Started = PromiseWithResolvers<DrillRecord> & { readonly drill: Drill };

/** Runs drills one after the other in a shop; those that come after one that left something raised, which nobody planned, in another. */
async function runInTurn(prepared: PreparedShop, drills: readonly Started[]): Promise<void> {
  let shop: DrillShop | undefined;
  let last: DrillRecord | undefined;
  for (const { drill, resolve, reject } of drills) {
    try {
      shop ??= await openShop(prepared);
      if (last !== undefined) await live(shop, pauseBetween(last, drill));
      const record = await runDrill(drill, shop);
      last = record;
      resolve(record);
      if (record.raisedAtEnd.every(isBurnWindow)) continue;
    } catch (error) {
      reject(error);
    }
    await shop?.stop();
    shop = undefined;
    last = undefined;
  }
  await shop?.stop();
}

/** Runs the drills of each shop, so many shops side by side; `now` is real time, in epoch milliseconds. */
export function runDrills(shops: readonly (readonly Drill[])[], lanes: number, now: number): RunningDrills {
  const started = shops.map((drills) => drills.map((drill) => ({ drill, ...Promise.withResolvers<DrillRecord>() })));
  const all = started.flat();
  // Whoever wants to know of a drill that cannot be run awaits its own record.
  for (const { promise } of all) promise.catch(() => {});
  const waiting = [...started];

  async function lane(prepared: PreparedShop): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await runInTurn(prepared, next);
  }

  async function run(): Promise<void> {
    const prepared = await prepareShop(now);
    await Promise.all(Array.from({ length: lanes }, () => lane(prepared))).finally(prepared.remove);
  }

  const over = run().catch((error: unknown) => {
    for (const { reject } of all) reject(error);
  });
  return { records: new Map(all.map(({ drill, promise }) => [drill, promise])), over };
}
