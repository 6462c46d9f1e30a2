import type { FunctionId } from './resources.ts';

/** A rule by which X-Ray decides which requests are recorded; the limits are those of API reference "SamplingRule". */
export type SamplingRule = {
  readonly id: string;
  /** Whose requests it decides on; every function's of the stage unless given. */
  readonly functionId?: FunctionId;
  /** 1 to 9,999: of the rules that fit, the one with the least decides. */
  readonly priority: number;
  /** How many requests are recorded in each second before the rate decides. */
  readonly reservoirSize: number;
  /** Share of the further requests that is recorded, 0 to 1. */
  readonly fixedRate: number;
};

/** X-Ray's own rule, which decides where no other fits; it cannot be removed ("Configuring sampling rules"). */
export const DEFAULT_SAMPLING: Pick<SamplingRule, 'priority' | 'reservoirSize' | 'fixedRate'> = {
  priority: 10_000,
  reservoirSize: 1,
  fixedRate: 0.05,
};

/** Share of the requests that is recorded, 0 to 1: of what an admin does, of checkouts, and of all others. */
export type TracedShare = { readonly admin: number; readonly checkout: number; readonly others: number };

/**
 * Production records what is worth its price of $5 a million: where money moves, and where an admin changes the shop, a
 * trace explains what a metric cannot, and there are few such requests. Of browsing and of what runs by the clock, which is
 * most of the traffic and always the same, every twentieth shows how it works. No rule has a reservoir: the one of X-Ray's
 * default, a request of each second, is nearly every request of a small shop. What fails is worth more than what succeeds,
 * but a rule decides before anybody knows; so functions/lib/tracing.ts sends what it knows of a fault even when the rule said
 * no. Elsewhere everything is recorded: there is little traffic, and whoever tries something wants to see it.
 */
export const TRACED_SHARE: Readonly<Record<'production' | 'elsewhere', TracedShare>> = {
  production: { admin: 1, checkout: 0.5, others: 0.05 },
  elsewhere: { admin: 1, checkout: 1, others: 1 },
};

/** Share of the requests to a function, or of its runs, that is recorded. */
export function recordedShare(traced: TracedShare, service: FunctionId): number {
  return service === 'admin' || service === 'checkout' ? traced[service] : traced.others;
}

/** The rules of a stage, beside X-Ray's default; a function has none of its own whose share is that of all others. */
export function samplingRules(traced: TracedShare): readonly SamplingRule[] {
  const ofFunctions = (['admin', 'checkout'] as const).map((functionId, index) => ({
    id: functionId,
    functionId,
    priority: 1_000 + 100 * index,
    reservoirSize: 0,
    fixedRate: traced[functionId],
  }));
  const rest: SamplingRule = { id: 'all', priority: 9_000, reservoirSize: 0, fixedRate: traced.others };
  return [...ofFunctions.filter(({ fixedRate }) => fixedRate !== traced.others), rest];
}
