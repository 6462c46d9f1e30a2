import { highErrorRate } from '../../monitoring/alarms/errors.ts';
import type { FunctionId } from '../../monitoring/resources.ts';

/** A minute of one function: its invocations, and the p95 of their time in milliseconds. */
export type Minute = { readonly invocations: number; readonly p95: number };

/** What one function of the release has answered since the watch began. */
export type Figures = {
  readonly id: FunctionId;
  readonly minutes: readonly Minute[];
  /** Invocations that failed, and requests that were answered with a status of 500 or above, in those minutes. */
  readonly failures: number;
};

/** Fewer failures are no verdict, whatever their share: any release has one now and then. */
const FEWEST_FAILURES = 3;
/** In percent, as the alarm has it. */
const HIGHEST_RATE = highErrorRate.threshold;
/** In milliseconds; what shoppers are promised. */
const SLOWEST = 2_000;
/** The p95 of fewer invocations is that of the slowest one. */
const ENOUGH = 20;
/** So many slow minutes are more than a hiccup. */
const SLOW_MINUTES = 3;

const requestsOf = ({ minutes }: Figures): number => minutes.reduce((sum, { invocations }) => sum + invocations, 0);

function rateOf(figures: Figures): number {
  const requests = requestsOf(figures);
  return requests === 0 ? 0 : (100 * figures.failures) / requests;
}

function faultOf(figures: Figures): string | undefined {
  const { id, failures, minutes } = figures;
  if (failures >= FEWEST_FAILURES && rateOf(figures) > HIGHEST_RATE)
    return `${id} failed ${failures} of ${requestsOf(figures)} requests, more than ${HIGHEST_RATE} %`;
  const slow = minutes.filter(({ invocations, p95 }) => invocations >= ENOUGH && p95 > SLOWEST);
  if (slow.length >= SLOW_MINUTES)
    return `${id} has a p95 above ${SLOWEST} ms in ${slow.length} minutes, ${Math.round(slow.at(-1)?.p95 ?? 0)} ms in the last`;
  return undefined;
}

/** What is wrong with the release by its figures; undefined when nothing is. */
export function faultIn(all: readonly Figures[]): string | undefined {
  for (const figures of all) {
    const fault = faultOf(figures);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** The figures in a few words. */
export function summary(all: readonly Figures[]): string {
  const requests = all.reduce((sum, figures) => sum + requestsOf(figures), 0);
  if (requests === 0) return 'no requests yet';
  const failures = all.reduce((sum, figures) => sum + figures.failures, 0);
  const slowest = Math.max(...all.flatMap(({ minutes }) => minutes.slice(-1).map(({ p95 }) => p95)));
  return `${failures} of ${requests} requests failed, the slowest function’s p95 is ${Math.round(slowest)} ms`;
}
