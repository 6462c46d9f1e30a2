import { api } from '../api/api.ts';
import type { User } from '../api/types.ts';
import { fieldMessages } from '../forms/field-messages.ts';
import { session } from '../state/shop.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { FormOutcome } from './form-outcome.tsx';
import { useForm } from './use-form.ts';

/** The name that the shop calls somebody by. */
export function NameForm({ user }: { user: User }) {
  const { form, submit, busy, ...outcome } = useForm({
    read: (data) => String(data.get('name') ?? '').trim(),
    problemsOf: (name) => (name === '' ? { name: 'Enter your name.' } : {}),
    refusals: (error) => fieldMessages(error, ['name']),
    send: async (name) => {
      const answer = await api<{ user: User }>('/api/account', { method: 'PUT', body: { name } });
      session.show(answer.user);
      return 'Your name is saved.';
    },
  });
  return (
    <form class="form" ref={form} noValidate onSubmit={submit}>
      <Field label="Name" error={outcome.problems.name}>
        {(control) => (
          <input
            {...control}
            name="name"
            type="text"
            autocomplete="name"
            maxLength={100}
            defaultValue={user.name}
            required
          />
        )}
      </Field>
      <FormOutcome {...outcome} />
      <Button type="submit" busy={busy} class="form-submit">
        Save name
      </Button>
    </form>
  );
}
