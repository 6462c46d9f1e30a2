import { budgetUsed } from '../../../monitoring/burn-rate.ts';
import type { Slo } from '../../../monitoring/slos.ts';
import type { SliEvents } from './sli-events.ts';

/** What events of a time come to; without any there is neither compliance nor use of the budget. */
export type Tally = {
  readonly failed: number;
  readonly total: number;
  /** Share of events that were good, from 0 to 1. */
  readonly compliance?: number;
  /** Share of the error budget that is used up; more than 1 when the objective was not kept. */
  readonly budgetUsed?: number;
};

/** Sums events up; `limit` samples are shares of a whole, so that failed ones are rounded to whole events. */
export function tally(slo: Pick<Slo, 'objective'>, events: readonly Omit<SliEvents, 'at'>[]): Tally {
  const total = Math.round(events.reduce((sum, each) => sum + each.total, 0));
  const failed = Math.round(events.reduce((sum, each) => sum + each.failed, 0));
  if (total === 0) return { failed: 0, total: 0 };
  return { failed, total, compliance: 1 - failed / total, budgetUsed: budgetUsed(slo, { failed, total }) };
}
