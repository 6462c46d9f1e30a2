import { ApiError } from '../api/api-error.ts';
import type { Role } from '../api/types.ts';
import { lazyPage } from '../shell/lazy-page.tsx';
import { RequireUser } from '../shell/require-user.tsx';
import { session } from '../state/shop.ts';
import { useStore } from '../state/store.ts';
import { OutageNotice, OutagePage } from './console-outage.tsx';

const load = () => import('../console/console.tsx').then((module) => module.Console);
// It is on its way while it is found out who is there; whoever shows it says if it does not come.
load().catch(() => undefined);
const Console = lazyPage(load);

const ROLES: readonly Role[] = ['viewer', 'admin'];

/** The operations console, for those who run the shop: also when the shop cannot say who that is. */
export function ConsolePage() {
  const current = useStore(session.store);
  const isOutage = current.status === 'failed' && current.error instanceof ApiError && current.error.status >= 500;
  if (!isOutage) return <RequireUser roles={ROLES}>{() => <Console />}</RequireUser>;
  const { error, known } = current;
  if (!known || !ROLES.includes(known.role)) return <OutagePage error={error} />;
  return (
    <>
      <OutageNotice error={error} />
      <Console />
    </>
  );
}
