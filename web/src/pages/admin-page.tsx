import type { User } from '../api/types.ts';
import { lazyPage } from '../shell/lazy-page.tsx';
import { RequireUser } from '../shell/require-user.tsx';

const Admin = lazyPage<{ user: User }>(() => import('../admin/admin.tsx').then((module) => module.Admin));

/** The shop's administration: for admins, and what it counts also for viewers. */
export function AdminPage() {
  return <RequireUser roles={['admin', 'viewer']}>{(user) => <Admin key={user.id} user={user} />}</RequireUser>;
}
