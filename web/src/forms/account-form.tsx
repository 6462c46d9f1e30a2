import './form-page.css';
import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { ApiError } from '../api/api-error.ts';
import { safeReturnPath } from '../state/return-path.ts';
import { cart, session } from '../state/shop.ts';
import { useStore } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { focusInvalid } from '../ui/focus-invalid.ts';
import { accountProblems, PASSWORD_MIN } from './account-rules.ts';
import { type FieldMessages, fieldMessages } from './field-messages.ts';
import { FormNotice } from './form-notice.tsx';

const PATHS = ['name', 'email', 'password'] as const;

const refusal = (error: unknown, register: boolean) => {
  const status = error instanceof ApiError ? error.status : 0;
  if (!register && status === 401) {
    return { title: 'That did not match', detail: 'The e-mail address or the password is wrong.' };
  }
  if (!register && status === 403) {
    return { title: 'This account is locked', detail: 'Please write to the shop to learn why.' };
  }
  if (register && status === 409) {
    return { title: 'There is an account already', detail: 'Sign in with this e-mail address instead.' };
  }
  return undefined;
};

type Attempt = { busy: boolean; problems: FieldMessages; error?: unknown };

/** The sign-in form, or with `register` the one that opens an account; both lead back to where the visitor came from. */
export function AccountForm({ register }: { register: boolean }) {
  const { query, route } = useLocation();
  const form = useRef<HTMLFormElement>(null);
  const [attempt, setAttempt] = useState<Attempt>({ busy: false, problems: {} });
  const { problems, error, busy } = attempt;
  const current = useStore(session.store);
  const back = safeReturnPath(query.return);

  useEffect(() => {
    if (current.status === 'signedIn') route(back, true);
  }, [current.status]);

  const send = async (account: { email: string; password: string; name: string }) => {
    setAttempt({ busy: true, problems: {} });
    try {
      await (register ? session.register(account) : session.signIn(account));
      void cart.load();
    } catch (failure) {
      setAttempt({ busy: false, problems: fieldMessages(failure, PATHS), error: failure });
      focusInvalid(form.current);
    }
  };
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const read = (name: string) => String(data.get(name) ?? '');
    const account = { email: read('email').trim(), password: read('password'), name: read('name').trim() };
    const found = accountProblems(register ? account : { email: account.email, password: account.password });
    if (Object.keys(found).length === 0) return void send(account);
    setAttempt({ busy: false, problems: found });
    focusInvalid(form.current);
  };

  return (
    <form class="form" ref={form} noValidate onSubmit={submit}>
      {error !== undefined && Object.keys(problems).length === 0 && (
        <FormNotice error={error} words={refusal(error, register)} />
      )}
      {register && (
        <Field label="Name" error={problems.name}>
          {(control) => <input {...control} name="name" type="text" autocomplete="name" maxLength={100} required />}
        </Field>
      )}
      <Field label="E-mail" error={problems.email}>
        {(control) => (
          <input
            {...control}
            name="email"
            type="email"
            inputMode="email"
            autocomplete="username"
            maxLength={254}
            required
          />
        )}
      </Field>
      <Field
        label="Password"
        error={problems.password}
        {...(register && { hint: `At least ${PASSWORD_MIN} characters; a few words are fine.` })}
      >
        {(control) => (
          <input
            {...control}
            name="password"
            type="password"
            autocomplete={register ? 'new-password' : 'current-password'}
            maxLength={200}
            required
          />
        )}
      </Field>
      <Button type="submit" variant="primary" wide busy={busy}>
        {register ? 'Create account' : 'Sign in'}
      </Button>
    </form>
  );
}
