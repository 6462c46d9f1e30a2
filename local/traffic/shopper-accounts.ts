import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** Credentials of a simulated shopper, made on this machine for this machine. */
export type ShopperAccount = { email: string; password: string; registered: boolean };

/** The accounts that simulated shoppers use again and again, kept across restarts. */
export interface ShopperAccounts {
  /** An account that nobody else is using; undefined when all are in use. */
  borrow(random: number): ShopperAccount | undefined;
  giveBack(account: ShopperAccount): void;
  /** Remembers that the shop knows the account now. */
  registered(account: ShopperAccount): void;
}

/** Enough that a day's orders do not all come from the same few. */
const accountCount = 24;

/** Opens the accounts in the telemetry database; on the first start they are made up. */
export function openShopperAccounts(store: DatabaseSync): ShopperAccounts {
  store.exec(
    'CREATE TABLE IF NOT EXISTS shopper_accounts (email TEXT PRIMARY KEY, password TEXT NOT NULL, registered INTEGER NOT NULL)',
  );
  const insert = store.prepare('INSERT INTO shopper_accounts VALUES (?, ?, 0)');
  const count = Number(store.prepare('SELECT COUNT(*) AS count FROM shopper_accounts').get()?.count);
  for (let made = count; made < accountCount; made++) {
    insert.run(`shopper-${randomBytes(6).toString('hex')}@example.com`, randomBytes(18).toString('base64url'));
  }
  const mark = store.prepare('UPDATE shopper_accounts SET registered = 1 WHERE email = ?');
  const free = store
    .prepare('SELECT * FROM shopper_accounts')
    .all()
    .map((row) => ({ email: String(row.email), password: String(row.password), registered: row.registered === 1 }));
  return {
    borrow: (random) => free.splice(Math.floor(random * free.length), 1)[0],
    giveBack: (account) => void free.push(account),
    registered: (account) => {
      account.registered = true;
      mark.run(account.email);
    },
  };
}
