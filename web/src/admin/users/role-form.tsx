import { useState } from 'preact/hooks';
import type { Role } from '../../api/types.ts';
import { Field } from '../../ui/field.tsx';
import { type AdminUser, adminApi } from '../admin-api.ts';
import { ConfirmAction } from '../frame/confirm-action.tsx';
import { ROLE_WORDS, ROLES, readRole } from './role-words.ts';

type RoleFormProps = { user: AdminUser; onChanged: (user: AdminUser) => void; onRefused: () => void };

/** What somebody may do, and the way to give them another role. */
export function RoleForm({ user, onChanged, onRefused }: RoleFormProps) {
  const [role, setRole] = useState<Role>(user.role);
  const { name, may } = ROLE_WORDS[role];
  const act = async () => {
    onChanged(await adminApi.setRole(user.id, role));
    return `The role is changed to ${name}.`;
  };
  return (
    <div class="admin-stack">
      <Field label="Role" hint={`${name}: ${may}.`}>
        {(control) => (
          <select
            {...control}
            value={role}
            onChange={({ currentTarget }) => setRole(readRole(currentTarget.value) ?? user.role)}
          >
            {ROLES.map((each) => (
              <option key={each} value={each}>
                {ROLE_WORDS[each].name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {role !== user.role && (
        <div>
          <ConfirmAction
            label="Change the role"
            title={`Make them ${name.toLowerCase()}?`}
            confirm="Change the role"
            act={act}
            onRefused={onRefused}
          >
            <p>{`${user.email} ${may} from then on. They are signed out everywhere and have to sign in again.`}</p>
          </ConfirmAction>
        </div>
      )}
    </div>
  );
}
