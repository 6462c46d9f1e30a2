import { useState } from 'preact/hooks';
import { api } from '../api/api.ts';
import type { User } from '../api/types.ts';
import { FormNotice } from '../forms/form-notice.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Field } from '../ui/field.tsx';
import { focusInvalid } from '../ui/focus-invalid.ts';
import { formatMoney } from '../ui/format-money.ts';
import type { Holdings } from './account-holdings.ts';
import { type Deletion, deleteAccount } from './delete-account.ts';
import { deletionProblems } from './deletion-problems.ts';
import { deletionRefusal } from './deletion-refusal.ts';
import { useForm } from './use-form.ts';
import { passwordRefusals } from './wrong-password.ts';

const pause = (seconds: number) => new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000));

type DeleteFormProps = { user: User; holdings: Holdings; onDeleted: () => void; onRefused: () => void };

/** The password, a word about the store credit, and a last question; then the account is deleted. */
export function DeleteForm({ user, holdings, onDeleted, onRefused }: DeleteFormProps) {
  const { balanceCents, currency } = holdings.wallet;
  const amount = formatMoney(balanceCents, currency);
  const [asked, setAsked] = useState<Deletion>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const { form, submit, problems } = useForm({
    read: (data) => ({ password: String(data.get('password') ?? ''), forfeits: data.get('forfeit') === 'yes' }),
    problemsOf: (typed) => deletionProblems(typed, balanceCents),
    refusals: () => ({}),
    send: async ({ password }) => {
      setFailure(undefined);
      setAsked({ password, ...(balanceCents > 0 && { forfeitBalanceCents: balanceCents }) });
      return 'Please confirm that your account is to be deleted.';
    },
  });
  const wrong = passwordRefusals(failure, 'password', ['password']);
  const remove = async (deletion: Deletion) => {
    setBusy(true);
    try {
      await deleteAccount(api, deletion, pause);
      onDeleted();
    } catch (error) {
      setBusy(false);
      setAsked(undefined);
      setFailure(error);
      onRefused();
      focusInvalid(form.current);
    }
  };
  return (
    <form class="form" ref={form} noValidate onSubmit={submit}>
      <input type="hidden" name="username" autocomplete="username" value={user.email} />
      {balanceCents > 0 && (
        <div class="field">
          <label class="check">
            <input type="checkbox" name="forfeit" value="yes" aria-invalid={problems.forfeit !== undefined} />
            {`I give up my store credit of ${amount}.`}
          </label>
          {problems.forfeit !== undefined && <span class="field-error">{problems.forfeit}</span>}
        </div>
      )}
      <Field label="Your password" error={problems.password ?? wrong.password}>
        {(control) => (
          <input
            {...control}
            name="password"
            type="password"
            autocomplete="current-password"
            maxLength={200}
            required
          />
        )}
      </Field>
      {failure !== undefined && Object.keys(wrong).length === 0 && (
        <FormNotice error={failure} words={deletionRefusal(failure)} />
      )}
      <Button type="submit" variant="danger" class="form-submit">
        Delete my account
      </Button>
      {asked !== undefined && (
        <ConfirmDialog
          title="Delete your account for good?"
          confirm={busy ? 'Deleting…' : 'Delete my account'}
          keep="Keep my account"
          busy={busy}
          onConfirm={() => void remove(asked)}
          onClose={() => setAsked(undefined)}
        >
          <p>
            {balanceCents > 0 ? `Your store credit of ${amount} is lost. ` : ''}
            This cannot be undone.
          </p>
          <p class="soft" role="status">
            {busy ? 'Erasing your data; with many orders this takes a little while. Please keep this page open.' : ''}
          </p>
        </ConfirmDialog>
      )}
    </form>
  );
}
