import { advance, virtualNow } from '../control.ts';
import { type Disaster, type FragileSystem, startFragileSystem } from './fragile-system.ts';
import { plannedPurchases, type StormProduct, type StormSize } from './storm-plan.ts';
import { purchase, type Told } from './storm-shopper.ts';
import { stockStorm } from './storm-stock.ts';

/** A storm that is over, on a system that still runs and has had the time to put itself right. */
export type Storm = {
  readonly told: readonly Told[];
  readonly products: readonly StormProduct[];
  readonly struck: Readonly<Record<Disaster, number>>;
  readonly awsUrl: string;
  stop(): Promise<void>;
};

/** A storm: how large, and what happens once which share of the purchases is over, in order. */
export type StormPlan = StormSize & { readonly disasters: readonly (readonly [share: number, disaster: Disaster])[] };

/** Virtual time passes once so many purchases are over. */
const TICK = 5;
const MINUTE = 60_000;
/**
 * The sales roll-up runs at every quarter. Half an hour after an hour's end it finds what is wrong, a quarter later it puts
 * that right, and what was late by then has a quarter more.
 */
const CLOSED = 65 * MINUTE;

/** Lets disasters happen and time pass as purchases end. */
function weather(system: FragileSystem, { checkouts, disasters }: StormPlan): () => void {
  const coming = [...disasters];
  let over = 0;
  return () => {
    over += 1;
    const [next] = coming;
    if (next && over >= next[0] * checkouts) system.strike(coming.shift()?.[1] ?? 'worker');
    if (over % TICK === 0) void system.tick();
  };
}

/** Lets the virtual clock pass the hour's reconciliation. */
async function passReconciliation(awsUrl: string): Promise<void> {
  const now = (await virtualNow(awsUrl)).getTime();
  const minutes = Math.ceil((60 * MINUTE - (now % (60 * MINUTE)) + CLOSED) / MINUTE);
  await advance(awsUrl, `PT${minutes}M`);
}

/** Starts a system, lets the storm rage over it, and gives it the virtual time that it needs afterwards. */
export async function runStorm(plan: StormPlan): Promise<Storm> {
  const system = await startFragileSystem();
  const { awsUrl } = await system.current();
  const { shoppers, products } = await stockStorm(awsUrl, plan, (await virtualNow(awsUrl)).getTime());
  await system.storming();
  const onEnd = weather(system, plan);
  const purchases = plannedPurchases(plan);
  const shopping = shoppers.map(async (shopper, index) => {
    const told: Told[] = [];
    for (const [count, planned] of (purchases[index] ?? []).entries()) {
      told.push(await purchase(shopper, planned, `purchase-${count}`, { system, products }));
      onEnd();
    }
    return told;
  });
  const told = (await Promise.all(shopping)).flat();
  await system.calm();
  const last = await system.current();
  await passReconciliation(last.awsUrl);
  return { told, products, struck: system.struck(), awsUrl: last.awsUrl, stop: system.stop };
}
