import type { TargetedFocusEvent, TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { explain } from '../api/explain.ts';
import type { User } from '../api/types.ts';
import { announce } from '../state/announcement.ts';
import { signInHref } from '../state/return-path.ts';
import { cart, session } from '../state/shop.ts';
import { useStore } from '../state/store.ts';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';

async function signOut(leave: () => void) {
  await session.signOut();
  leave();
  announce('You are signed out.');
  void cart.load();
}

function SignOutFailed({ error }: { error: unknown }) {
  return (
    <Notice tone="bad" title="You are still signed in">
      <p>{explain(error).detail}</p>
    </Notice>
  );
}

function Menu({ user }: { user: User }) {
  const { url, route } = useLocation();
  const [open, setOpen] = useState(false);
  const [failure, setFailure] = useState<{ error: unknown }>();
  const button = useRef<HTMLButtonElement>(null);
  // Going anywhere closes the menu.
  useEffect(() => {
    setOpen(false);
    setFailure(undefined);
  }, [url]);
  const leave = (event: TargetedFocusEvent<HTMLDivElement>) => {
    if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return;
    setOpen(false);
  };
  const leaveAccount = () => {
    setFailure(undefined);
    signOut(() => route('/')).catch((error: unknown) => {
      setFailure({ error });
      setOpen(true);
    });
  };
  const closeOnEscape = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'Escape' || !open) return;
    setOpen(false);
    button.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only closes the menu inside it
    <div class="menu" onFocusOut={leave} onKeyDown={closeOnEscape}>
      <button
        type="button"
        class="header-item"
        ref={button}
        aria-expanded={open}
        aria-controls="account-menu"
        onClick={() => setOpen(!open)}
      >
        <Icon name="person" />
        <span class="header-label">{user.name || user.email}</span>
        <span class="visually-hidden">account</span>
      </button>
      <ul class="menu-list" id="account-menu" hidden={!open}>
        <li class="menu-who">
          Signed in as <b>{user.email}</b>
        </li>
        <li>
          <a href="/orders">My orders</a>
        </li>
        <li>
          <a href="/wallet">My wallet</a>
        </li>
        <li>
          <a href="/account">My account</a>
        </li>
        {user.role !== 'customer' && (
          <li>
            <a href="/admin">Administration</a>
          </li>
        )}
        <li>
          <button type="button" onClick={leaveAccount}>
            Sign out
          </button>
        </li>
        {failure && (
          <li class="menu-failure">
            <SignOutFailed error={failure.error} />
          </li>
        )}
      </ul>
    </div>
  );
}

/** The way to one's account: a sign-in link for guests, a menu for everyone else, as far as the shop can say who that is. */
export function AccountMenu() {
  const current = useStore(session.store);
  const { url, path } = useLocation();
  if (current.status === 'signedIn') return <Menu user={current.user} />;
  if (current.status === 'failed' && current.known)
    return (
      <a class="header-item" href="/account">
        <Icon name="person" />
        <span class="header-label">{current.known.name || 'Account'}</span>
      </a>
    );
  const back = path === '/sign-in' || path === '/register' ? '/' : url;
  return (
    <a class="header-item" href={signInHref(back)}>
      <Icon name="person" />
      <span class="header-label">Sign in</span>
    </a>
  );
}
