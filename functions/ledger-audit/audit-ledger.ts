import * as z from 'zod/mini';
import { wallets } from '../lib/entities/wallet.ts';
import { readProgress } from '../lib/jobs/read-progress.ts';
import type { Work } from '../lib/jobs/run-job.ts';
import { logger } from '../lib/logger.ts';
import { pseudonym } from '../lib/pseudonym.ts';
import { inSubsegment } from '../lib/tracing.ts';
import { auditWallet } from './audit-wallet.ts';

const PAGE = 50;

/** How far an audit has come: the last page's cursor, and what was found up to there. */
const Progress = z.object({
  cursor: z.nullable(z.string()),
  balanceCents: z.number(),
  mismatches: z.number(),
});
type Progress = z.infer<typeof Progress>;

const BEGINNING: Progress = { cursor: null, balanceCents: 0, mismatches: 0 };

async function auditPage(userIds: readonly string[], { balanceCents, mismatches }: Progress): Promise<Progress> {
  const found = { cursor: null, balanceCents, mismatches };
  for (const userId of userIds) {
    const audited = await auditWallet(userId);
    if (audited === undefined) continue;
    found.balanceCents += audited.balanceCents;
    if (audited.matches) continue;
    found.mismatches++;
    logger().error('A ledger does not sum to its wallet’s balance.', { userId: pseudonym(userId) });
  }
  return found;
}

/**
 * Holds every wallet against its ledger, page by page, and tells what all of them hold and how many do not agree once it has
 * seen the last; a run that is out of time is gone on with. Returns how many wallets it has looked at.
 */
export async function auditLedger({ progress, save, hasTime, line }: Work): Promise<number> {
  let state = readProgress(progress, Progress, BEGINNING);
  let looked = 0;
  while (hasTime()) {
    const page = await wallets().query.all({ directory: 'all' }).go({ cursor: state.cursor, limit: PAGE });
    const found = await inSubsegment('audit wallets', () =>
      auditPage(
        page.data.map(({ userId }) => userId),
        state,
      ),
    );
    looked += page.data.length;
    state = { ...found, cursor: page.cursor };
    if (page.cursor === null) {
      await save(JSON.stringify(BEGINNING));
      line.emit('walletBalanceCents', state.balanceCents, {});
      line.emit('ledgerMismatches', state.mismatches, {});
      return looked;
    }
    await save(JSON.stringify(state));
  }
  return looked;
}
