import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { api } from '../api/api.ts';
import { announce } from '../state/announcement.ts';
import { cart, session } from '../state/shop.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';

type Asking = { open: boolean; busy: boolean; error?: unknown };

/** Ends every session of the account, this one included, after asking. */
export function SignOutEverywhere() {
  const { route } = useLocation();
  const [asking, setAsking] = useState<Asking>({ open: false, busy: false });
  const close = () => setAsking({ open: false, busy: false });
  const signOut = async () => {
    setAsking({ open: true, busy: true });
    try {
      await api('/api/account/sign-out-everywhere', { method: 'POST' });
      route('/sign-in', true);
      session.end();
      announce('You are signed out everywhere.');
      void cart.load();
    } catch (error) {
      setAsking({ open: true, busy: false, error });
    }
  };
  return (
    <>
      <Button class="form-submit" onClick={() => setAsking({ open: true, busy: false })}>
        Sign out everywhere
      </Button>
      {asking.open && (
        <ConfirmDialog
          title="Sign out everywhere?"
          confirm="Sign out everywhere"
          keep="Stay signed in"
          busy={asking.busy}
          error={asking.error}
          onConfirm={() => void signOut()}
          onClose={close}
        >
          <p>Every browser and device that is signed in to this account, this one too, has to sign in again.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
