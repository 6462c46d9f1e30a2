import './offline-banner.css';
import { useOnline } from '../state/use-online.ts';

/** A line below the header that says when the network is gone; it leaves by itself when it is back. */
export function OfflineBanner() {
  const online = useOnline();
  return (
    <div role="status" class="offline">
      {!online && (
        <p class="page-width">
          You are offline. What you see may be out of date; changes cannot be saved until you are back.
        </p>
      )}
    </div>
  );
}
