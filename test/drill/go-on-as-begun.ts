import { askedBefore } from '../support/silence/silence-notes.ts';
import type { SilenceOptions } from './silence-options.ts';
import { UsageError } from './usage-error.ts';

/**
 * Makes sure that days which were begun in a folder are gone on with as they were shared among lanes then: else some of them
 * would pass twice, and some never.
 * @throws UsageError that says how they were begun
 */
export function goOnAsBegun({ data, days, lanes }: Pick<SilenceOptions, 'data' | 'days' | 'lanes'>): void {
  const begun = askedBefore(data, { days, lanes });
  if (begun.days === days && begun.lanes === lanes) return;
  throw new UsageError(
    `The days in ${data} were begun with --days ${begun.days} --lanes ${begun.lanes}: go on with these, or give another folder by --data.`,
  );
}
