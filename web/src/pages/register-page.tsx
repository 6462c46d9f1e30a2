import { useLocation } from 'preact-iso';
import { AccountForm } from '../forms/account-form.tsx';
import { safeReturnPath, signInHref } from '../state/return-path.ts';
import { useTitle } from '../ui/use-title.ts';

/** Opening an account, with the way to sign in instead. */
export function RegisterPage() {
  const { query } = useLocation();
  useTitle('Create an account');
  return (
    <div class="form-page">
      <h1>Create an account</h1>
      <AccountForm register={true} />
      <p>
        You have one already? <a href={signInHref(safeReturnPath(query.return))}>Sign in</a>
      </p>
    </div>
  );
}
