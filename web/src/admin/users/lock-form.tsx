import { Badge } from '../../ui/badge.tsx';
import { type AdminUser, adminApi } from '../admin-api.ts';
import { ConfirmAction } from '../frame/confirm-action.tsx';

type LockFormProps = { user: AdminUser; onChanged: (user: AdminUser) => void; onRefused: () => void };

/** Whether somebody is locked out, and the way to change that. */
export function LockForm({ user, onChanged, onRefused }: LockFormProps) {
  const { id, email, locked } = user;
  const act = async () => {
    onChanged(await adminApi.setLock(id, !locked));
    return locked ? 'The account is unlocked.' : 'The account is locked.';
  };
  return (
    <div class="admin-stack">
      <p>
        {locked ? <Badge tone="bad">Locked</Badge> : <Badge tone="good">Not locked</Badge>}{' '}
        {locked ? 'They cannot sign in.' : 'They can sign in.'}
      </p>
      <div>
        {locked ? (
          <ConfirmAction
            label="Unlock"
            title="Unlock this account?"
            confirm="Unlock it"
            act={act}
            onRefused={onRefused}
          >
            <p>{`${email} can sign in again.`}</p>
          </ConfirmAction>
        ) : (
          <ConfirmAction
            label="Lock"
            title="Lock this account?"
            confirm="Lock it"
            variant="danger"
            act={act}
            onRefused={onRefused}
          >
            <p>{`${email} is signed out everywhere at once, and cannot sign in until the account is unlocked.`}</p>
          </ConfirmAction>
        )}
      </div>
    </div>
  );
}
