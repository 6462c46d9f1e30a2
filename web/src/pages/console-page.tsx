import { lazyPage } from '../shell/lazy-page.tsx';
import { RequireUser } from '../shell/require-user.tsx';

const Console = lazyPage(() => import('../console/console.tsx').then((module) => module.Console));

/** The operations console, for those who run the shop. */
export function ConsolePage() {
  return <RequireUser roles={['viewer', 'admin']}>{() => <Console />}</RequireUser>;
}
