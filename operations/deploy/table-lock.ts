import { isConditionFailure } from '../../functions/lib/condition.ts';
import type { Database } from '../../functions/lib/database.ts';
import { deploymentLockEntity, type DeploymentLock as Kept } from '../../functions/lib/entities/deployment-lock.ts';
import type { DeploymentLock, Lease } from './lock.ts';
import { isTableMissing } from './table-missing.ts';

/** How long a lease holds that is not kept up. */
const LEASE_MS = 60_000;

type LockOptions = {
  readonly database: Database;
  readonly stage: string;
  /** Real time in epoch milliseconds: a stage's clock may stand still, or run. */
  readonly now: () => number;
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

function leaseOf({ deploymentId, commit, actor, since, previous }: Kept): Lease {
  return { deploymentId, commit, actor, since, ...(previous === undefined ? {} : { previous }) };
}

/**
 * The lock in a stage's table. Before the first deployment there is none: then the lease is taken as soon as there is,
 * and until then SST's own lock holds others off.
 */
export function tableLock({ database, stage, now }: LockOptions): DeploymentLock {
  const entity = deploymentLockEntity(database);
  let mine: Lease | undefined;
  /** What must be in the table when it is written: what was read, or this deployment's own lease. */
  let expected: (Pick<Kept, 'deploymentId'> & { readonly leaseUntil?: number }) | undefined;

  const read = async (): Promise<Kept | undefined> => {
    const found = await answerOf(() => entity.get({ stage }).go({ consistent: true }), undefined, undefined);
    return found?.data ?? undefined;
  };
  const holderOf = (kept: Kept | undefined): Lease | undefined =>
    kept !== undefined && kept.leaseUntil > now() ? leaseOf(kept) : undefined;

  const write = async (lease: Lease): Promise<boolean> => {
    const put = () =>
      entity
        .put({ ...lease, stage, leaseUntil: now() + LEASE_MS })
        .where((kept, { notExists, eq }) => {
          if (expected === undefined) return notExists(kept.deploymentId);
          const { deploymentId, leaseUntil } = expected;
          const same = eq(kept.deploymentId, deploymentId);
          return leaseUntil === undefined ? same : `${same} AND ${eq(kept.leaseUntil, leaseUntil)}`;
        })
        .go();
    const outcome = await answerOf(async () => (await put()) && 'written', 'refused', 'tableless');
    if (outcome === 'written') expected = { deploymentId: lease.deploymentId };
    return outcome !== 'refused';
  };

  return {
    holder: async () => holderOf(await read()),
    take: async (lease) => {
      const before = await read();
      const holder = holderOf(before);
      if (holder !== undefined) return { taken: false, holder };
      const abandoned = before === undefined ? undefined : leaseOf(before);
      expected = before;
      // Where to go back to is kept until the stage is straight again, also if this deployment dies as well.
      mine = abandoned?.previous === undefined ? lease : { ...lease, previous: abandoned.previous };
      if (!(await write(mine))) return { taken: false, holder: holderOf(await read()) ?? lease };
      return { taken: true, ...(abandoned === undefined ? {} : { abandoned }) };
    },
    keep: async () => mine !== undefined && write(mine),
    begin: async (previous) => {
      if (mine === undefined) return false;
      mine = { ...mine, previous };
      return write(mine);
    },
    giveBack: async () => {
      const { deploymentId } = mine ?? {};
      mine = undefined;
      if (deploymentId === undefined) return;
      const remove = () =>
        entity
          .delete({ stage })
          .where((kept, { eq }) => eq(kept.deploymentId, deploymentId))
          .go();
      await answerOf(remove, undefined, undefined);
    },
  };
}
