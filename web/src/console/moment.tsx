import { formatClock, formatRelative, formatStamp } from '../ui/format-time.ts';

const DAY = 86_400_000;

/** A moment as people speak of it, as seen at `now` (both ISO), with the exact time beside it. */
export function Moment({ at, now }: { at: string; now: string }) {
  if (at === '') return <>unknown</>;
  const seen = Date.parse(now);
  const recent = seen - Date.parse(at) < DAY;
  return (
    <time dateTime={at} title={formatStamp(at)}>
      <span class="number">{recent ? formatClock(at) : formatStamp(at)}</span>{' '}
      <span class="soft">({formatRelative(at, seen)})</span>
    </time>
  );
}
