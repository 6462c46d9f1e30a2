import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../store.ts';

/** Credentials of a simulated shopper, made on this machine for this machine. */
export type ShopperAccount = { email: string; password: string; registered: boolean };

/** The accounts that simulated shoppers use again and again, kept across restarts. */
export interface ShopperAccounts {
  /**
   * An account that nobody else is using: mostly one that was here before, though no more often than `VISITS_AN_HOUR` while
   * there are others. `now` in virtual epoch milliseconds; undefined when all are in use.
   */
  borrow(random: number, now: number): ShopperAccount | undefined;
  giveBack(account: ShopperAccount): void;
  /** Remembers that the shop knows the account now. */
  registered(account: ShopperAccount): void;
  /** Remembers that the shop does not know the account any more. */
  closed(account: ShopperAccount): void;
}

/** The fewest that there are, so that orders do not all come from the same. */
const leastAccounts = 24;

/** Whoever orders much more often in an hour is suspicious to the shop. */
export const VISITS_AN_HOUR = 3;
/** Share of the visits that come from those who were here before. */
const returning = 0.7;
const hour = 3_600_000;

/** Takes an item out of a list. */
function taken<T>(list: T[], item: T | undefined): T | undefined {
  if (item !== undefined) list.splice(list.indexOf(item), 1);
  return item;
}

/** Opens the accounts in the telemetry database; on the first start they are made up, and later so many as are missing. */
export function openShopperAccounts(store: DatabaseSync, wanted = leastAccounts): ShopperAccounts {
  store.exec(
    'CREATE TABLE IF NOT EXISTS shopper_accounts (email TEXT PRIMARY KEY, password TEXT NOT NULL, registered INTEGER NOT NULL)',
  );
  const insert = store.prepare('INSERT INTO shopper_accounts VALUES (?, ?, 0)');
  const count = Number(store.prepare('SELECT COUNT(*) AS count FROM shopper_accounts').get()?.count);
  inTransaction(store, () => {
    for (let made = count; made < Math.max(wanted, leastAccounts); made++) {
      insert.run(`shopper-${randomBytes(6).toString('hex')}@example.com`, randomBytes(18).toString('base64url'));
    }
  });
  const mark = store.prepare('UPDATE shopper_accounts SET registered = ? WHERE email = ?');
  const free = store
    .prepare('SELECT * FROM shopper_accounts')
    .all()
    .map((row) => ({ email: String(row.email), password: String(row.password), registered: row.registered === 1 }));
  const visits = new Map<ShopperAccount, readonly number[]>();
  const lately = (account: ShopperAccount, now: number): readonly number[] =>
    (visits.get(account) ?? []).filter((at) => at > now - hour);
  return {
    borrow: (random, now) => {
      const rested = free.filter((account) => account.registered && lately(account, now).length < VISITS_AN_HOUR);
      const known = rested[Math.floor((random / returning) * rested.length)];
      // Who was here last waits at the end.
      const account = taken(free, known ?? free.find(({ registered }) => !registered) ?? rested[0] ?? free[0]);
      if (account) visits.set(account, [...lately(account, now), now]);
      return account;
    },
    giveBack: (account) => void free.push(account),
    registered: (account) => {
      account.registered = true;
      mark.run(1, account.email);
    },
    closed: (account) => {
      account.registered = false;
      mark.run(0, account.email);
    },
  };
}
