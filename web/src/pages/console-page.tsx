import { lazyPage } from '../shell/lazy-page.tsx';
import { RequireUser } from '../shell/require-user.tsx';

const load = () => import('../console/console.tsx').then((module) => module.Console);
// It is on its way while it is found out who is there; whoever shows it says if it does not come.
load().catch(() => undefined);
const Console = lazyPage(load);

/** The operations console, for those who run the shop. */
export function ConsolePage() {
  return <RequireUser roles={['viewer', 'admin']}>{() => <Console />}</RequireUser>;
}
