import { formatStamp } from '../ui/format-time.ts';

/** A moment with its date as the console writes it, with the exact instant for machines. */
export function Stamp({ at }: { at: number | string }) {
  return <time dateTime={new Date(at).toISOString()}>{formatStamp(at)}</time>;
}
