import { carts } from '../../../functions/lib/entities/cart.ts';
import { products } from '../../../functions/lib/entities/product.ts';
import { sessions } from '../../../functions/lib/entities/session.ts';
import { users } from '../../../functions/lib/entities/user.ts';
import { newId } from '../../../functions/lib/ids.ts';
import { hashToken, newToken } from '../../../functions/lib/session.ts';
import { depositActions } from '../../../functions/lib/wallet/wallet-actions.ts';
import { writeAll } from '../../../functions/lib/write.ts';
import { physicalName } from '../../../monitoring/physical-name.ts';
import { FUNCTION_ENVIRONMENT } from '../embedded-table.ts';
import { plannedProducts, type StormProduct, type StormSize } from './storm-plan.ts';

/** A customer who is signed in, with store credit for some of the purchases. */
export type StormShopper = { readonly userId: string; readonly token: string };

/** Who and what takes part in a storm. */
export type StormStock = { readonly shoppers: readonly StormShopper[]; readonly products: readonly StormProduct[] };

const CREDIT_CENTS = 12_000;
const DAY_SECONDS = 86_400;
/** Batches, and transactions, that are on their way at the same time. */
const CONCURRENT = 8;

/** Runs with the functions' environment, so that their entities write to the running system's table. */
async function withTable(awsUrl: string, run: () => Promise<void>): Promise<void> {
  const environment = {
    ...FUNCTION_ENVIRONMENT,
    TABLE_NAME: physicalName('local', 'shop'),
    AWS_ENDPOINT_URL_DYNAMODB: awsUrl,
  };
  const before = Object.keys(environment).map((key) => [key, process.env[key]] as const);
  Object.assign(process.env, environment);
  try {
    await run();
  } finally {
    for (const [key, value] of before) {
      if (value === undefined) delete process.env[key];
      else process.env[key] = value;
    }
  }
}

async function store({ shoppers, products: goods }: StormStock, now: number): Promise<void> {
  const about = { description: 'Burns in any weather.', category: 'Storm', createdAt: now };
  await products()
    .put(goods.map((product) => ({ ...product, ...about })))
    .go({ concurrent: CONCURRENT });
  const people = shoppers.map(({ userId: id }) => ({
    ...{ id, email: `${id}@mail.example`, name: 'Stormy Shopper', role: 'customer' as const, createdAt: now },
  }));
  await users().put(people).go({ concurrent: CONCURRENT });
  const expiresAt = Math.floor(now / 1000) + DAY_SECONDS;
  const known = shoppers.map(({ userId, token }) => ({
    ...{ userId, tokenHash: hashToken(token), epoch: 0, createdAt: now, expiresAt },
  }));
  await sessions().put(known).go({ concurrent: CONCURRENT });
  const empty = shoppers.map(({ userId }) => ({ owner: userId, version: 1, lines: [] }));
  await carts().put(empty).go({ concurrent: CONCURRENT });
}

async function deposit(userId: string, now: number): Promise<void> {
  const { actions } = depositActions({ userId, amountCents: CREDIT_CENTS, reference: 'pay_storm', now });
  const { committed } = await writeAll(actions);
  if (!committed) throw new Error('A deposit was refused.');
}

/** Puts the goods of a storm and its customers into the running system's table: hashing passwords would take minutes. */
export async function stockStorm(awsUrl: string, size: StormSize, now: number): Promise<StormStock> {
  const shoppers = Array.from({ length: size.shoppers }, () => {
    const userId = newId('usr', now);
    return { userId, token: `${userId.slice('usr_'.length)}.${newToken()}` };
  });
  const stock = { shoppers, products: plannedProducts(size, now) };
  await withTable(awsUrl, async () => {
    await store(stock, now);
    const waiting = shoppers.values();
    const worker = async () => {
      for (const { userId } of waiting) await deposit(userId, now);
    };
    await Promise.all(Array.from({ length: CONCURRENT }, worker));
  });
  return stock;
}
