import { isConditionFailure } from '../../functions/lib/condition.ts';
import type { Database } from '../../functions/lib/database.ts';
import { deploymentLockEntity, type DeploymentLock as Kept } from '../../functions/lib/entities/deployment-lock.ts';
import { BEAT_EVERY_MS } from './heartbeat.ts';
import type { DeploymentLock, Lease } from './lock.ts';
import { isTableMissing } from './table-missing.ts';

/** How long a lease holds that is not kept up. */
const LEASE_MS = 60_000;
/** When a lease ended that its holder has given back. */
const OVER = 0;
/** How long a lease is watched that has ended by this machine's clock: its holder's may be behind. */
const WATCHED_MS = 2 * BEAT_EVERY_MS;

type LockOptions = {
  readonly database: Database;
  readonly stage: string;
  /** Real time in epoch milliseconds: a stage's clock may stand still, or run. */
  readonly now: () => number;
  /** Lets so many milliseconds of real time pass; not needed where all that deploy have one clock. */
  readonly pause?: (milliseconds: number) => Promise<void>;
};

/** What the answer is, or what stands for it when DynamoDB's condition did not hold, or there is no table. */
async function answerOf<Answer, Other>(ask: () => Promise<Answer>, refused: Other, tableless: Other) {
  try {
    return await ask();
  } catch (error) {
    if (isConditionFailure(error)) return refused;
    if (isTableMissing(error)) return tableless;
    throw error;
  }
}

function leaseOf({ kind, deploymentId, commit, actor, since, previous }: Kept): Lease {
  return {
    ...{ deploymentId, commit, actor, since },
    ...(kind === undefined ? {} : { kind }),
    ...(previous === undefined ? {} : { previous }),
  };
}

/**
 * The lock in a stage's table. Before the first deployment there is none: then the lease is taken as soon as there is,
 * and until then SST's own lock holds others off.
 */
export function tableLock({ database, stage, now, pause = async () => undefined }: LockOptions): DeploymentLock {
  const entity = deploymentLockEntity(database);
  let mine: Lease | undefined;
  /** What must be in the table when it is written: what was read, or this deployment's own lease. */
  let expected: (Pick<Kept, 'deploymentId'> & { readonly leaseUntil?: number }) | undefined;
  /** When what holds now was asked for, by this machine's clock. */
  let prolongedAt = Number.NEGATIVE_INFINITY;
  let written: Promise<unknown> = Promise.resolve();

  const read = async (): Promise<Kept | undefined> => {
    const found = await answerOf(() => entity.get({ stage }).go({ consistent: true }), undefined, undefined);
    return found?.data ?? undefined;
  };
  const holderOf = (kept: Kept | undefined): Lease | undefined =>
    kept !== undefined && kept.leaseUntil > now() ? leaseOf(kept) : undefined;

  /** What is in the table, and who holds the lease: also whoever keeps one up that has ended by this clock. */
  const find = async () => {
    const seen = await read();
    const holder = holderOf(seen);
    if (holder !== undefined || seen === undefined || seen.leaseUntil === OVER) return { before: seen, holder };
    await pause(WATCHED_MS);
    const before = await read();
    const isKept = before !== undefined && ![OVER, seen.leaseUntil].includes(before.leaseUntil);
    return { before, holder: isKept ? leaseOf(before) : undefined };
  };

  const put = (lease: Lease, leaseUntil: number) =>
    entity
      .put({ ...lease, stage, leaseUntil })
      .where((kept, { notExists, eq }) => {
        // The answer to a write may have been lost, and the write repeated.
        const own = eq(kept.deploymentId, lease.deploymentId);
        if (expected === undefined) return `${notExists(kept.deploymentId)} OR ${own}`;
        if (expected.leaseUntil === undefined) return own;
        const asRead = `${eq(kept.deploymentId, expected.deploymentId)} AND ${eq(kept.leaseUntil, expected.leaseUntil)}`;
        return `(${asRead}) OR ${own}`;
      })
      .go();
  const write = async (lease: Lease, leaseUntil: number): Promise<boolean> => {
    const asked = now();
    const outcome = await answerOf(async () => (await put(lease, leaseUntil)) && 'written', 'refused', 'tableless');
    if (outcome === 'written') expected = { deploymentId: lease.deploymentId };
    prolongedAt = outcome === 'written' ? asked : Number.NEGATIVE_INFINITY;
    return outcome !== 'refused';
  };
  const remove = ({ deploymentId }: Lease) =>
    entity
      .delete({ stage })
      .where((kept, { eq }) => eq(kept.deploymentId, deploymentId))
      .go();

  /** One after the other: a heartbeat that is slow must not undo what was noted after it. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const done = written.then(work);
    written = done.catch(() => undefined);
    return done;
  };
  /** Changes the lease, if it still is one, and prolongs it. */
  const prolong = (change: (lease: Lease) => Lease): Promise<boolean> =>
    inTurn(async () => {
      if (mine === undefined) return false;
      mine = change(mine);
      return write(mine, now() + LEASE_MS);
    });

  return {
    holder: async () => holderOf(await read()),
    take: async (lease) => {
      const { before, holder } = await find();
      if (holder !== undefined) return { taken: false, holder };
      const abandoned = before === undefined ? undefined : leaseOf(before);
      expected = before;
      // Where to go back to is kept until the stage is straight again, also if this deployment dies as well.
      mine = abandoned?.previous === undefined ? lease : { ...lease, previous: abandoned.previous };
      if (!(await write(mine, now() + LEASE_MS))) {
        const other = await read();
        return { taken: false, holder: other === undefined ? lease : leaseOf(other) };
      }
      return { taken: true, ...(abandoned === undefined ? {} : { abandoned }) };
    },
    keep: () => prolong((lease) => lease),
    // Nobody takes it sooner: who finds it ended by another clock watches it for so long.
    isSure: () => Math.abs(now() - prolongedAt) < WATCHED_MS,
    begin: (previous) => prolong((lease) => ({ ...lease, previous })),
    settle: () => prolong(({ previous: _, ...lease }) => lease),
    giveBack: () =>
      inTurn(async () => {
        const lease = mine;
        mine = undefined;
        if (lease === undefined) return;
        if (lease.previous !== undefined) return void (await write(lease, OVER));
        await answerOf(() => remove(lease), undefined, undefined);
      }),
  };
}
