import { Notice } from '../ui/notice.tsx';
import { Time } from '../ui/time.tsx';

/** Says that what is shown is how things were, and leads back to how they are. */
export function LookingBack({ until, now }: { until: string; now: string }) {
  return (
    <Notice tone="neutral">
      <p>
        This is how it was until <Time at={until} />. <a href={now}>Show now</a>
      </p>
    </Notice>
  );
}
