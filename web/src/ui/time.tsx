import { formatDateTime } from './format-time.ts';

/** A moment in the visitor's time zone, with the exact instant for machines. */
export function Time({ at }: { at: number | string }) {
  return <time dateTime={new Date(at).toISOString()}>{formatDateTime(at)}</time>;
}
