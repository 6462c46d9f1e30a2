import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Time } from '../../ui/time.tsx';
import { type AdminUser, adminApi } from '../admin-api.ts';
import { Loaded } from '../frame/loaded.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { withQuery } from '../frame/page-query.ts';
import { useShown } from '../frame/use-shown.ts';
import { LockForm } from './lock-form.tsx';
import { RoleForm } from './role-form.tsx';
import { ROLE_WORDS } from './role-words.ts';

function Facts({ user }: { user: AdminUser }) {
  return (
    <Card title="Who it is">
      <dl class="admin-facts">
        <div>
          <dt>E-mail</dt>
          <dd>{user.email}</dd>
        </div>
        <div>
          <dt>Name</dt>
          <dd>{user.name}</dd>
        </div>
        <div>
          <dt>Role</dt>
          <dd>{ROLE_WORDS[user.role].name}</dd>
        </div>
        <div>
          <dt>Since</dt>
          <dd>
            <Time at={user.createdAt} />
          </dd>
        </div>
        <div>
          <dt>Orders</dt>
          <dd>
            <a href={withQuery('/admin/orders', { find: user.id })}>Show their orders</a>
          </dd>
        </div>
      </dl>
    </Card>
  );
}

/** One user: who it is, what they may do, and whether they may sign in; `me` is the admin's own id. */
export function UserPage({ id, me }: { id: string; me: string }) {
  const resource = useShown(id, (signal) => adminApi.user(id, signal));
  const { show, reload } = resource;
  return (
    <>
      <PageHead title="User" up={{ href: '/admin/users', label: 'All users' }}>
        <code>{id}</code>
      </PageHead>
      <Loaded resource={resource} what="user">
        {(user) => (
          <div class="admin-columns">
            <Facts user={user} />
            {user.id === me ? (
              <Notice tone="info" title="This is your own account">
                <p>Another administrator can change its role or lock it, so that the shop always has one.</p>
              </Notice>
            ) : (
              <div class="admin-stack">
                <Card title="What they may do">
                  <RoleForm key={user.role} user={user} onChanged={show} onRefused={reload} />
                </Card>
                <Card title="Signing in">
                  <LockForm user={user} onChanged={show} onRefused={reload} />
                </Card>
              </div>
            )}
          </div>
        )}
      </Loaded>
    </>
  );
}
