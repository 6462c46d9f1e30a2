import type { Drill, DrillRecord } from './drill.ts';
import { openShop, type PreparedShop, prepareShop } from './drill-shop.ts';
import { runDrill } from './run-drill.ts';

/** Drills that are under way: what each of them saw, or why it could not be run. */
export type RunningDrills = {
  readonly records: ReadonlyMap<Drill, Promise<DrillRecord>>;
  /** Resolves when all are over and nothing of them is left. */
  readonly over: Promise<void>;
};

async function drillIn(prepared: PreparedShop, drill: Drill): Promise<DrillRecord> {
  const shop = await openShop(prepared);
  try {
    return await runDrill(drill, shop);
  } finally {
    await shop.stop();
  }
}

/** Runs drills, so many side by side, each in a shop of its own that is well; `now` is real time, in epoch milliseconds. */
export function runDrills(drills: readonly Drill[], lanes: number, now: number): RunningDrills {
  const started = drills.map((drill) => ({ drill, ...Promise.withResolvers<DrillRecord>() }));
  // Whoever wants to know of a drill that cannot be run awaits its own record.
  for (const { promise } of started) promise.catch(() => {});
  const waiting = [...started];

  async function lane(prepared: PreparedShop): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      await drillIn(prepared, next.drill).then(next.resolve, next.reject);
  }

  async function run(): Promise<void> {
    const prepared = await prepareShop(now);
    await Promise.all(Array.from({ length: lanes }, () => lane(prepared))).finally(prepared.remove);
  }

  const over = run().catch((error: unknown) => {
    for (const { reject } of waiting) reject(error);
  });
  return { records: new Map(started.map(({ drill, promise }) => [drill, promise])), over };
}
