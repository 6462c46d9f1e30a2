import * as z from 'zod/mini';
import { hourOf, nextHour } from '../lib/hour-of.ts';
import { readProgress } from '../lib/jobs/read-progress.ts';

const DAY = 86_400_000;

const Hour = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}$/));

/** When an hour that is over is looked at again (epoch milliseconds), and whether its metrics are final by then. */
const Open = z.object({ due: z.number(), final: z.boolean() });
export type Open = z.infer<typeof Open>;

/** How far the roll-up has come. */
const Progress = z.object({
  /** The first hour that has not been looked at since it is over. */
  next: Hour,
  /** Earlier hours whose metrics have yet to be found right. */
  open: z.record(Hour, Open),
});
export type Progress = z.infer<typeof Progress>;

/** How far the last run has come; without one, a day before that time (epoch milliseconds). */
export function salesProgress(text: string | undefined, now: number): Progress {
  return readProgress(text, Progress, { next: hourOf(now - DAY), open: {} });
}

/** The progress once an hour is looked at: open with that, or closed. */
export function lookedAt({ next, open }: Progress, hour: string, found: Open | undefined): Progress {
  const { [hour]: _, ...others } = open;
  return {
    next: hour === next ? nextHour(hour) : next,
    open: found === undefined ? others : { ...others, [hour]: found },
  };
}
