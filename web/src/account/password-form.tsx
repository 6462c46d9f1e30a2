import { api } from '../api/api.ts';
import type { User } from '../api/types.ts';
import { PASSWORD_MIN, passwordProblems } from '../forms/account-rules.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { FormOutcome } from './form-outcome.tsx';
import { useForm } from './use-form.ts';
import { passwordRefusals } from './wrong-password.ts';

/** The present password and the one to be; all other sessions end with the change. */
export function PasswordForm({ user }: { user: User }) {
  const { form, submit, busy, turn, ...outcome } = useForm({
    read: (data) => ({
      currentPassword: String(data.get('currentPassword') ?? ''),
      newPassword: String(data.get('newPassword') ?? ''),
    }),
    problemsOf: passwordProblems,
    refusals: (error) => passwordRefusals(error, 'currentPassword', ['currentPassword', 'newPassword']),
    send: async (body) => {
      await api('/api/account/password', { method: 'PUT', body });
      return 'Your password is changed, and you are signed out everywhere else.';
    },
  });
  const password = (name: 'currentPassword' | 'newPassword', label: string, autocomplete: string, hint?: string) => (
    <Field key={`${name} ${turn}`} label={label} error={outcome.problems[name]} {...(hint !== undefined && { hint })}>
      {(control) => (
        <input {...control} name={name} type="password" autocomplete={autocomplete} maxLength={200} required />
      )}
    </Field>
  );
  return (
    <form class="form" ref={form} noValidate onSubmit={submit}>
      {/* For password managers, which want to know whose password it is. */}
      <input type="hidden" name="username" autocomplete="username" value={user.email} />
      {password('currentPassword', 'Present password', 'current-password')}
      {password(
        'newPassword',
        'New password',
        'new-password',
        `At least ${PASSWORD_MIN} characters; a few words are fine.`,
      )}
      <FormOutcome {...outcome} />
      <Button type="submit" busy={busy} class="form-submit">
        Change password
      </Button>
    </form>
  );
}
