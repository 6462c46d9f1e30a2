import { useLocation } from 'preact-iso';
import { AccountForm } from '../forms/account-form.tsx';
import { safeReturnPath, signInHref } from '../state/return-path.ts';
import { useTitle } from '../ui/use-title.ts';

/** Signing in, with the way to a new account. */
export function SignInPage() {
  const { query } = useLocation();
  useTitle('Sign in');
  return (
    <div class="form-page">
      <h1>Sign in</h1>
      {query.return === '/checkout' && <p>Your cart is kept. After signing in you go on to checkout.</p>}
      <AccountForm register={false} />
      <p>
        New here? <a href={signInHref(safeReturnPath(query.return), '/register')}>Create an account</a>
      </p>
    </div>
  );
}
