import { Notice } from '../ui/notice.tsx';
import { Stamp } from './stamp.tsx';

type PastNoticeProps = {
  /** ISO. */
  until: string;
  /** Address of the same page as it is now. */
  present: string;
};

/** Says that what is shown is of a time that is over, and leads back to the present. */
export function PastNotice({ until, present }: PastNoticeProps) {
  return (
    <Notice tone="neutral">
      <p>
        This is how it was until <Stamp at={until} />. <a href={present}>Show now</a>
      </p>
    </Notice>
  );
}
