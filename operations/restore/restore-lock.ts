import type { Database } from '../../functions/lib/database.ts';
import { deploymentLockEntity } from '../../functions/lib/entities/deployment-lock.ts';
import { heldBy } from '../deploy/held-by.ts';
import { tableLock } from '../deploy/table-lock.ts';
import { OperatorError } from '../operator-error.ts';

/** Of three such spans one lease lasts. */
const HEARTBEAT = 15_000;
const KIND = 'restore';

/** Holds off deployments, and other restorings. */
export type RestoreLock = {
  /** Rejects when another has taken its place; asks for that after a pause in which one may have, as when the machine slept. */
  check(): Promise<void>;
  giveBack(): Promise<void>;
};

/**
 * Takes the lock of deployments: neither may find the table of the other half done.
 * @throws OperatorError while a deployment runs, or when one has died halfway
 */
export async function takeRestoreLock(
  database: Database,
  stage: string,
  sha256: string,
  now = Date.now,
): Promise<RestoreLock> {
  const { data: kept } = await deploymentLockEntity(database).get({ stage }).go({ consistent: true });
  const since = now();
  if (kept?.previous !== undefined && kept.leaseUntil <= since)
    throw new OperatorError('A deployment died halfway. Deploy first: that sets the stage straight.');
  const lock = tableLock({ database, stage, now });
  const deploymentId = `${KIND}-${process.pid}-${since}`;
  const taking = await lock.take({ kind: KIND, deploymentId, commit: sha256, actor: KIND, since });
  if (!taking.taken) throw new OperatorError(heldBy(stage, taking.holder));
  let lost = false;
  const timer = setInterval(() => {
    lock.keep().then(
      (kept) => {
        lost ||= !kept;
      },
      () => undefined,
    );
  }, HEARTBEAT);
  return {
    check: async () => {
      if (lost || !(lock.isSure() || (await lock.keep())))
        throw new OperatorError('Another has begun on this stage meanwhile. Repeat the command afterwards.');
    },
    giveBack: async () => {
      clearInterval(timer);
      await lock.giveBack();
    },
  };
}
