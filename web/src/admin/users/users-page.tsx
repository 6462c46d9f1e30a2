import { useState } from 'preact/hooks';
import { usePages } from '../../state/use-pages.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Column } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { type AdminUser, adminApi } from '../admin-api.ts';
import { PageHead } from '../frame/page-head.tsx';
import { PagedTable } from '../frame/paged-table.tsx';
import { SearchForm } from '../frame/search-form.tsx';
import { onePage } from '../frame/short-id.ts';
import { ROLE_WORDS } from './role-words.ts';

const COLUMNS: readonly Column<AdminUser>[] = [
  {
    id: 'email',
    header: 'E-mail',
    cell: ({ id, email }) => (
      <a class="cell-text" href={onePage('users', id)}>
        {email}
      </a>
    ),
  },
  { id: 'name', header: 'Name', cell: ({ name }) => name },
  {
    id: 'role',
    header: 'Role',
    cell: ({ role }) => <Badge tone={ROLE_WORDS[role].tone}>{ROLE_WORDS[role].name}</Badge>,
  },
  { id: 'locked', header: 'Locked', cell: ({ locked }) => (locked ? <Badge tone="bad">Locked</Badge> : 'no') },
  { id: 'since', header: 'Since', cell: ({ createdAt }) => <Time at={createdAt} /> },
];

/** Everybody who has an account, the newest first, or the one with an address; addresses stay out of the page's own. */
export function UsersPage() {
  const [email, setEmail] = useState('');
  const resource = usePages(email, adminApi.users(email));
  return (
    <>
      <PageHead title="Users" />
      <SearchForm
        key={email}
        label="E-mail address"
        hint="The whole address."
        type="email"
        value={email}
        onSearch={setEmail}
      />
      <PagedTable
        resource={resource}
        what="users"
        caption="Users, newest first"
        columns={COLUMNS}
        rowKey={({ id }) => id}
        empty={{ title: 'Nobody', text: 'Nobody has an account with this address.' }}
      />
    </>
  );
}
