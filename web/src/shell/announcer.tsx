import { announcement } from '../state/announcement.ts';
import { useStore } from '../state/store.ts';

/** The page's live region: what `announce` says is read out here. */
export function Announcer() {
  const { message, count } = useStore(announcement);
  return (
    <p class="visually-hidden" aria-live="polite" aria-atomic="true">
      {message && <span key={count}>{message}</span>}
    </p>
  );
}
