import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Role, User } from '../api/types.ts';
import { signInHref } from '../state/return-path.ts';
import { session } from '../state/shop.ts';
import { useStore } from '../state/store.ts';
import { ButtonLink } from '../ui/button.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';

type RequireUserProps = { roles?: readonly Role[]; children: (user: User) => ComponentChildren };

function Forbidden() {
  return (
    <div class="empty-state">
      <h1>Not for this account</h1>
      <p>Only people who run the shop may see this page.</p>
      <div class="empty-state-actions">
        <ButtonLink href="/">To the catalogue</ButtonLink>
      </div>
    </div>
  );
}

/** Shows a page to a signed-in person (of one of the roles, if given) and sends everyone else to sign in and back. */
export function RequireUser({ roles, children }: RequireUserProps) {
  const current = useStore(session.store);
  const { url, route } = useLocation();
  useEffect(() => {
    if (current.status === 'guest') route(signInHref(url), true);
  }, [current.status]);
  switch (current.status) {
    case 'signedIn':
      return <>{!roles || roles.includes(current.user.role) ? children(current.user) : <Forbidden />}</>;
    case 'failed':
      return <ErrorState error={current.error} onRetry={() => void session.load()} />;
    case 'unknown':
    case 'guest':
      return (
        <Loading what="your account">
          <Skeleton height="12rem" />
        </Loading>
      );
    default:
      return current satisfies never;
  }
}
