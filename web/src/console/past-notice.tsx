import { Notice } from '../ui/notice.tsx';
import { Time } from '../ui/time.tsx';

type PastNoticeProps = {
  /** ISO. */
  until: string;
  /** Before that. */
  minutes: number;
  /** Address of the same page as it is now. */
  present: string;
};

/** Says that what is shown is of a time that is over, and leads back to the present. */
export function PastNotice({ until, minutes, present }: PastNoticeProps) {
  return (
    <Notice tone="neutral">
      <p>
        This is how it was from <Time at={Date.parse(until) - minutes * 60_000} /> to <Time at={until} />.{' '}
        <a href={present}>Show now</a>
      </p>
    </Notice>
  );
}
