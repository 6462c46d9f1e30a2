import { type Audience, runSilence } from './run-silence.ts';
import type { SilencePlan, SilenceReport } from './silence.ts';

/** How the days of all lanes are watched and ended early. */
export type LanesAudience = Omit<Audience, 'tell'> & {
  /** Told of what was heard so far in every lane that has begun, whenever one of them has passed an hour. */
  readonly tell: (reports: readonly SilenceReport[]) => void;
};

/** Lets the days of all lanes pass side by side; where one cannot go on, all end, and it rejects with the reason. */
export async function runLanes(
  plans: readonly SilencePlan[],
  { tell, signal }: LanesAudience,
): Promise<readonly SilenceReport[]> {
  const trouble = new AbortController();
  const ended = AbortSignal.any([trouble.signal, ...(signal === undefined ? [] : [signal])]);
  const latest = new Map<SilencePlan, SilenceReport>();
  const run = async (plan: SilencePlan): Promise<SilenceReport> => {
    const hear = (report: SilenceReport): void => {
      latest.set(plan, report);
      tell(plans.flatMap((each) => latest.get(each) ?? []));
    };
    try {
      return await runSilence(plan, { tell: hear, signal: ended });
    } catch (error) {
      trouble.abort();
      throw error;
    }
  };
  const outcomes = await Promise.allSettled(plans.map(run));
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}
