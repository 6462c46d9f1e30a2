import '../forms/form-page.css';
import './account-page.css';
import { useEffect, useState } from 'preact/hooks';
import { DeleteSection } from '../account/delete-section.tsx';
import { NameForm } from '../account/name-form.tsx';
import { PasswordForm } from '../account/password-form.tsx';
import { SignOutEverywhere } from '../account/sign-out-everywhere.tsx';
import type { User } from '../api/types.ts';
import { focusPage } from '../shell/focus-page.ts';
import { RequireUser } from '../shell/require-user.tsx';
import { cart, session } from '../state/shop.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { useTitle } from '../ui/use-title.ts';

function Account({ user, onDeleted }: { user: User; onDeleted: () => void }) {
  return (
    <div class="account">
      <Card title="Who you are">
        <p class="soft">
          You sign in with <b>{user.email}</b>.
        </p>
        <NameForm user={user} />
      </Card>
      <Card title="Password">
        <PasswordForm user={user} />
      </Card>
      <Card title="Sessions">
        <p class="soft">If you left a browser signed in somewhere, end all sessions at once.</p>
        <SignOutEverywhere />
      </Card>
      <Card title="Delete this account">
        <DeleteSection user={user} onDeleted={onDeleted} />
      </Card>
    </div>
  );
}

function Deleted() {
  useTitle('Account deleted');
  useEffect(focusPage, []);
  return (
    <div class="empty-state">
      <h1 tabIndex={-1}>Your account is deleted</h1>
      <p>Everything that named you is erased. You can go on looking as a guest.</p>
      <div class="empty-state-actions">
        <ButtonLink href="/" variant="primary">
          To the catalogue
        </ButtonLink>
      </div>
    </div>
  );
}

/** The signed-in person's account: name, password, sessions, and its end. */
export function AccountPage() {
  useTitle('My account');
  const [deleted, setDeleted] = useState(false);
  const forget = () => {
    setDeleted(true);
    session.end();
    void cart.load();
  };
  if (deleted) return <Deleted />;
  return (
    <>
      <div class="page-head">
        <h1>My account</h1>
      </div>
      <RequireUser>{(user) => <Account key={user.id} user={user} onDeleted={forget} />}</RequireUser>
    </>
  );
}
