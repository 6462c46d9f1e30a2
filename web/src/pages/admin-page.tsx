import { lazyPage } from '../shell/lazy-page.tsx';
import { RequireUser } from '../shell/require-user.tsx';

const Admin = lazyPage(() => import('../admin/admin.tsx').then((module) => module.Admin));

/** The shop's administration, for admins. */
export function AdminPage() {
  return <RequireUser roles={['admin']}>{() => <Admin />}</RequireUser>;
}
