import { cpSync } from 'node:fs';
import { advance } from '../control.ts';
import { type RunningSystem, startSystem } from '../running-system.ts';
import { callApi, productsInStock, registerShopper } from '../shopper.ts';
import { runJobs } from '../whole-run/faults.ts';
import { dropFolder, makeFolder, noteSystem } from './drill-folders.ts';
import { beginAt, drillMorning } from './drill-start.ts';
import { openShopLife, type People, type ShopLife, type Visitors } from './shop-life.ts';
import { openWatch, type Watch } from './watch.ts';

/** A shop that is well and in which everybody is known: each drill begins on a copy of its data folder. */
export type PreparedShop = { readonly dataFolder: string; readonly people: People; remove(): void };

/** A system on a copy of the prepared shop, the life in it, and who watches it from its start on. */
export type DrillShop = {
  readonly system: RunningSystem;
  readonly life: ShopLife;
  readonly watch: Watch;
  stop(): Promise<void>;
};

/** As many as buy something in an hour without one of them ordering so often that a fraud rule holds it. */
const SHOPPERS = 40;
/** All functions at once: one that had to make room for another would start cold, which is no part of any drill. */
const OPTIONS = ['--simulated', '--no-traffic', '--environments', '24'];
/** Until every alarm on visitors has been looked at over all of its periods. */
const WARM_UP_MINUTES = 6;
/** Until the alarms on jobs, and on what runs every quarter of an hour, have seen that all is well. */
const QUIET = 'PT20M';
/** So that the functions of a system that has just started are warm. */
const SETTLING_MINUTES = 2;

const start = (dataFolder: string): Promise<RunningSystem> =>
  startSystem({ options: OPTIONS, dataFolder, onSpawn: noteSystem });

async function signIn({ siteUrl, admin }: RunningSystem): Promise<string> {
  const answer = await callApi<{ token: string }>(siteUrl, 'POST', '/api/auth/login', admin);
  if (answer.status !== 200) throw new Error(`Signing in answered ${answer.status}.`);
  return answer.body.token;
}

async function gather(system: RunningSystem): Promise<People> {
  const { siteUrl } = system;
  const shoppers: string[] = [];
  for (let index = 0; index < SHOPPERS; index += 1)
    shoppers.push((await registerShopper(siteUrl, `drill-${index}@example.com`)).token);
  const productIds = (await productsInStock(siteUrl)).filter(({ stock }) => stock > 20).map(({ id }) => id);
  return { shoppers, productIds, admin: await signIn(system) };
}

/** Lets virtual minutes pass in which the shop lives. */
export async function live({ system, life }: Pick<DrillShop, 'system' | 'life'>, minutes: number, visitors?: Visitors) {
  for (let minute = 0; minute < minutes; minute += 1) {
    await life.minute(visitors);
    await advance(system.awsUrl, 'PT1M');
  }
}

/** Starts a shop on an empty data folder, lets people register and some time pass, and stops it. */
export async function prepareShop(now: number): Promise<PreparedShop> {
  const dataFolder = makeFolder();
  beginAt(dataFolder, drillMorning(now));
  const system = await start(dataFolder);
  const people = await gather(system);
  await runJobs(system.awsUrl);
  await live({ system, life: openShopLife(system.siteUrl, people) }, WARM_UP_MINUTES);
  await advance(system.awsUrl, QUIET);
  await system.stop();
  return { dataFolder, people, remove: () => dropFolder(dataFolder) };
}

/** Starts a system on a copy of the prepared shop; resolves when its functions are warm. */
export async function openShop({ dataFolder, people }: PreparedShop): Promise<DrillShop> {
  const copy = makeFolder();
  cpSync(dataFolder, copy, { recursive: true });
  const system = await start(copy);
  const watch = await openWatch(system.awsUrl);
  const shop = { system, life: openShopLife(system.siteUrl, people), watch };
  await live(shop, SETTLING_MINUTES);
  return {
    ...shop,
    stop: async () => {
      await system.stop();
      dropFolder(copy);
    },
  };
}
